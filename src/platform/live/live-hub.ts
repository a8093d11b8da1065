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
    client = new pg.Client({ connectionString, application_name: "gaung live" });
    client.on("notification", ({ payload }) => {
      const { workspaceId, message }: { workspaceId: string; message: unknown } = JSON.parse(payload ?? "{}");
      heard.emit(workspaceId, JSON.stringify(message));
    });
    client.on("error", (error) => lost(error));
    await client.connect();
    await client.query(`listen ${channel}`);
  }
  function lost(error: unknown): void {
    if (isStopped) return;
    log.warn({ err: error }, "live connection lost, trying again");
    client?.removeAllListeners();
    client = undefined;
    retryTimer = setTimeout(() => void connect().catch(lost), 2000);
    retryTimer.unref();
  }
  void connect().catch(lost);

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
