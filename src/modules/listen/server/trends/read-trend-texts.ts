import { sql } from "kysely";
import { foldValue } from "#text/fold.ts";
import { newsmakerKey } from "#text/quotations/newsmaker-key.ts";
import { type CutText, cutText } from "#text/trends/cut-phrases.ts";
import type { Said, SaidText } from "#text/trends/said-text.ts";
import type { ToneCounts } from "../../contract/analysis.ts";
import type { TrendKind } from "../../contract/trend.ts";
import { findCopyGroups } from "../copies/copy-groups.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { type NewsmakerKind, withNewsmakers } from "../newsmakers/newsmaker-tables.ts";
import { channelOf, type Veil } from "../personal-data/veil.ts";
import type { MentionQuery } from "../search/mention-query.ts";
import { voiceOf } from "../spikes/judge-spike.ts";
import { type DrawnMention, type DrawnSpan, drawMentions } from "./draw-mentions.ts";

/** So much of a text without a headline is looked at. Characters. */
const beginning = 280;

/** What is read of a mention for each kind. */
const columnsOf = {
  word: sql`case when title = '' then left(text, ${sql.lit(beginning)}) else title end as words, null::text[] as names`,
  hashtag: sql`case when title = '' then left(text, ${sql.lit(beginning)}) else title end as words, null::text[] as names`,
  person: sql`null::text as words, persons as names`,
  organisation: sql`null::text as words, organisations as names`,
  place: sql`null::text as words, place_codes as names`,
} as const;

/** Mentions drawn from a span, each with what stands for it when things are counted. */
export type TrendTexts = {
  mentions: readonly (DrawnMention & { unit: string; voice: string })[];
  /** How many mentions the span has, and how many texts without copies were drawn. */
  total: number;
  units: number;
};

/** Draws the mentions of a span that a query finds, and puts copies together. */
export async function readTrendTexts(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  span: DrawnSpan,
  { kind, most }: { kind: TrendKind; most: number },
): Promise<TrendTexts> {
  const { mentions, total } = await drawMentions(db, workspaceId, query, span, {
    most,
    columns: columnsOf[kind],
  });
  const groups = await findCopyGroups(
    db,
    workspaceId,
    mentions.map(({ id }) => id),
  );
  const drawn = mentions
    .map((mention) => ({
      ...mention,
      unit: groups.get(mention.id) ?? mention.id,
      voice: voiceOf({
        outletKey: foldValue(mention.outlet),
        author: mention.author,
        channel: channelOf(mention),
      }),
    }))
    .sort((a, b) => a.publishedAt - b.publishedAt || (a.id < b.id ? -1 : 1));
  return { mentions: drawn, total, units: new Set(drawn.map(({ unit }) => unit)).size };
}

/** The drawn texts, cut into words, with what is personal in them covered. */
export const cutTexts = ({ mentions }: TrendTexts, veil: Veil): CutText[] =>
  mentions.map((mention) => cutText(mention.unit, veil(channelOf(mention)).words(mention.words ?? "")));

/** The hashtags of a text. */
export function sayHashtags({ text, tokens }: CutText): Said[] {
  const tags = tokens.filter(({ kind }) => kind === "hashtag");
  return tags.map(({ term, start, end }) => ({ key: term, written: text.slice(start, end) }));
}

/** Whom or which places each of the drawn texts names, each once, under the key that counts for all names of one. */
export async function sayNames(
  db: MentionDb,
  workspaceId: string,
  kind: "person" | "organisation" | "place",
  texts: readonly TrendTexts[],
): Promise<Said[][][]> {
  if (kind === "place")
    return texts.map(({ mentions }) => mentions.map(({ names }) => sayPlaces(names ?? [])));
  const keyed = texts.map(({ mentions }) =>
    mentions.map(({ names }) =>
      (names ?? []).map((name) => ({ key: newsmakerKey(kind, name), written: name })),
    ),
  );
  const keys = new Set(keyed.flatMap((some) => some.flatMap((names) => names.map(({ key }) => key))));
  const roots = await rootsOf(db, workspaceId, kind, [...keys]);
  return keyed.map((some) =>
    some.map((names) => {
      const said = new Map<string, Said>();
      for (const { key, written } of names) {
        const root = roots.get(key) ?? key;
        if (root !== "") said.set(root, { key: root, written });
      }
      return [...said.values()];
    }),
  );
}

/** A place counts for its regency and for its province. */
function sayPlaces(codes: readonly string[]): Said[] {
  const known = new Set(codes.flatMap((code) => [code.slice(0, 2), code.slice(0, 5)]));
  return [...known]
    .filter((code) => code.length === 2 || code.length === 5)
    .map((code) => ({ key: code, written: code }));
}

async function rootsOf(
  db: MentionDb,
  workspaceId: string,
  kind: NewsmakerKind,
  keys: readonly string[],
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const links = await withNewsmakers(db)
    .selectFrom("listen.newsmaker_link")
    .select(["key", "root"])
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", kind)
    .where(sql<boolean>`key = any(${[...keys]}::text[])`)
    .execute();
  return new Map(links.map(({ key, root }) => [key, root]));
}

/** Texts with what they say. */
export const sayingTexts = ({ mentions }: TrendTexts, said: readonly Said[][]): SaidText[] =>
  mentions.map(({ unit, voice }, index) => ({ unit, voice, said: said[index] ?? [] }));

/** What is told of the mentions that say one thing: their tones, outlets, and which of them came first. */
export function describeTexts({ mentions }: TrendTexts, indexes: readonly number[]) {
  const those = indexes.flatMap((index) => mentions[index] ?? []);
  const tones: ToneCounts = { negative: 0, neutral: 0, positive: 0, unsure: 0 };
  for (const { tone } of those)
    if (tone === "negative" || tone === "neutral" || tone === "positive" || tone === "unsure")
      tones[tone] += 1;
  const [first] = those;
  return {
    those,
    tones,
    outlets: new Set(those.map(({ voice }) => voice)).size,
    first: {
      id: first?.id ?? "",
      at: new Date(first?.publishedAt ?? 0).toISOString(),
      outlet: first?.outlet ?? "",
    },
  };
}
