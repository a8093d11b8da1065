import { type Selectable, sql } from "kysely";
import type { AnalysisSummary } from "#text/analyse/summarise-analysis.ts";
import { indexText } from "#text/search-vector.ts";
import type { TextReader } from "../analysis/taught-reader.ts";
import { rewriteNewsmakers } from "../newsmakers/newsmaker-rows.ts";
import type { CountedMention } from "./mention-counts.ts";
import { titleHash } from "./mention-identity.ts";
import { plainArray, updateMentions } from "./mention-rows.ts";
import { analysedText, countedTraits, type TraitColumns, traitColumns } from "./mention-traits.ts";
import { searchVector } from "./prepare-mention.ts";
import type { LexemeFacts } from "./search-lexemes.ts";
import type { MentionDb, MentionTable } from "./tables.ts";

/** A whole row of a mention, which the caller has locked and may change before it is written again. */
export type MentionRecord = Selectable<MentionTable>;

/** Writes what may have changed of locked mentions of one workspace, and what they are found by. */
export async function rewriteMentions(tx: MentionDb, mentions: readonly MentionRecord[]): Promise<void> {
  const [first] = mentions;
  if (!first) return;
  // Read under the mentions' locks, so that a source which joined in another batch is not left out.
  const origins = await tx
    .selectFrom("listen.mention_origin")
    .select(["mention_id", "source_id"])
    .distinct()
    .where(sql<boolean>`mention_id = any(${plainArray(mentions.map(({ id }) => id))}::uuid[])`)
    .where("source_id", "is not", null)
    .execute();
  const sources = Map.groupBy(origins, ({ mention_id }) => mention_id);
  const rows = mentions.map((mention) => ({
    ...mention,
    title_hash: titleHash(mention.title),
    search: searchOf(mention, sources.get(mention.id) ?? []),
  }));
  await updateMentions(tx, first.workspace_id, rows);
  await rewriteNewsmakers(tx, first.workspace_id, mentions);
}

const searchOf = (mention: MentionRecord, sources: readonly { source_id: string | null }[]): string =>
  searchVector(
    indexText(mention.title, mention.text),
    storedFacts(
      mention,
      sources.flatMap(({ source_id }) => (source_id === null ? [] : [source_id])),
    ),
  );

/** What fields find a stored mention by. */
export const storedFacts = (
  mention: Pick<
    MentionRecord,
    | "id"
    | "outlet"
    | "author"
    | "channel"
    | "language"
    | "url"
    | "image_url"
    | "parent_key"
    | "attachment_ids"
    | "version_count"
    | keyof LexemeFacts["traits"]
  >,
  sourceIds: readonly string[],
): LexemeFacts => ({
  id: mention.id,
  outlet: mention.outlet,
  author: mention.author,
  channel: mention.channel,
  language: mention.language,
  url: mention.url,
  imageUrl: mention.image_url,
  parentKey: mention.parent_key,
  hasAttachments: mention.attachment_ids !== null,
  hasVersions: mention.version_count > 1,
  traits: mention,
  sourceIds,
});

/**
 * Changes traits and language of a locked mention, in memory. The caller writes the mention with `rewriteMentions`.
 * @returns what is to be added to the counts
 */
export function changeTraits(
  mention: MentionRecord,
  changes: Partial<TraitColumns> & { language?: string },
): CountedMention[] {
  const { published_at, outlet, channel } = mention;
  const counted = () => ({ publishedAt: published_at, outlet, channel, language: mention.language });
  const before = { ...counted(), ...countedTraits(mention), count: -1 };
  Object.assign(mention, changes);
  return [before, { ...counted(), ...countedTraits(mention) }];
}

/**
 * Gives a locked mention what the engine says of its text now, apart from what people have decided.
 * @returns what is to be added to the counts
 */
export function takeAnalysis(
  mention: MentionRecord,
  summary: AnalysisSummary,
  version: string,
): CountedMention[] {
  const judged = new Set(mention.judged);
  const {
    tone,
    tone_share,
    intent,
    intent_share,
    second_intent,
    hostility,
    place_codes,
    place_words,
    ...rest
  } = traitColumns(summary, version);
  // Whoever sent the text may have named its language; the engine only replaces a guess.
  const isOwnGuess =
    mention.is_language_named === null
      ? mention.analysis_version !== null || mention.language === "und"
      : !mention.is_language_named || mention.language === "und";
  return changeTraits(mention, {
    ...rest,
    ...(judged.has("tone") ? {} : { tone, tone_share }),
    ...(judged.has("intent") ? {} : { intent, intent_share, second_intent }),
    ...(judged.has("hostility") ? {} : { hostility }),
    ...(judged.has("places") ? {} : { place_codes, place_words }),
    ...(judged.has("language") || !isOwnGuess ? {} : { language: summary.language }),
  });
}

/**
 * Analyses locked mentions whose wording has changed; without a reader they wait for the job that does so.
 * @returns what is to be added to the counts
 */
export async function analyseAnew(
  mentions: readonly MentionRecord[],
  reader: TextReader | undefined,
): Promise<CountedMention[]> {
  const summaries = (await reader?.summarise(mentions.map(analysedText))) ?? [];
  return mentions.flatMap((mention, index) => {
    const summary = summaries[index];
    if (summary && reader) return takeAnalysis(mention, summary, reader.version);
    return changeTraits(mention, { analysis_version: null });
  });
}
