import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import type { Monitor } from "../../contract/monitor.ts";
import { mostTopics, mostVoices, type ShareOfVoice, type Voice } from "../../contract/share-of-voice.ts";
import { getAgreement } from "../analysis/get-agreement.ts";
import { hourMs } from "../mentions/mention-counts.ts";
import { selectMonitors } from "../monitors/monitor-store.ts";
import { addTones, noTones } from "../monitors/monitor-sums.ts";
import { withMonitors } from "../monitors/monitor-tables.ts";
import { bucketStart, nextBucket } from "../search/time-buckets.ts";
import { combineVoices, type Topic } from "./combine-voices.ts";
import { countOnce } from "./count-once.ts";
import { type Copies, countDecided, countTotals, countVoices, type VoiceSpan } from "./count-shared.ts";
import { type Combination, readCombinations } from "./read-combinations.ts";
import { readCopies } from "./read-copies.ts";
import { readVoiceReaches } from "./read-voice-reaches.ts";

const longestByHour = 3 * 24 * hourMs;

type Input = {
  from: string;
  until: string;
  monitorIds: readonly string[];
  copies: Copies;
  topics: "monitors" | "folders";
};

/**
 * An officer sees our own body beside others: how much was said of each, in what tone, when, how far it may reach, on which
 * topics, and what was said of several at once.
 * @throws AppError `not_found` for a monitor that is not there
 */
export async function getShareOfVoice(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership">,
  input: Input,
): Promise<ShareOfVoice> {
  const begun = performance.now();
  const { workspaceId } = context;
  const { zone } = context.membership;
  const { copies } = input;
  const db = withMonitors(context.db);
  const span: VoiceSpan = {
    from: Math.floor(Date.parse(input.from) / hourMs) * hourMs,
    until: Math.ceil(Date.parse(input.until) / hourMs) * hourMs,
  };
  const past = { from: 2 * span.from - span.until, until: span.from };
  const all = await selectMonitors(db, workspaceId);
  const chosen = chooseVoices(all, input.monitorIds);
  const ids = chosen.map(({ id }) => id);
  const bucket = span.until - span.from <= longestByHour ? "hour" : "day";
  const topics = topicsOf(all, ids, input.topics);
  const asked = [...new Set([...ids, ...topics.flatMap(({ monitorIds }) => monitorIds)])];
  const repeated = copies === "once" ? await readCopies(db, workspaceId, asked, span) : [];
  const sums = await countVoices(db, workspaceId, ids, { ...span, bucket, zone });
  countOnce(sums, repeated, { bucket, zone });
  const before = await countTotals(db, workspaceId, ids, past, copies);
  const found = await readCombinations(db, workspaceId, asked, span);
  const { combinations, topics: counts } = combineVoices(found, repeated, ids, topics);
  const decided = await countDecided(db, workspaceId, ids, span);
  const reaches = await readVoiceReaches(context.db, workspaceId, ids, span);
  const at: number[] = [];
  for (
    let start = bucketStart(span.from, bucket, zone);
    start < span.until;
    start = nextBucket(start, bucket, zone)
  )
    at.push(start);
  const voices = chosen.map((monitor): Voice => {
    const found = sums.get(monitor.id) ?? [];
    const byStart = new Map(found.map((one) => [one.at, one.total]));
    return {
      monitorId: monitor.id,
      name: monitor.name,
      colour: monitor.colour,
      kind: monitor.kind,
      query: queryOf([monitor]),
      total: found.reduce((sum, { total }) => sum + total, 0),
      before: before.get(monitor.id) ?? 0,
      tones: found.reduce((sum, { tones }) => addTones(sum, tones), noTones),
      curve: at.map((start) => byStart.get(start) ?? 0),
      alone: combinations.find((one) => isJust(one, monitor.id))?.count ?? 0,
      ...(decided.get(monitor.id) ?? { judged: 0, corrected: 0 }),
      ...(reaches.get(monitor.id) ?? { reach: [], outlets: { known: 0, unknown: 0 } }),
      isFilling: monitor.backfill !== null,
    };
  });
  voices.sort(
    (a, b) =>
      Number(b.kind === "ours") - Number(a.kind === "ours") ||
      b.total - a.total ||
      (a.name < b.name ? -1 : 1),
  );
  return {
    from: new Date(span.from).toISOString(),
    until: new Date(span.until).toISOString(),
    bucket,
    at: at.map((start) => new Date(start).toISOString()),
    copies,
    voices,
    union: combinations.reduce((sum, { count }) => sum + count, 0),
    overlaps: overlapsOf(combinations),
    topics: rankTopics(topics, counts, ids, voices),
    agreement: (await getAgreement(context, { trait: "tone" })).engine,
    tookMs: Math.round(performance.now() - begun),
  };
}

/** The monitors that are asked for; else those of our own body and of peers. */
function chooseVoices(all: readonly Monitor[], wanted: readonly string[]): Monitor[] {
  if (wanted.length === 0)
    return all
      .filter(({ kind }) => kind !== "topic")
      .sort((a, b) => Number(b.kind === "ours") - Number(a.kind === "ours"))
      .slice(0, mostVoices);
  return [...new Set(wanted)].map((id) => {
    const monitor = all.find((one) => one.id === id);
    if (!monitor) throw notFound("monitor");
    return monitor;
  });
}

const isJust = ({ monitorIds }: Combination, id: string): boolean =>
  monitorIds.length === 1 && monitorIds[0] === id;

function overlapsOf(combinations: readonly Combination[]): ShareOfVoice["overlaps"] {
  const pairs = new Map<string, { firstId: string; secondId: string; count: number }>();
  for (const { monitorIds, count } of combinations)
    for (const [index, firstId] of monitorIds.entries())
      for (const secondId of monitorIds.slice(index + 1)) {
        const key = `${firstId} ${secondId}`;
        const known = pairs.get(key) ?? { firstId, secondId, count: 0 };
        pairs.set(key, { ...known, count: known.count + count });
      }
  return [...pairs.values()].sort((a, b) => b.count - a.count || (a.firstId < b.firstId ? -1 : 1));
}

const queryOf = (monitors: readonly Pick<Monitor, "name">[]): string => {
  const names = monitors.map(({ name }) => `monitor:"${name.replaceAll('"', "")}"`);
  return names.length === 1 ? (names[0] ?? "") : `(${names.join(" OR ")})`;
};

/** Monitors of topics that are no voices here, each for itself or by folder. */
function topicsOf(all: readonly Monitor[], voiceIds: readonly string[], by: Input["topics"]): Topic[] {
  const topics = all.filter(({ id, kind }) => kind === "topic" && !voiceIds.includes(id));
  const groups =
    by === "monitors"
      ? topics.map((one): [string, Monitor[]] => [one.name, [one]])
      : [...Map.groupBy(topics, ({ folder }) => folder)].filter(([folder]) => folder !== "");
  return groups.map(([name, some]) => ({ name, query: queryOf(some), monitorIds: some.map(({ id }) => id) }));
}

/** The topics that most was said of, with their counts in the order of the voices. */
function rankTopics(
  topics: readonly Topic[],
  counts: readonly number[][],
  ids: readonly string[],
  voices: readonly Voice[],
): ShareOfVoice["topics"] {
  return topics
    .map(({ name, query }, index) => ({
      name,
      query,
      counts: voices.map(({ monitorId }) => counts[index]?.[ids.indexOf(monitorId)] ?? 0),
    }))
    .map((topic) => ({ ...topic, sum: topic.counts.reduce((sum, count) => sum + count, 0) }))
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum || (a.name < b.name ? -1 : 1))
    .slice(0, mostTopics)
    .map(({ name, query, counts: some }) => ({ name, query, counts: some }));
}
