import type { RequestContext } from "#platform/http/request-context.ts";
import { findPhrases, sayPhrases } from "#text/trends/cut-phrases.ts";
import { type RisingTerm, risingTerms } from "#text/trends/rising-terms.ts";
import type { SaidText } from "#text/trends/said-text.ts";
import type { SentTrend, TrendKind } from "../../contract/trend.ts";
import { hourMs } from "../mentions/mention-counts.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import { openVeil, type Veil } from "../personal-data/veil.ts";
import { readMentionQuery } from "../search/mention-query.ts";
import type { DrawnSpan } from "./draw-mentions.ts";
import { nameTrends } from "./name-trends.ts";
import {
  cutTexts,
  describeTexts,
  readTrendTexts,
  sayHashtags,
  sayingTexts,
  sayNames,
  type TrendTexts,
} from "./read-trend-texts.ts";

/** Mentions that are looked at: of the period, and of the time before. */
const mostNow = 2_000;
const mostBefore = 3_000;
const curvePoints = 24;
/** Fewer texts than this say something by chance; of many texts it takes a few more. */
const fewestUnits = 3;
const fewestOfMany = 5;
const many = 800;
const fewestVoices = 2;
/** Times as frequent as before, at the least. */
const leastRise = 1.5;

type TrendsInput = {
  from: string;
  until: string;
  baseFrom: string;
  baseUntil: string;
  hours: "all" | "same";
  q: string;
  kind: TrendKind;
  limit: number;
};
type Looked = { total: number; looked: number; texts: number };

/**
 * An officer sees what is said more often in a period than in an earlier one: words and phrases, hashtags, people, bodies or
 * places, each with how surely it rose, how often, by how many outlets, in what tone and what goes with it.
 */
export async function listTrends(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "now">,
  input: TrendsInput,
): Promise<{ items: SentTrend[]; now: Looked; before: Looked; tookMs: number }> {
  const begun = performance.now();
  const db = withMentions(context.db);
  const { workspaceId } = context;
  const clock = { now: context.now(), zone: context.membership.zone };
  const query = await readMentionQuery(db, workspaceId, input.q, clock);
  const { kind } = input;
  const span = wholeHours(input.from, input.until);
  const lengthMs = span.until - span.from;
  const base: DrawnSpan = {
    ...wholeHours(input.baseFrom, input.baseUntil),
    clock: input.hours === "same" && lengthMs < 24 * hourMs ? { until: span.until, lengthMs } : null,
  };
  const [now, before] = await Promise.all([
    readTrendTexts(db, workspaceId, query, { ...span, clock: null }, { kind, most: mostNow }),
    readTrendTexts(db, workspaceId, query, base, { kind, most: mostBefore }),
  ]);
  const veil = await openVeil(context.db, workspaceId);
  const [said, saidBefore] = await sayAll(db, workspaceId, kind, [now, before], veil);
  const found = risingTerms(said, saidBefore, {
    limit: input.limit,
    fewestUnits: now.units >= many ? fewestOfMany : fewestUnits,
    fewestVoices,
    leastRise,
    isGathered: kind === "word",
  });
  const shown = await nameTrends(context, kind, found, veil);
  const scale = now.mentions.length === 0 ? 1 : now.total / now.mentions.length;
  return {
    items: found.map((term) => ({
      ...shown(term),
      ...figuresOf(term, now, span, scale),
      beside: term.beside.map((word) => veil(null).words(word)),
    })),
    now: lookedAt(now),
    before: lookedAt(before),
    tookMs: Math.round(performance.now() - begun),
  };
}

const wholeHours = (from: string, until: string): { from: number; until: number } => ({
  from: Math.floor(Date.parse(from) / hourMs) * hourMs,
  until: Math.ceil(Date.parse(until) / hourMs) * hourMs,
});

export const lookedAt = ({ total, mentions, units }: TrendTexts): Looked => ({
  total,
  looked: mentions.length,
  texts: units,
});

/** What the texts of a period and of the time before say. */
async function sayAll(
  db: MentionDb,
  workspaceId: string,
  kind: TrendKind,
  [now, before]: readonly [TrendTexts, TrendTexts],
  veil: Veil,
): Promise<[SaidText[], SaidText[]]> {
  if (kind === "word" || kind === "hashtag") {
    const [cut, cutBefore] = [cutTexts(now, veil), cutTexts(before, veil)];
    const book = findPhrases(cut, fewestUnits);
    const say = (text: (typeof cut)[number]) =>
      kind === "hashtag" ? sayHashtags(text) : sayPhrases(text, book);
    return [sayingTexts(now, cut.map(say)), sayingTexts(before, cutBefore.map(say))];
  }
  const [said = [], saidBefore = []] = await sayNames(db, workspaceId, kind, [now, before]);
  return [sayingTexts(now, said), sayingTexts(before, saidBefore)];
}

function figuresOf(
  term: RisingTerm,
  now: TrendTexts,
  span: { from: number; until: number },
  scale: number,
): Pick<SentTrend, "count" | "before" | "low" | "high" | "outlets" | "tones" | "first" | "curve"> {
  const { those, tones, outlets, first } = describeTexts(now, term.texts);
  const curve = Array.from({ length: curvePoints }, () => 0);
  const units = new Set<string>();
  for (const { unit, publishedAt } of those) {
    if (units.has(unit)) continue;
    units.add(unit);
    const at = Math.floor(((publishedAt - span.from) / (span.until - span.from)) * curvePoints);
    curve[at] = (curve[at] ?? 0) + 1;
  }
  return {
    count: Math.round(term.count * scale),
    before: term.before * scale,
    low: term.low,
    high: term.high,
    outlets,
    tones,
    first,
    curve: curve.map((count) => Math.round(count * scale)),
  };
}
