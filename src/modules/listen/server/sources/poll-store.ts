import type { Selectable } from "kysely";
import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import { type SourceTable, withSources } from "./source-tables.ts";

export type SourceRow = Selectable<SourceTable>;
export type QueuedSource = {
  workspaceId: string;
  sourceId: string;
  /** A person wants it polled now, whether or not it is due, paused or stopped. */
  isForced?: boolean;
};

const minuteMs = 60_000;
/** A source that was queued is not queued again for this long: its job may wait behind others. */
const queueMs = 15 * minuteMs;
/** Longer than any poll is let run. A worker that dies holds its source for no longer than this. */
const leaseMs = 5 * minuteMs;

/** What is looked at now and then; streams are held open, files and inboxes bring what they have. */
const polledKinds = ["feed", "site", "network"] as const;

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

/**
 * Takes the sources that are due, at most `limit`, longest waiting first, and marks them as queued. Of several sweeps at
 * once each takes other ones.
 */
export async function takeDueSources(db: Db, now: Date, limit = 1_000): Promise<QueuedSource[]> {
  const due = withSources(db)
    .selectFrom("listen.source")
    .select("id")
    .where("state", "=", "active")
    .where("kind", "in", polledKinds)
    .where("next_poll_at", "<=", now)
    .where(sql<boolean>`coalesce(queued_until, '-infinity') <= ${now}`)
    .where(sql<boolean>`coalesce(leased_until, '-infinity') <= ${now}`)
    .orderBy("next_poll_at")
    .limit(limit)
    .forUpdate()
    .skipLocked();
  const taken = await withSources(db)
    .with("due", () => due)
    .updateTable("listen.source")
    .set({ queued_until: after(now, queueMs) })
    .where("id", "in", (from) => from.selectFrom("due").select("due.id"))
    .returning(["id", "workspace_id", "next_poll_at"])
    .execute();
  return taken
    .sort((a, b) => (a.next_poll_at?.getTime() ?? 0) - (b.next_poll_at?.getTime() ?? 0))
    .map((row) => ({ workspaceId: row.workspace_id, sourceId: row.id }));
}

/** Lets the next sweep take a source again, `waitMs` from now: its site was busy. */
export async function postponePoll(db: Db, source: QueuedSource, now: Date, waitMs: number): Promise<void> {
  await withSources(db)
    .updateTable("listen.source")
    .set({ queued_until: after(now, waitMs) })
    .where("id", "=", source.sourceId)
    .execute();
}

/**
 * Takes the right to poll one source. Exactly one worker gets it; the others get undefined, as for a source that is
 * gone, that is not polled at all, or that another worker has polled since it was queued.
 */
export async function claimSource(
  db: Db,
  { workspaceId, sourceId, isForced = false }: QueuedSource,
  leaseId: string,
  now: Date,
): Promise<SourceRow | undefined> {
  const claim = withSources(db)
    .updateTable("listen.source")
    .set({ lease_id: leaseId, leased_until: after(now, leaseMs) })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", sourceId)
    .where("kind", "in", polledKinds)
    .where(sql<boolean>`coalesce(leased_until, '-infinity') <= ${now}`);
  const due = isForced ? claim : claim.where("state", "=", "active").where("next_poll_at", "<=", now);
  return due.returningAll().executeTakeFirst();
}

/** Takes the turn at a site for `holder`; false while another poll, in any process, has it. */
export async function takeHostTurn(db: Db, host: string, holder: string, now: Date): Promise<boolean> {
  const taken = await withSources(db)
    .insertInto("listen.host_turn")
    .values({ host, holder, until: after(now, leaseMs) })
    .onConflict((conflict) =>
      conflict
        .column("host")
        .doUpdateSet({ holder, until: after(now, leaseMs) })
        .where("listen.host_turn.until", "<=", now),
    )
    .returning("holder")
    .executeTakeFirst();
  return taken !== undefined;
}

export async function giveHostTurn(db: Db, host: string, holder: string): Promise<void> {
  await withSources(db)
    .deleteFrom("listen.host_turn")
    .where("host", "=", host)
    .where("holder", "=", holder)
    .execute();
}

/** As many polls of a source as its health page shows. */
const keptPolls = 200;

/**
 * Forgets what only the health page needs: polls after 14 days and beyond the latest 200 of a source, articles a month
 * after they were last listed.
 */
export async function forgetOldPolls(db: Db, now: Date): Promise<void> {
  const dayMs = 24 * 60 * minuteMs;
  const tables = withSources(db);
  await tables
    .deleteFrom("listen.poll")
    .where("at", "<", after(now, -14 * dayMs))
    .execute();
  await sql`
    delete from listen.poll using (
      select id, row_number() over (partition by source_id order by at desc, id desc) as place from listen.poll
    ) as placed where placed.id = poll.id and placed.place > ${keptPolls}`.execute(tables);
  await tables
    .deleteFrom("listen.article_visit")
    .where("state", "!=", "waiting")
    .where("listed_at", "<", after(now, -30 * dayMs))
    .execute();
  await tables
    .deleteFrom("listen.source_day")
    .where(
      "day",
      "<",
      after(now, -400 * dayMs)
        .toISOString()
        .slice(0, 10),
    )
    .execute();
  await tables.deleteFrom("listen.host_turn").where("until", "<", after(now, -dayMs)).execute();
}
