import { sql } from "kysely";
import { foldValue } from "#text/fold.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { handleOf, isNetwork } from "../outlets/voice-key.ts";
import { addCombinations, type CountedCombination } from "./combination-counts.ts";
import { addMonitorCounts, type CountedMatch } from "./monitor-counts.ts";
import type { MonitorDb } from "./monitor-tables.ts";

/** A mention and the monitors that find it. */
export type MatchedMention = {
  id: string;
  publishedAt: Date;
  outlet: string;
  channel: string;
  author: string | null;
  tone: string | null;
  monitorIds: readonly string[];
};

export type MatchOptions = {
  /** Only what these monitors are said to find is changed. */
  monitorIds: readonly string[];
  at: Date;
  isBackfilled: boolean;
};

/** What is new: by monitor, the mentions that it did not find before. */
export type NewMatches = Map<string, string[]>;

type KnownMatch = {
  monitor_id: string;
  published_at: Date;
  mention_id: string;
  tone: string | null;
};

/**
 * Makes stored matches of mentions what they are said to be: those that are new come, those that are no more go, tones
 * follow, and the counts with them. The caller has the mentions locked, or is the only one who knows them. Once in a
 * transaction, at its end.
 * @param fresh mentions that nobody else can have matched before
 * @param known mentions that may have matches
 * @returns what is new
 */
export async function writeMatches(
  tx: MentionDb | MonitorDb,
  workspaceId: string,
  { fresh, known }: { fresh: readonly MatchedMention[]; known: readonly MatchedMention[] },
  options: MatchOptions,
): Promise<NewMatches> {
  const added = fresh.flatMap(pairsOf);
  const removed: Pair[] = [];
  const retoned: (Pair & { before: string | null })[] = [];
  const combinations = fresh.map(({ publishedAt, monitorIds }) => ({ publishedAt, monitorIds, by: 1 }));
  const before = await findMatches(tx, workspaceId, known);
  const decided = new Set(options.monitorIds);
  for (const mention of known) {
    const matches = before.get(mention.id) ?? [];
    combinations.push(...recombined(mention, matches, decided));
    const had = new Map(
      matches.filter((match) => decided.has(match.monitor_id)).map((match) => [match.monitor_id, match.tone]),
    );
    for (const pair of pairsOf(mention)) {
      const tone = had.get(pair.monitorId);
      if (tone === undefined) added.push(pair);
      else if (tone !== mention.tone) retoned.push({ ...pair, before: tone });
      had.delete(pair.monitorId);
    }
    for (const [monitorId, tone] of had) removed.push({ monitorId, mention: { ...mention, tone } });
  }
  await deleteMatches(tx, workspaceId, removed);
  await insertMatches(tx, workspaceId, added, options);
  await retoneMatches(tx, workspaceId, retoned);
  await addMonitorCounts(tx, workspaceId, [
    ...added.map((pair) => counted(pair, 1)),
    ...removed.map((pair) => counted(pair, -1)),
    ...retoned.flatMap((pair) => [counted(pair, 1), { ...counted(pair, -1), tone: pair.before }]),
  ]);
  await addCombinations(tx, workspaceId, combinations);
  const news: NewMatches = new Map();
  for (const { monitorId, mention } of added) {
    const ids = news.get(monitorId);
    if (ids) ids.push(mention.id);
    else news.set(monitorId, [mention.id]);
  }
  return news;
}

type Pair = { monitorId: string; mention: MatchedMention };

const pairsOf = (mention: MatchedMention): Pair[] =>
  mention.monitorIds.map((monitorId) => ({ monitorId, mention }));

const counted = (
  { monitorId, mention: { publishedAt, outlet, channel, tone } }: Pair,
  by: number,
): CountedMatch => ({
  monitorId,
  publishedAt,
  outlet,
  channel,
  tone,
  by,
});

/** Which monitors found a mention together before, and which do now; nothing where these are the same. */
function recombined(
  { publishedAt, monitorIds }: MatchedMention,
  matches: readonly KnownMatch[],
  decided: ReadonlySet<string>,
): CountedCombination[] {
  const had = matches.map((match) => match.monitor_id);
  const has = [...had.filter((id) => !decided.has(id)), ...monitorIds];
  if (had.length === has.length && new Set([...had, ...has]).size === had.length) return [];
  return [
    { publishedAt, monitorIds: had, by: -1 },
    { publishedAt, monitorIds: has, by: 1 },
  ];
}

async function findMatches(
  tx: MentionDb | MonitorDb,
  workspaceId: string,
  mentions: readonly MatchedMention[],
): Promise<Map<string, KnownMatch[]>> {
  if (mentions.length === 0) return new Map();
  const { rows } = await sql<KnownMatch>`
    select monitor_id, matched.published_at, mention_id, tone
    from unnest(${plainArray(mentions.map(({ id }) => id))}::uuid[],
      ${plainArray(mentions.map(({ publishedAt }) => publishedAt.toISOString()))}::timestamptz[])
      as wanted (id, published_at)
    join listen.monitor_match as matched
      on matched.published_at = wanted.published_at and matched.mention_id = wanted.id
    where workspace_id = ${workspaceId}::uuid`.execute(tx);
  return Map.groupBy(rows, ({ mention_id }) => mention_id);
}

async function insertMatches(
  tx: MentionDb | MonitorDb,
  workspaceId: string,
  pairs: readonly Pair[],
  { at, isBackfilled }: MatchOptions,
): Promise<void> {
  if (pairs.length === 0) return;
  await sql`
    insert into listen.monitor_match
      (workspace_id, monitor_id, published_at, mention_id, matched_at, is_backfilled, tone, channel, outlet_key, handle)
    select ${workspaceId}::uuid, monitor_id, published_at, mention_id, ${at.toISOString()}::timestamptz, ${isBackfilled},
      tone, channel, outlet_key, handle
    from ${pairTable(pairs)} order by monitor_id, published_at, mention_id`.execute(tx);
}

async function deleteMatches(
  tx: MentionDb | MonitorDb,
  workspaceId: string,
  pairs: readonly Pair[],
): Promise<void> {
  if (pairs.length === 0) return;
  await sql`delete from listen.monitor_match as gone using ${pairTable(pairs)}
    where gone.workspace_id = ${workspaceId}::uuid and gone.monitor_id = pair.monitor_id
      and gone.published_at = pair.published_at and gone.mention_id = pair.mention_id`.execute(tx);
}

async function retoneMatches(
  tx: MentionDb | MonitorDb,
  workspaceId: string,
  pairs: readonly Pair[],
): Promise<void> {
  if (pairs.length === 0) return;
  await sql`update listen.monitor_match as known set tone = pair.tone from ${pairTable(pairs)}
    where known.workspace_id = ${workspaceId}::uuid and known.monitor_id = pair.monitor_id
      and known.published_at = pair.published_at and known.mention_id = pair.mention_id`.execute(tx);
}

/** The account that said it; null for what no network carried. */
const handleFor = ({ channel, author }: MatchedMention): string | null =>
  author === null || !isNetwork(channel) ? null : handleOf(author) || null;

/** Pairs as a table `pair`, with the columns of `monitor_match` that a mention decides. */
const pairTable = (pairs: readonly Pair[]) => sql`
  unnest(${plainArray(pairs.map(({ monitorId }) => monitorId))}::uuid[],
    ${plainArray(pairs.map(({ mention }) => mention.publishedAt.toISOString()))}::timestamptz[],
    ${plainArray(pairs.map(({ mention }) => mention.id))}::uuid[],
    ${plainArray(pairs.map(({ mention }) => mention.tone))}::text[],
    ${plainArray(pairs.map(({ mention }) => mention.channel))}::text[],
    ${pairs.map(({ mention }) => foldValue(mention.outlet))}::text[],
    ${pairs.map(({ mention }) => handleFor(mention))}::text[])
    as pair (monitor_id, published_at, mention_id, tone, channel, outlet_key, handle)`;
