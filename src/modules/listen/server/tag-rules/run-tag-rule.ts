import { type Selectable, sql } from "kysely";
import type { Tx } from "#platform/db/database.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { holdOffRetention } from "../mentions/retention-store.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import type { BackfillParts } from "../monitors/backfill-store.ts";
import { lockForMatching, rematchMentions } from "../monitors/match-mentions.ts";
import { holdMonitors } from "../monitors/monitor-lock.ts";
import { readMonitorQuery } from "../monitors/read-monitor-query.ts";
import { findMentions, type Position } from "../search/find-mentions.ts";
import { planMentionQuery } from "../search/mention-query.ts";
import { type TagDb, type TagRuleTable, withTags } from "../tags/tag-tables.ts";

/** Whole texts are read for each: few enough that whoever wants one of them does not wait. */
const stepSize = 200;
const pauseMs = 20;

type Run = Selectable<TagRuleTable>;

/**
 * Goes through what is stored for a rule, newest first, until all was gone through or `end` says stop: to give and take
 * its tag as it says now, or to take off everything it gave. Each step notes how far it has come in its own transaction,
 * so that a killed process loses nothing; of two workers at one rule one steps back.
 * @returns how many mentions it has looked at
 */
export async function runTagRule(parts: BackfillParts, ruleId: string, end: AbortSignal): Promise<number> {
  const db = withTags(parts.db);
  let looked = 0;
  for (;;) {
    if (end.aborted) return looked;
    const run = await db
      .selectFrom("listen.tag_rule")
      .selectAll()
      .where("id", "=", ruleId)
      .where("run_kind", "is not", null)
      .executeTakeFirst();
    if (!run) return looked;
    const step = await nextStep(db, run, parts.now());
    const isDone = await parts.db.transaction().execute((tx) => takeStep(tx, run, step, parts.now()));
    if (isDone === undefined) return looked;
    looked += step.positions.length;
    if (isDone) return looked;
    await parts.pause(pauseMs);
  }
}

type Step = {
  positions: Position[];
  /** Everything newer is done with this step; null when that is all. */
  bottom: Position | null;
};

async function nextStep(db: TagDb, run: Run, now: Date): Promise<Step> {
  const { run_until: until, run_until_id: id, workspace_id: workspaceId } = run;
  const after = until === null || id === null ? null : { publishedAt: until, id };
  const lists = [await givenBefore(db, run, after)];
  if (run.run_kind === "apply") {
    const query = await planMentionQuery(
      withMentions(db),
      workspaceId,
      readMonitorQuery(await textOf(db, run)),
      { now, zone: run.zone },
    );
    const options = { direction: "newest", after, limit: stepSize } as const;
    lists.push(await findMentions(withMentions(db), workspaceId, query.branches, options));
  }
  const bottom =
    lists
      .flatMap((list) => (list.length < stepSize ? [] : list.slice(-1)))
      .sort(newestFirst)
      .at(0) ?? null;
  const positions = new Map(
    lists
      .flat()
      .filter((position) => bottom === null || newestFirst(position, bottom) <= 0)
      .map((position) => [position.id, position]),
  );
  return { positions: [...positions.values()], bottom };
}

const newestFirst = (a: Position, b: Position): number =>
  b.publishedAt.getTime() - a.publishedAt.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

async function textOf(db: TagDb, run: Run): Promise<{ q: string; exclude: string }> {
  if (run.monitor_id === null) return run;
  return db
    .selectFrom("listen.monitor")
    .select(["q", "exclude"])
    .where("id", "=", run.monitor_id)
    .executeTakeFirstOrThrow();
}

async function givenBefore(db: TagDb, run: Run, after: Position | null): Promise<Position[]> {
  const { rows } = await sql<{ id: string; published_at: Date }>`
    select distinct mention_id as id, published_at from listen.mention_tag
    where workspace_id = ${run.workspace_id}::uuid and rule_id = ${run.id}::uuid
      ${
        after === null
          ? sql``
          : sql`and (published_at, mention_id) < (${after.publishedAt.toISOString()}::timestamptz, ${after.id}::uuid)`
      }
    order by published_at desc, mention_id desc limit ${stepSize}`.execute(db);
  return rows.map((row) => ({ id: row.id, publishedAt: row.published_at }));
}

/** @returns whether that was all; undefined when another worker is at it, or the rule was changed meanwhile */
async function takeStep(platformTx: Tx, run: Run, step: Step, at: Date): Promise<boolean | undefined> {
  const tx = withMentions(platformTx);
  const { workspace_id: workspaceId, id: ruleId } = run;
  await holdOffRetention(tx);
  await holdMonitors(tx, workspaceId);
  const { bottom } = step;
  // What is given meanwhile refers to the rule by its key, which does not change: only another run is stepped back from.
  const { rows } = await sql`
    update listen.tag_rule set run_worked_at = now(),
      run_until = ${(bottom?.publishedAt ?? run.run_until)?.toISOString() ?? null}::timestamptz,
      run_until_id = ${bottom?.id ?? run.run_until_id}::uuid,
      run_kind = ${bottom === null ? null : run.run_kind}, run_done = ${passedBefore(workspaceId, bottom)}
    where id in (select id from listen.tag_rule where id = ${ruleId}::uuid and run_kind = ${run.run_kind}
      and run_revision = ${run.run_revision} and run_until_id is not distinct from ${run.run_until_id}::uuid
      for no key update skip locked)
    returning id`.execute(tx);
  if (rows.length === 0) return undefined;
  const ids = step.positions.map(({ id }) => id).sort();
  await lockForMatching(tx, workspaceId, ids);
  if (run.run_kind === "clear") await takeOff(tx, run, ids, at);
  await rematchMentions(tx, workspaceId, ids, at, undefined, true);
  await announceLive(platformTx, workspaceId, { type: "tags" });
  return bottom === null;
}

/** How many mentions are as new as a position, to the hour. */
const passedBefore = (workspaceId: string, bottom: Position | null) => sql`
  (select coalesce(sum(count), 0) from listen.mention_total where workspace_id = ${workspaceId}::uuid
    ${bottom === null ? sql`and grain = 'month'` : sql`and grain = 'hour' and at >= ${bottom.publishedAt.toISOString()}::timestamptz`})`;

async function takeOff(tx: MentionDb, run: Run, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    with gone as (
      delete from listen.mention_tag where workspace_id = ${run.workspace_id}::uuid and rule_id = ${run.id}::uuid
        and mention_id = any(${[...ids]}::uuid[])
      returning mention_id
    )
    insert into listen.tag_rule_firing (workspace_id, rule_id, at, cause, given, taken, mention_ids)
    select ${run.workspace_id}::uuid, ${run.id}::uuid, ${at.toISOString()}::timestamptz, 'cleared', 0, count(*),
      (array_agg(mention_id order by mention_id))[1:5]
    from gone having count(*) > 0`.execute(tx);
}
