import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import type { Logger } from "#platform/log/logger.ts";
import { notify, withdrawNotice } from "#platform/notices/notify.ts";
import { type Overdue, readOverdue } from "./read-overdue.ts";

export type WatchParts = {
  readonly db: Db;
  readonly log: Pick<Logger, "error">;
  readonly now: () => Date;
};

const everyMs = 60_000;
const kind = "accounts.sending_late";
/** What is told of an office's sending is one thread. */
const thread = "accounts.sending";

/**
 * Looks once whether anything is overdue because nothing sends. People are told when that begins, and it is taken back when it
 * is over. Several processes may look at once: one does it.
 */
export async function watchSending({ db, now }: Omit<WatchParts, "log">): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ is_ours: boolean }>`
      select pg_try_advisory_xact_lock(hashtext('accounts.watch-sending')) as is_ours`.execute(tx);
    if (rows[0]?.is_ours !== true) return;
    const overdue = await readOverdue(tx, now());
    const told = await tx
      .selectFrom("platform.notice")
      .select("workspace_id")
      .where("thread", "=", thread)
      .where("kind", "=", kind)
      .execute();
    const known = new Set(told.map(({ workspace_id }) => workspace_id));
    for (const office of overdue) if (!known.has(office.workspaceId)) await tellLate(tx, office, now());
    const late = new Set(overdue.map(({ workspaceId }) => workspaceId));
    for (const workspaceId of known)
      if (!late.has(workspaceId)) {
        await withdrawNotice(tx, workspaceId, thread);
        await announceLive(tx, workspaceId, { type: "statements" });
      }
  });
}

async function tellLate(tx: Tx, { workspaceId, count, since }: Overdue, at: Date): Promise<void> {
  const { zone } = await tx
    .selectFrom("platform.workspace")
    .select("zone")
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  await notify(
    tx,
    workspaceId,
    {
      kind,
      severity: "urgent",
      values: { count, since: hourIn(zone, since) },
      subject: { kind: "sending", id: workspaceId },
      thread,
      audience: { permission: "statements.send" },
    },
    at,
  );
  await announceLive(tx, workspaceId, { type: "statements" });
}

/** `20/11, 09.00`: read alike in both languages. */
const hourIn = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat("id", {
    day: "numeric",
    month: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(at);

/**
 * The watch over sending. It begins with the web server and not with the work, so that whoever serves pages notices when nobody
 * sends, also in a process of its own.
 */
export function openSendingWatch(parts: WatchParts) {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const look = (): void => {
    looking = watchSending(parts).catch((error: unknown) => {
      parts.log.error({ err: error }, "nobody could look whether anything is overdue");
    });
  };
  return {
    begin(ms = everyMs): void {
      timer ??= setInterval(look, ms).unref();
    },
    async end(): Promise<void> {
      clearInterval(timer);
      await looking;
    },
    /** Since when the oldest statement of all offices is overdue, and how many are. */
    async overdue(): Promise<{ count: number; since: Date } | null> {
      const all = await readOverdue(parts.db, parts.now());
      const [first] = all;
      if (!first) return null;
      return { count: all.reduce((sum, { count }) => sum + count, 0), since: first.since };
    },
  };
}
