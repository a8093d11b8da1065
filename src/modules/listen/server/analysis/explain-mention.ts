import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { analysedPart } from "#text/analyse/analyse-text.ts";
import type { SentAnalysis, SentJudgement, SentReading } from "../../contract/analysis.ts";
import type { ShownWords } from "../../contract/personal-data.ts";
import { readOfficeRules } from "../entity-rules/entity-rule-store.ts";
import { toAnalysis } from "../mentions/mention-store.ts";
import { analysedText } from "../mentions/mention-traits.ts";
import { withMentions } from "../mentions/tables.ts";
import { channelOf, openVeil } from "../personal-data/veil.ts";
import { isOpenTo, toJudgement } from "./judgement-store.ts";
import { readTeaching } from "./teaching-store.ts";
import { toTextReading } from "./text-reading.ts";
import { findMention } from "./whole-mention.ts";

type Explained = {
  text: ShownWords;
  reading: SentReading;
  analysis: SentAnalysis | null;
  judgements: SentJudgement[];
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
  const rules = await readOfficeRules(db, workspaceId);
  const veil = await openVeil(context.db, workspaceId);
  const cover = veil(channelOf(mention));
  const shown = cover.words(text);
  const analysis = await analyst.explain(text, await readTeaching(db, workspaceId), rules);
  return {
    text: shown,
    // A name that lies within an address is covered as it is in the text, not as it would be alone.
    reading: toTextReading(analysis, (name, { start, end }) =>
      cover.words(shown.slice(start, end) === text.slice(start, end) ? name : shown.slice(start, end)),
    ),
    analysis: toAnalysis(mention, cover),
    judgements: judgements.map((row) => toJudgement(row, actor, veil)),
  };
}
