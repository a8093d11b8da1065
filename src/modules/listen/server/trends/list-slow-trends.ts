import type { RequestContext } from "#platform/http/request-context.ts";
import { findPhrases, sayPhrases } from "#text/trends/cut-phrases.ts";
import type { Said } from "#text/trends/said-text.ts";
import { slowTerms } from "#text/trends/slow-terms.ts";
import type { SentSlowTrend, TrendKind } from "../../contract/trend.ts";
import { dayMs, hourMs } from "../mentions/mention-counts.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import { openVeil, type Veil } from "../personal-data/veil.ts";
import { readMentionQuery } from "../search/mention-query.ts";
import { spanOfAll } from "../search/sum-counts.ts";
import { lookedAt } from "./list-trends.ts";
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

/** Mentions that are looked at in all: more where a short past makes stretches small. */
const mostLooked = { 24: 5_000, 6: 8_000 } as const;
/** A past of so many days is cut into days; a shorter one into quarters of days. */
const daysForDays = 14;
const fewestDays = 3;
/** What fewer texts say is not looked for, nor what fewer say than there are stretches. */
const fewestUnits = 8;

type SlowInput = { until: string; days: number; q: string; kind: TrendKind; limit: number };

/**
 * An officer sees what grows slowly and steadily, which no single day shows: the haze before it is thick. The stretches of
 * time end at `until`; where the desk knows only some of the days, it looks at those.
 */
export async function listSlowTrends(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "now">,
  input: SlowInput,
): Promise<{
  items: SentSlowTrend[];
  from: string | null;
  until: string;
  stretchHours: number | null;
  looked: ReturnType<typeof lookedAt>;
  tookMs: number;
}> {
  const begun = performance.now();
  const db = withMentions(context.db);
  const { workspaceId } = context;
  const { kind } = input;
  const clock = { now: context.now(), zone: context.membership.zone };
  const query = await readMentionQuery(db, workspaceId, input.q, clock);
  const until = Math.ceil(Date.parse(input.until) / hourMs) * hourMs;
  const all = await spanOfAll(db, workspaceId);
  const known = all === null ? null : Math.max(all.from, until - input.days * dayMs);
  const past = known === null ? 0 : until - known;
  if (past < fewestDays * dayMs)
    return {
      items: [],
      from: known === null ? null : new Date(known).toISOString(),
      until: new Date(until).toISOString(),
      stretchHours: null,
      looked: { total: 0, looked: 0, texts: 0 },
      tookMs: Math.round(performance.now() - begun),
    };
  const stretchHours = past >= daysForDays * dayMs ? 24 : 6;
  const stretches = Math.floor(past / (stretchHours * hourMs));
  const from = until - stretches * stretchHours * hourMs;
  const texts = await readTrendTexts(
    db,
    workspaceId,
    query,
    { from, until, clock: null },
    { kind, most: mostLooked[stretchHours] },
  );
  const veil = await openVeil(context.db, workspaceId);
  const said = sayingTexts(
    texts,
    await sayAll(db, workspaceId, kind, texts, { veil, fewest: Math.max(fewestUnits, stretches) }),
  );
  const found = slowTerms(
    said.map((text, index) => ({
      ...text,
      stretch: Math.floor(((texts.mentions[index]?.publishedAt ?? from) - from) / (stretchHours * hourMs)),
    })),
    stretches,
    { limit: input.limit, isGathered: kind === "word" },
  );
  const shown = await nameTrends(context, kind, found, veil);
  const scale = texts.mentions.length === 0 ? 1 : texts.total / texts.mentions.length;
  return {
    items: found.map((term) => {
      const { tones, outlets, first } = describeTexts(texts, term.texts);
      return {
        ...shown(term),
        count: Math.round(term.count * scale),
        outlets,
        tones,
        beside: term.beside.map((word) => veil(null).words(word)),
        first,
        shares: [...term.shares],
        from: term.from,
        to: term.to,
        p: term.p,
      };
    }),
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
    stretchHours,
    looked: lookedAt(texts),
    tookMs: Math.round(performance.now() - begun),
  };
}

async function sayAll(
  db: MentionDb,
  workspaceId: string,
  kind: TrendKind,
  texts: TrendTexts,
  { veil, fewest }: { veil: Veil; fewest: number },
): Promise<Said[][]> {
  if (kind !== "word" && kind !== "hashtag") return (await sayNames(db, workspaceId, kind, [texts]))[0] ?? [];
  const cut = cutTexts(texts, veil);
  if (kind === "hashtag") return cut.map(sayHashtags);
  const book = findPhrases(cut, fewest);
  return cut.map((text) => sayPhrases(text, book));
}
