import { sql } from "kysely";
import type { Zone } from "#shared/ids.ts";
import { branchCondition, branchSpan } from "./branch-condition.ts";
import { MatchTally } from "./match-tally.ts";
import { hourMs } from "./mention-counts.ts";
import type { MentionQuery } from "./mention-query.ts";
import { type Sampled, sampleMentions } from "./sample-mentions.ts";
import { type BucketCount, countByBucket, countByKind, countSpan } from "./sum-counts.ts";
import type { MentionDb } from "./tables.ts";
import { type Bucket, bucketStart } from "./time-buckets.ts";
import { isAnsweredByIndex, withWordIndex } from "./word-index.ts";

export type Counting = { tally: MatchTally; method: "counted" | "rollup" | "sampled" };
export type CountedSpan = { from: number; until: number; bucket: Bucket; zone: Zone };

export type CountLimits = {
  /** Up to so many matches are counted one by one; more are estimated. */
  mostCounted: number;
  /** Points of the first look, which decides, a hundred mentions each. */
  firstLook: number;
  /** Points of the sample that an estimate rests on. */
  fullSample: number;
};
const usualLimits: CountLimits = { mostCounted: 20_000, firstLook: 15, fullSample: 120 };

/**
 * Counts what a query finds in a span, the cheapest honest way: from the hourly counts when the query asks for nothing
 * else, one by one when there are few, else estimated from an even sample of twelve thousand.
 */
export async function countMatches(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  span: CountedSpan,
  limits: CountLimits = usualLimits,
): Promise<Counting> {
  const tally = new MatchTally(span.bucket, span.zone);
  const isWholeHours = span.from % hourMs === 0 && span.until % hourMs === 0;
  if (query.counted !== null && isWholeHours) {
    await addUpCounts(db, workspaceId, query, span, tally);
    return { tally, method: "rollup" };
  }
  const isMarked = query.branches.every((branch) => branch.marked !== null);
  if (isMarked) {
    await countOneByOne(db, workspaceId, query, span, tally);
    return { tally, method: "counted" };
  }
  const hours = {
    from: Math.floor(span.from / hourMs) * hourMs,
    until: Math.ceil(span.until / hourMs) * hourMs,
  };
  const size = await countSpan(db, workspaceId, hours);
  if (size > limits.mostCounted) {
    const sized = { ...span, size };
    const look = await sampleMentions(db, workspaceId, query, sized, limits.firstLook);
    const rate = look.filter(({ isHit }) => isHit).length / Math.max(1, look.length);
    const isCheap = rate * size <= limits.mostCounted && (await canNarrow(db, query));
    if (!isCheap) {
      const sample = await sampleMentions(db, workspaceId, query, sized, limits.fullSample);
      const buckets = await countByBucket(db, workspaceId, { ...span, ...hours }, null);
      await estimate(db, workspaceId, { sample, buckets, span, tally });
      return { tally, method: "sampled" };
    }
  }
  await countOneByOne(db, workspaceId, query, span, tally);
  return { tally, method: "counted" };
}

/** Whether every branch has an index that leads to its matches. */
async function canNarrow(db: MentionDb, query: MentionQuery): Promise<boolean> {
  for (const branch of query.branches) {
    if (branch.marked !== null) continue;
    if (branch.words === null || !(await isAnsweredByIndex(db, branch.words))) return false;
  }
  return true;
}

async function addUpCounts(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  span: CountedSpan,
  tally: MatchTally,
): Promise<void> {
  if (query.counted === null) return;
  const condition = query.isEverything || isOnlyTimed(query) ? null : query.counted;
  for (const { at, count } of await countByBucket(db, workspaceId, span, condition)) tally.addTime(at, count);
  for (const row of await countByKind(db, workspaceId, span, query.counted)) tally.addKind(row, row.count);
  const { rows } = await sql<{ tag_key: string; tag: string; count: string }>`
    select tag_key, max(tag) as tag, count(*) as count from listen.mention_tag as tagged
    where tagged.workspace_id = ${workspaceId}::uuid
      and tagged.published_at >= ${new Date(span.from).toISOString()}::timestamptz
      and tagged.published_at < ${new Date(span.until).toISOString()}::timestamptz
      ${
        condition === null
          ? sql``
          : sql`and exists (select from listen.mention as mention where mention.workspace_id = tagged.workspace_id
              and mention.published_at = tagged.published_at and mention.id = tagged.mention_id
              and ${query.condition})`
      }
    group by tag_key`.execute(db);
  for (const row of rows) tally.addTag(row.tag_key, row.tag, Number(row.count));
}

/** A query of times alone: the sums of all kinds answer it. */
const isOnlyTimed = ({ branches }: MentionQuery): boolean =>
  branches.length === 1 &&
  branches.every(({ words, marked, rest }) => !words && !marked && rest.length === 0);

async function countOneByOne(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  span: CountedSpan,
  tally: MatchTally,
): Promise<void> {
  const within = { since: new Date(span.from), until: new Date(span.until) };
  const hits = sql.join(
    query.branches.map(
      (branch) => sql`
        select mention.id, mention.published_at, mention.outlet, mention.channel, mention.language
        from ${branch.marked === null ? sql`` : sql`(${branch.marked(workspaceId)}) as marked join`}
          listen.mention as mention ${
            branch.marked === null
              ? sql``
              : sql`on mention.published_at = marked.published_at and mention.id = marked.mention_id`
          }
        where ${branchSpan(workspaceId, branch, within)} and ${branchCondition(branch)}`,
    ),
    sql.raw(" union "),
  );
  const count = (tx: MentionDb) =>
    sql<{ outlet: string; channel: string; language: string; at: Date; count: number; tags: unknown }>`
      with hits as materialized (${hits})
      select outlet, channel, language, date_trunc('hour', published_at) as at, count(*)::int as count, null as tags
      from hits group by 1, 2, 3, 4
      union all
      select tagged.tag_key, max(tagged.tag), '', null, count(*)::int, true
      from hits join listen.mention_tag as tagged
        on tagged.mention_id = hits.id and tagged.workspace_id = ${workspaceId}::uuid
      group by 1`.execute(tx);
  const isForced = query.branches.every((branch) => branch.words !== null && branch.marked === null);
  const { rows } =
    isForced && (await canNarrow(db, query)) ? await withWordIndex(db, count) : await count(db);
  for (const row of rows) {
    if (row.tags !== null) {
      tally.addTag(row.outlet, row.channel, row.count);
      continue;
    }
    tally.addKind(row, row.count);
    tally.addTime(row.at.getTime(), row.count);
  }
}

/**
 * Each bucket's mentions are known from the counts; the sample says which share of them matches. A sampled mention
 * stands for as many as the bucket has for each one looked at.
 */
async function estimate(
  db: MentionDb,
  workspaceId: string,
  known: {
    sample: readonly Sampled[];
    buckets: readonly BucketCount[];
    span: CountedSpan;
    tally: MatchTally;
  },
): Promise<void> {
  const { sample, buckets, span, tally } = known;
  const bucketOf = (ms: number): number => bucketStart(ms, span.bucket, span.zone);
  const sizes = new Map(buckets.map(({ at, count }) => [at, count]));
  const looked = new Map<number, number>();
  for (const { atMs } of sample) looked.set(bucketOf(atMs), (looked.get(bucketOf(atMs)) ?? 0) + 1);
  // Buckets that the sample missed are small; the rest stands for them too.
  const seenSize = [...looked.keys()].reduce((sum, bucket) => sum + (sizes.get(bucket) ?? 0), 0);
  const wholeSize = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const stretch = seenSize === 0 ? 1 : wholeSize / seenSize;
  const weights = new Map<string, number>();
  for (const mention of sample) {
    if (!mention.isHit) continue;
    const bucket = bucketOf(mention.atMs);
    const weight = ((sizes.get(bucket) ?? 0) / (looked.get(bucket) ?? 1)) * stretch;
    weights.set(mention.id, weight);
    tally.addKind(mention, weight);
    tally.addTime(mention.atMs, weight);
  }
  const { rows } = await sql<{ mention_id: string; tag_key: string; tag: string }>`
    select mention_id, tag_key, tag from listen.mention_tag
    where workspace_id = ${workspaceId}::uuid and mention_id = any(${[...weights.keys()]}::uuid[])`.execute(
    db,
  );
  for (const row of rows) tally.addTag(row.tag_key, row.tag, weights.get(row.mention_id) ?? 0);
}
