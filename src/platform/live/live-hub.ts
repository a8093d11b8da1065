import { EventEmitter } from "node:events";
import { sql } from "kysely";
import pg from "pg";
import type { Db, Tx } from "#platform/db/database.ts";
import type { Logger } from "#platform/log/logger.ts";

/** Tells open screens that something changed. Lossy by design: a screen that missed one asks again by itself. */
export type LiveHub = {
  subscribe(workspaceId: string, hear: (message: string) => void): () => void;
  stop(): Promise<void>;
};

const channel = "gaung_live";
const retryAfterMs = 2000;

/** Sends a small JSON message (under 7,000 bytes) to every screen of a workspace, in every process, after commit. */
export async function announceLive(
  db: Db | Tx,
  workspaceId: string,
  message: Record<string, unknown>,
): Promise<void> {
  await sql`select pg_notify(${channel}, ${JSON.stringify({ workspaceId, message })})`.execute(db);
}

/** Listens on one connection of its own and reconnects when it is lost. */
export function openLiveHub(connectionString: string, log: Logger): LiveHub {
  const heard = new EventEmitter().setMaxListeners(0);
  let client: pg.Client | undefined;
  let isStopped = false;
  let retryTimer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const own = new pg.Client({ connectionString, application_name: "gaung live" });
    client = own;
    own.on("notification", ({ payload }) => {
      const { workspaceId, message }: { workspaceId: string; message: unknown } = JSON.parse(payload ?? "{}");
      heard.emit(workspaceId, JSON.stringify(message));
    });
    // Stays for good: a connection that is cut fails more than once, and an error nobody hears ends the process.
    own.on("error", (error) => lost(own, error));
    try {
      await own.connect();
      await own.query(`listen ${channel}`);
    } catch (error) {
      lost(own, error);
    }
  }
  function lost(own: pg.Client, error: unknown): void {
    if (isStopped || client !== own) return;
    log.warn({ err: error }, "live connection lost, trying again");
    client = undefined;
    own.end().catch(() => undefined);
    retryTimer = setTimeout(() => void connect(), retryAfterMs);
    retryTimer.unref();
  }
  void connect();

  return {
    subscribe(workspaceId, hear) {
      heard.on(workspaceId, hear);
      return () => heard.off(workspaceId, hear);
    },
    async stop() {
      isStopped = true;
      clearTimeout(retryTimer);
      await client?.end().catch(() => undefined);
    },
  };
}
