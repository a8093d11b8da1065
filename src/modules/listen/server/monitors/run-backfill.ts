import { sql } from "kysely";
import type { Tx } from "#platform/db/database.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { positionsTable } from "../mentions/mention-store.ts";
import { holdOffRetention } from "../mentions/retention-store.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import { findMentions, type Position } from "../search/find-mentions.ts";
import { type MentionQuery, planMentionQuery } from "../search/mention-query.ts";
import { type Backfill, type BackfillParts, findOpenBackfill } from "./backfill-store.ts";
import { clearRemovedMonitor } from "./clear-removed-monitor.ts";
import { lockForMatching } from "./match-mentions.ts";
import { holdMonitors } from "./monitor-lock.ts";
import { findMonitorRow } from "./monitor-store.ts";
import { withMonitors } from "./monitor-tables.ts";
import { readMonitorQuery } from "./read-monitor-query.ts";
import { type MatchedMention, writeMatches } from "./write-matches.ts";

/** Few enough that whoever wants one of them does not wait. */
const stepSize = 500;
const pauseMs = 20;

/**
 * Goes through what is stored with a monitor that is new, was changed or is on again, until all was gone through or
 * `end` says stop. Each step takes the newest mentions behind the last one: what the monitor finds now and what is kept
 * of before. It notes how far it has come in its own transaction, so that a killed process loses nothing; of two workers
 * at one monitor one steps back. A mention is matched once at most, so that figures never double: behind the cursor they
 * are the old ones, before it the new.
 * @returns how many mentions it has decided on
 */
export async function runBackfill(
  parts: BackfillParts,
  monitorId: string,
  end: AbortSignal,
): Promise<number> {
  const monitors = withMonitors(parts.db);
  const db = withMentions(parts.db);
  let decided = 0;
  for (;;) {
    if (end.aborted) return decided;
    const backfill = await findOpenBackfill(monitors, monitorId);
    if (!backfill) {
      await clearRemovedMonitor(parts, monitorId, end);
      return decided;
    }
    const row = await findMonitorRow(monitors, backfill.workspace_id, monitorId);
    const clock = { now: parts.now(), zone: row.zone };
    const query = await planMentionQuery(db, backfill.workspace_id, readMonitorQuery(row), clock);
    const step = await nextStep(db, backfill, query);
    const isDone = await parts.db
      .transaction()
      .execute((tx) => takeStep(tx, backfill, query, step, parts.now()));
    if (isDone === undefined) return decided;
    decided += step.positions.length;
    if (isDone) return decided;
    await parts.pause(pauseMs);
  }
}

type Step = {
  positions: Position[];
  /** Everything newer is decided on with this step; null when that is all. */
  bottom: Position | null;
};

async function nextStep(db: MentionDb, backfill: Backfill, query: MentionQuery): Promise<Step> {
  const after =
    backfill.read_until === null || backfill.read_until_id === null
      ? null
      : { publishedAt: backfill.read_until, id: backfill.read_until_id };
  const options = { direction: "newest", after, limit: stepSize } as const;
  const found = await findMentions(db, backfill.workspace_id, query.branches, options);
  const kept = await keptMatches(db, backfill, after);
  const ends = [found, kept].flatMap((list) => (list.length < stepSize ? [] : list.slice(-1)));
  const bottom = ends.sort(newestFirst).at(0) ?? null;
  const positions = new Map(
    [...found, ...kept]
      .filter((position) => bottom === null || newestFirst(position, bottom) <= 0)
      .map((position) => [position.id, position]),
  );
  return { positions: [...positions.values()], bottom };
}

const newestFirst = (a: Position, b: Position): number =>
  b.publishedAt.getTime() - a.publishedAt.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

async function keptMatches(db: MentionDb, backfill: Backfill, after: Position | null): Promise<Position[]> {
  const { rows } = await sql<{ id: string; published_at: Date }>`
    select mention_id as id, published_at from listen.monitor_match
    where workspace_id = ${backfill.workspace_id}::uuid and monitor_id = ${backfill.monitor_id}::uuid
      ${
        after === null
          ? sql``
          : sql`and published_at <= ${after.publishedAt.toISOString()}::timestamptz
              and (published_at, mention_id) < (${after.publishedAt.toISOString()}::timestamptz, ${after.id}::uuid)`
      }
    order by published_at desc, mention_id desc limit ${stepSize}`.execute(db);
  return rows.map((row) => ({ id: row.id, publishedAt: row.published_at }));
}

/**
 * Decides on the mentions of a step as they are now, and notes how far the backfill has come. Whoever changes a mention
 * matches it anew; for that both lock it first.
 * @returns whether that was all; undefined when another worker is at it, or the monitor was changed meanwhile
 */
async function takeStep(
  platformTx: Tx,
  backfill: Backfill,
  query: MentionQuery,
  step: Step,
  at: Date,
): Promise<boolean | undefined> {
  const tx = withMentions(platformTx);
  const { workspace_id: workspaceId, monitor_id: monitorId } = backfill;
  await holdOffRetention(tx);
  await holdMonitors(tx, workspaceId);
  const { rows } = await sql<{ done: string; total: string }>`
    update listen.monitor_backfill set worked_at = now(),
      read_until = ${(step.bottom?.publishedAt ?? backfill.read_until)?.toISOString() ?? null}::timestamptz,
      read_until_id = ${step.bottom?.id ?? backfill.read_until_id}::uuid,
      finished_at = ${step.bottom === null ? at.toISOString() : null}::timestamptz,
      done = ${passedBefore(workspaceId, step.bottom)}, total = ${passedBefore(workspaceId, null)}
    where monitor_id in (select monitor_id from listen.monitor_backfill where monitor_id = ${monitorId}::uuid
      and finished_at is null and set_revision = ${backfill.set_revision}
      and read_until_id is not distinct from ${backfill.read_until_id}::uuid for update skip locked)
    returning done, total`.execute(tx);
  const [progress] = rows;
  if (!progress) return undefined;
  const ids = step.positions.map(({ id }) => id);
  await lockForMatching(tx, workspaceId, ids);
  const known = await decide(tx, workspaceId, monitorId, query, step.positions);
  const options = { monitorIds: [monitorId], at, isBackfilled: true };
  await writeMatches(tx, workspaceId, { fresh: [], known }, options);
  const isDone = step.bottom === null;
  await announceLive(platformTx, workspaceId, {
    type: "monitor",
    monitorId,
    done: Number(progress.done),
    total: Number(progress.total),
    isDone,
  });
  return isDone;
}

/** How many mentions are as new as a position, to the hour. */
const passedBefore = (workspaceId: string, bottom: Position | null) =>
  bottom === null
    ? sql`(select coalesce(sum(count), 0) from listen.mention_total
        where workspace_id = ${workspaceId}::uuid and grain = 'month')`
    : sql`(select coalesce(sum(count), 0) from listen.mention_total where workspace_id = ${workspaceId}::uuid
        and grain = 'hour' and at >= ${bottom.publishedAt.toISOString()}::timestamptz)`;

async function decide(
  tx: MentionDb,
  workspaceId: string,
  monitorId: string,
  query: MentionQuery,
  positions: readonly Position[],
): Promise<MatchedMention[]> {
  if (positions.length === 0) return [];
  const { rows } = await sql<{
    id: string;
    published_at: Date;
    outlet: string;
    channel: string;
    author: string | null;
    tone: string | null;
    is_found: boolean;
  }>`
    select mention.id, mention.published_at, outlet, channel, author, tone, ${query.condition} as is_found
    from ${positionsTable(positions)}
    join listen.mention as mention on mention.workspace_id = ${workspaceId}::uuid
      and mention.published_at = wanted.published_at and mention.id = wanted.id
    order by mention.id`.execute(tx);
  return rows.map(({ published_at, is_found, ...row }) => ({
    ...row,
    publishedAt: published_at,
    monitorIds: is_found ? [monitorId] : [],
  }));
}
