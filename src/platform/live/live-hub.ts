import { sql } from "kysely";
import pg from "pg";
import type { Db, Tx } from "#platform/db/database.ts";
import type { Logger } from "#platform/log/logger.ts";

/** An open screen, as the hub sees it. */
export type Screen = {
  /** Told each message of its workspace, as JSON. */
  hear(message: string): void;
  /** Somebody's access changed, or may have while nobody listened: whoever is behind the screen is asked again. */
  doubt(): void;
};

/** Tells open screens that something changed. Lossy by design: a screen that missed one asks again by itself. */
export type LiveHub = {
  /** @returns a function that forgets the screen */
  subscribe(workspaceId: string, screen: Screen): () => void;
  stop(): Promise<void>;
};

type Notification = { workspaceId: string; message: unknown } | { doubted: readonly string[] };

const channel = "gaung_live";
const retryAfterMs = 2000;

const send = async (db: Db | Tx, notification: Notification): Promise<void> => {
  await sql`select pg_notify(${channel}, ${JSON.stringify(notification)})`.execute(db);
};

/** Sends a small JSON message (under 7,000 bytes) to every screen of a workspace, in every process, after commit. */
export const announceLive = (
  db: Db | Tx,
  workspaceId: string,
  message: Record<string, unknown>,
): Promise<void> => send(db, { workspaceId, message });

/** Has every open screen of these workspaces prove again that it may listen, in every process, after commit. */
export async function announceAccessChange(db: Db | Tx, workspaceIds: readonly string[]): Promise<void> {
  for (let from = 0; from < workspaceIds.length; from += 100)
    await send(db, { doubted: workspaceIds.slice(from, from + 100) });
}

/** Listens on one connection of its own and reconnects when it is lost. */
export function openLiveHub(connectionString: string, log: Logger): LiveHub {
  const screens = new Map<string, Set<Screen>>();
  let client: pg.Client | undefined;
  let isStopped = false;
  let wasLost = false;
  let retryTimer: NodeJS.Timeout | undefined;

  const of = (workspaceId: string): Screen[] => [...(screens.get(workspaceId) ?? [])];

  function tell(payload: string): void {
    const notification: Notification = JSON.parse(payload);
    if ("doubted" in notification) for (const screen of notification.doubted.flatMap(of)) screen.doubt();
    else {
      const message = JSON.stringify(notification.message);
      for (const screen of of(notification.workspaceId)) screen.hear(message);
    }
  }
  async function connect(): Promise<void> {
    const own = new pg.Client({ connectionString, application_name: "gaung live" });
    client = own;
    own.on("notification", ({ payload }) => tell(payload ?? "{}"));
    // Stays for good: a connection that is cut fails more than once, and an error nobody hears ends the process.
    own.on("error", (error) => lost(own, error));
    try {
      await own.connect();
      await own.query(`listen ${channel}`);
      if (wasLost) for (const screen of [...screens.keys()].flatMap(of)) screen.doubt();
    } catch (error) {
      lost(own, error);
    }
  }
  function lost(own: pg.Client, error: unknown): void {
    if (isStopped || client !== own) return;
    log.warn({ err: error }, "live connection lost, trying again");
    client = undefined;
    wasLost = true;
    own.end().catch(() => undefined);
    retryTimer = setTimeout(() => void connect(), retryAfterMs);
    retryTimer.unref();
  }
  void connect();

  return {
    subscribe(workspaceId, screen) {
      const there = screens.get(workspaceId) ?? new Set();
      screens.set(workspaceId, there.add(screen));
      return () => {
        there.delete(screen);
        if (there.size === 0 && screens.get(workspaceId) === there) screens.delete(workspaceId);
      };
    },
    async stop() {
      isStopped = true;
      clearTimeout(retryTimer);
      await client?.end().catch(() => undefined);
    },
  };
}
