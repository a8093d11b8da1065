import { type RawBuilder, sql } from "kysely";
import type { Zone } from "#shared/ids.ts";
import { hourMs } from "../mentions/mention-counts.ts";
import { quoteLexeme, thinLexeme, thinnest } from "../mentions/search-lexemes.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { namesInRows } from "../tags/count-tags.ts";
import { readTagBook } from "../tags/tag-book.ts";
import { branchCondition, branchSpan } from "./branch-condition.ts";
import { MatchTally } from "./match-tally.ts";
import type { MentionQuery } from "./mention-query.ts";
import type { Branch } from "./query-branches.ts";
import {
  type SampledSpan,
  type SampleRow,
  sampleMatches,
  sampleRate,
  traitOf,
  traitRows,
} from "./sample-mentions.ts";
import { countByBucket, countByKind, countSpan, countTraits } from "./sum-counts.ts";
import type { Bucket } from "./time-buckets.ts";
import { isAnsweredByIndex, looseWords, withWordIndex } from "./word-index.ts";

export type Counting = {
  tally: MatchTally;
  method: "counted" | "rollup" | "sampled";
  /** Whether tones, intents and places are as exact as a count, also where the total is added up. */
  areTraitsExact: boolean;
};
export type CountedSpan = { from: number; until: number; bucket: Bucket; zone: Zone };

export type CountLimits = {
  /** Up to about so many mentions are fetched by the word index: all that it leads to, or an even part of them. */
  mostFetched: number;
  /** Points of the first look, which decides, a hundred mentions each. */
  firstLook: number;
  /** Points of the sample that an estimate of a common word rests on. */
  fullSample: number;
};
const usualLimits: CountLimits = { mostFetched: 6_000, firstLook: 15, fullSample: 90 };

/** Among more mentions than this fewer are fetched: each lies on a page of its own, and few of the pages are in memory. */
const manyMentions = 2_000_000;
const shareOfMany = 1 / 2;

/** What more than so large a share of all mentions has is seen sooner among neighbours than by the word index. */
const commonShare = 0.1;

/**
 * Counts what a query finds in a span, the cheapest honest way: from the hourly counts when the query asks for nothing
 * else; one by one when there are few; when there are more, an even part of them, drawn by the word index; and for what
 * is common everywhere, an even part of all mentions.
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
    const areTraitsExact = await addUpCounts(db, workspaceId, query, span, tally, limits.fullSample);
    return { tally, method: "rollup", areTraitsExact };
  }
  const isMarked = query.branches.every((branch) => branch.marked !== null);
  if (isMarked) {
    await countOneByOne(db, workspaceId, query, span, tally);
    return { tally, method: "counted", areTraitsExact: true };
  }
  const hours = {
    from: Math.floor(span.from / hourMs) * hourMs,
    until: Math.ceil(span.until / hourMs) * hourMs,
  };
  const size = await countSpan(db, workspaceId, hours);
  if (size <= limits.mostFetched) {
    await countOneByOne(db, workspaceId, query, span, tally);
    return { tally, method: "counted", areTraitsExact: true };
  }
  const sized = { ...span, size };
  const share = await sampleRate(db, workspaceId, sized, limits.firstLook, candidateCondition(query));
  const mostFetched = limits.mostFetched * (size > manyMentions ? shareOfMany : 1);
  const thinness = thinnessFor(share * size, mostFetched);
  const isCommon = thinness > 0 && share > commonShare;
  if (isCommon || thinness > thinnest || !(await canNarrow(db, query))) {
    await estimate(db, workspaceId, { query, span: sized, hours, points: limits.fullSample, tally });
    return { tally, method: "sampled", areTraitsExact: false };
  }
  await countOneByOne(db, workspaceId, query, span, tally, thinness);
  const areTraitsExact = thinness === 0;
  return { tally, method: areTraitsExact ? "counted" : "sampled", areTraitsExact };
}

/** How often the mentions that the word index leads to must be halved until few enough are left; 0 when they are few. */
const thinnessFor = (candidates: number, mostFetched: number): number =>
  Math.max(0, Math.ceil(Math.log2(Math.max(candidates, 1) / mostFetched)));

/**
 * What the word index would have fetched: it knows which words a mention has, not where they stand, so that a phrase of
 * two common words costs as much as both together.
 */
function candidateCondition(query: MentionQuery): RawBuilder<boolean> {
  const conditions = query.branches.map(({ words }) =>
    words === null ? sql<boolean>`true` : sql<boolean>`mention.search @@ ${looseWords(words)}::tsquery`,
  );
  return sql`(${sql.join(conditions, sql.raw(" or "))})`;
}

/** Whether every branch has an index that leads to its matches. */
async function canNarrow(db: MentionDb, query: MentionQuery): Promise<boolean> {
  for (const branch of query.branches) {
    if (branch.marked !== null) continue;
    if (branch.words === null || !(await isAnsweredByIndex(db, branch.words))) return false;
  }
  return true;
}

/** @returns whether traits were added up too; where a query asks for outlets or channels they are estimated */
async function addUpCounts(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  span: CountedSpan,
  tally: MatchTally,
  points: number,
): Promise<boolean> {
  if (query.counted === null) return false;
  const condition = query.isEverything || isOnlyTimed(query) ? null : query.counted;
  for (const { at, count } of await countByBucket(db, workspaceId, span, condition)) tally.addTime(at, count);
  for (const row of await countByKind(db, workspaceId, span, query.counted)) tally.addKind(row, row.count);
  await addUpTags(db, workspaceId, span, condition === null ? null : query.condition, tally);
  if (condition !== null) {
    const size = await countSpan(db, workspaceId, span);
    for (const row of await weighedSample(db, workspaceId, query, { ...span, size }, span, points))
      addTrait(tally, row);
    return false;
  }
  for (const { at, trait, value, count } of await countTraits(db, workspaceId, span)) {
    if (trait === "tone") tally.addTone(at, value, count);
    else tally.addTrait(trait === "hostility" ? "hostile" : traitOf(trait), value, count);
  }
  return true;
}

/** Counts tags in their rows; only where rows carry several names of one tag are mentions told apart. */
async function addUpTags(
  db: MentionDb,
  workspaceId: string,
  span: CountedSpan,
  condition: RawBuilder<boolean> | null,
  tally: MatchTally,
): Promise<void> {
  const book = await readTagBook(db, workspaceId);
  const shared = await namesInRows(db, workspaceId, book);
  const names = shared.map(({ name }) => name);
  const within = sql`tagged.workspace_id = ${workspaceId}::uuid
    and tagged.published_at >= ${new Date(span.from).toISOString()}::timestamptz
    and tagged.published_at < ${new Date(span.until).toISOString()}::timestamptz
    ${
      condition === null
        ? sql``
        : sql`and exists (select from listen.mention as mention where mention.workspace_id = tagged.workspace_id
            and mention.published_at = tagged.published_at and mention.id = tagged.mention_id and ${condition})`
    }`;
  const { rows } = await sql<{ key: string; tag: string; count: string }>`
    select tag_key as key, max(tag) as tag, count(*) as count from listen.mention_tag as tagged
    where ${within} and tag_key <> all(${names}::text[]) group by tag_key
    union all
    select meant.key, max(tag), count(distinct mention_id) from listen.mention_tag as tagged
    join unnest(${names}::text[], ${shared.map(({ key }) => key)}::text[]) as meant (name, key)
      on meant.name = tagged.tag_key
    where ${within} group by meant.key`.execute(db);
  for (const { key, tag, count } of rows)
    tally.addTag(book.keyOf(key), book.nameOf(key) ?? tag, Number(count));
}

/** Adds a row of a sample that is about tone or another trait. */
function addTrait(tally: MatchTally, row: WeighedRow): void {
  if (row.kind === "tone") tally.addTone(row.at.getTime(), row.tone, row.weight);
  if (row.kind === "trait") tally.addTrait(row.trait, row.value, row.weight);
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
  thinness = 0,
): Promise<void> {
  const within = { since: new Date(span.from), until: new Date(span.until) };
  const hits = sql.join(
    query.branches.map(
      (branch) => sql`
        select mention.id, mention.published_at, mention.outlet, mention.channel, mention.language, mention.tone,
          mention.intent, mention.hostility, mention.place_codes
        from ${branch.marked === null ? sql`` : sql`(${branch.marked(workspaceId)}) as marked join`}
          listen.mention as mention ${
            branch.marked === null
              ? sql``
              : sql`on mention.published_at = marked.published_at and mention.id = marked.mention_id`
          }
        where ${branchSpan(workspaceId, branch, within)} and ${branchCondition(thinned(branch, thinness))}`,
    ),
    sql.raw(" union "),
  );
  const count = (tx: MentionDb) =>
    sql<{ kind: "hit" | "tone" | "tag" | "trait"; at: Date; a: string; b: string; c: string; count: number }>`
      with hits as materialized (${hits})
      select 'hit' as kind, date_trunc('hour', published_at) as at, outlet as a, channel as b, language as c,
        count(*)::int as count
      from hits group by 2, 3, 4, 5
      union all
      select 'tone', date_trunc('hour', published_at), tone, '', '', count(*)::int
      from hits where tone is not null group by 2, 3
      union all
      select 'tag', null, tagged.tag_key, max(tagged.tag), '', count(distinct tagged.mention_id)::int
      from hits join listen.tag_now as tagged
        on tagged.mention_id = hits.id and tagged.workspace_id = ${workspaceId}::uuid
      group by 3
      union all
      ${traitRows(sql`hits`, sql`null::timestamptz`, sql`true`)}`.execute(tx);
  const isForced = query.branches.every((branch) => branch.words !== null && branch.marked === null);
  const { rows } =
    isForced && (await canNarrow(db, query)) ? await withWordIndex(db, count) : await count(db);
  const weight = 2 ** thinness;
  for (const { kind, at, a, b, c, ...row } of rows) {
    const count = row.count * weight;
    if (kind === "tag") tally.addTag(a, b, count);
    else if (kind === "trait") tally.addTrait(traitOf(a), b, count);
    else if (kind === "tone") tally.addTone(at.getTime(), a, count);
    else {
      tally.addKind({ outlet: a, channel: b, language: c }, count);
      tally.addTime(at.getTime(), count);
    }
  }
}

/** A branch of an even part of all mentions. */
function thinned(branch: Branch, thinness: number): Branch {
  if (thinness === 0 || branch.words === null) return branch;
  return { ...branch, words: `${branch.words} & ${quoteLexeme(thinLexeme(thinness))}` };
}

type WeighedRow = Exclude<SampleRow, { kind: "looked" }> & { weight: number };

/**
 * Each bucket's mentions are known from the counts; the sample says which share of them matches. A sampled mention
 * stands for as many as the bucket has for each one looked at.
 */
async function weighedSample(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  span: CountedSpan & SampledSpan,
  hours: { from: number; until: number },
  points: number,
): Promise<WeighedRow[]> {
  const seen = await sampleMatches(db, workspaceId, span, points, query.condition);
  const buckets = await countByBucket(db, workspaceId, { ...span, ...hours }, null);
  const looked = new Map(
    seen.flatMap((row) => (row.kind === "looked" ? [[row.at.getTime(), row.count]] : [])),
  );
  // Buckets that the sample missed are small; the rest stands for them too.
  const seenSize = buckets.reduce((sum, { at, count }) => sum + (looked.has(at) ? count : 0), 0);
  const stretch = seenSize === 0 ? 1 : span.size / seenSize;
  const weights = new Map(buckets.map(({ at, count }) => [at, (count / (looked.get(at) ?? 1)) * stretch]));
  return seen.flatMap((row): WeighedRow[] =>
    row.kind === "looked" ? [] : [{ ...row, weight: (weights.get(row.at.getTime()) ?? 0) * row.count }],
  );
}

/** Counts what is too much to be counted, from an even part of all mentions. */
async function estimate(
  db: MentionDb,
  workspaceId: string,
  asked: {
    query: MentionQuery;
    span: CountedSpan & SampledSpan;
    hours: { from: number; until: number };
    points: number;
    tally: MatchTally;
  },
): Promise<void> {
  const { query, span, hours, points, tally } = asked;
  for (const row of await weighedSample(db, workspaceId, query, span, hours, points)) {
    addTrait(tally, row);
    if (row.kind === "tag") tally.addTag(row.key, row.tag, row.weight);
    if (row.kind !== "hit") continue;
    tally.addKind(row, row.weight);
    tally.addTime(row.at.getTime(), row.weight);
  }
}
