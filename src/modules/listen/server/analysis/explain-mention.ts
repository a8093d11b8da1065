import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { analysedPart } from "#text/analyse/analyse-text.ts";
import type { Judgement, MentionAnalysis, TextReading } from "../../contract/analysis.ts";
import { readRuleSet } from "../entity-rules/entity-rule-store.ts";
import { toAnalysis } from "../mentions/mention-store.ts";
import { analysedText } from "../mentions/mention-traits.ts";
import { withMentions } from "../mentions/tables.ts";
import { isOpenTo, toJudgement } from "./judgement-store.ts";
import { readTeaching } from "./teaching-store.ts";
import { toTextReading } from "./text-reading.ts";
import { findMention } from "./whole-mention.ts";

type Explained = {
  text: string;
  reading: TextReading;
  analysis: MentionAnalysis | null;
  judgements: Judgement[];
};

/**
 * An officer asks why a mention was read as it was: the words and rules that decided, and what people have decided
 * about it, newest first. The engine is asked anew, with what the workspace has taught it and its rules on names.
 * @throws AppError `not_found` for a mention that is not the workspace's
 */
export async function explainMention(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor">,
  input: { id: string },
  analyst: Pick<Analyst, "explain">,
): Promise<Explained> {
  const db = withMentions(context.db);
  const { workspaceId, actor } = context;
  const mention = await findMention(db, workspaceId, input.id);
  const judgements = await db
    .selectFrom("listen.judgement as judgement")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("mention_id", "=", input.id)
    .where(isOpenTo(actor.id))
    .orderBy("seq", "desc")
    .execute();
  const text = analysedPart(analysedText(mention));
  const { rules } = await readRuleSet(db, workspaceId);
  return {
    text,
    reading: toTextReading(await analyst.explain(text, await readTeaching(db, workspaceId), rules)),
    analysis: toAnalysis(mention),
    judgements: judgements.map((row) => toJudgement(row, actor)),
  };
}
