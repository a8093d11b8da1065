import type { Analyst } from "#platform/language/open-analyst.ts";
import type { JudgedTrait } from "../../contract/analysis.ts";
import { addMentionCounts, type CountedMention } from "../mentions/mention-counts.ts";
import { analysedText } from "../mentions/mention-traits.ts";
import {
  changeTraits,
  type MentionRecord,
  rewriteMentions,
  takeAnalysis,
} from "../mentions/rewrite-mentions.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { rematchMentions } from "../monitors/match-mentions.ts";
import { changesOfEngine, changesOfJudgement, type TraitChanges } from "./judged-value.ts";
import { findStanding } from "./judgement-store.ts";
import { taughtReader } from "./taught-reader.ts";

/**
 * Gives a trait of a locked mention what people decided last, or the engine's word where no decision stands. What the
 * mention is found by and the counts change with it. Comes last in the transaction before its audit entry.
 */
export async function settleTrait(
  tx: MentionDb,
  mention: MentionRecord,
  trait: JudgedTrait,
  analyst: Pick<Analyst, "summarise" | "placeWords" | "version">,
  at: Date,
): Promise<void> {
  const standing = await findStanding(tx, mention, trait);
  const counted: CountedMention[] = [];
  const others = (mention.judged ?? []).filter((judged) => judged !== trait);
  const judged = standing ? [...others, trait].sort() : others;
  mention.judged = judged.length === 0 ? null : judged;
  let changes: TraitChanges | undefined;
  if (standing) changes = await changesOfJudgement(trait, standing.value, analyst);
  if (!standing || mention.analysis_version === null) {
    const reader = await taughtReader(tx, mention.workspace_id, analyst);
    const [summary] = await reader.summarise([analysedText(mention)]);
    if (summary && mention.analysis_version === null)
      counted.push(...takeAnalysis(mention, summary, reader.version));
    if (summary && !standing) {
      changes = changesOfEngine(trait, summary, reader.version);
      if (trait === "language") changes = { language: await languageBefore(tx, mention, summary.language) };
    }
  }
  if (changes) counted.push(...changeTraits(mention, changes));
  await rewriteMentions(tx, [mention]);
  await addMentionCounts(tx, mention.workspace_id, counted);
  await rematchMentions(tx, mention.workspace_id, [mention.id], at);
}

/** The language that the sender named is not the engine's to replace: it stood there before the first decision. */
async function languageBefore(tx: MentionDb, mention: MentionRecord, engine: string): Promise<string> {
  if (mention.is_language_named !== true) return engine;
  const first = await tx
    .selectFrom("listen.judgement")
    .select("before_value")
    .where("workspace_id", "=", mention.workspace_id)
    .where("mention_id", "=", mention.id)
    .where("trait", "=", "language")
    .where("is_blind", "=", false)
    .orderBy("seq")
    .limit(1)
    .executeTakeFirst();
  return first?.before_value ?? engine;
}
