import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { readOfficeRules } from "../entity-rules/entity-rule-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { analyseAgain } from "./analyse-again.ts";
import { explainMention } from "./explain-mention.ts";
import { type CodedTrait, getAgreement } from "./get-agreement.ts";
import { getEngine } from "./get-engine.ts";
import { judgeMention } from "./judge-mention.ts";
import { listJudgements } from "./list-judgements.ts";
import { listPlaces } from "./list-places.ts";
import { nextToCode } from "./next-to-code.ts";
import { readTeaching } from "./teaching-store.ts";
import { tryText } from "./try-text.ts";
import { undoJudgement } from "./undo-judgement.ts";
import { updateTeaching } from "./update-teaching.ts";

/** One handler for each operation of `analysisContract`. */
export function analysisHandlers({ analyst, jobs }: { analyst: Analyst; jobs: JobQueue }) {
  let places: ReturnType<typeof listPlaces> | undefined;
  return {
    listPlaces: () => {
      places ??= listPlaces(analyst).catch((error: unknown) => {
        places = undefined;
        throw error;
      });
      return places;
    },
    tryText: async (context: RequestContext, input: { text: string }) => {
      const db = withMentions(context.db);
      const rules = await readOfficeRules(db, context.workspaceId);
      return tryText(input, analyst, await readTeaching(db, context.workspaceId), rules);
    },
    explainMention: (context: RequestContext, input: { id: string }) =>
      explainMention(context, input, analyst),
    judgeMention: (context: RequestContext, input: Parameters<typeof judgeMention>[1]) =>
      judgeMention(context, input, analyst),
    undoJudgement: (context: RequestContext, input: { id: string }) => undoJudgement(context, input, analyst),
    listJudgements: (context: RequestContext, input: Parameters<typeof listJudgements>[1]) =>
      listJudgements(context, input),
    nextToCode: (context: RequestContext, input: { trait: CodedTrait }) => nextToCode(context, input),
    getAgreement: (context: RequestContext, input: { trait: CodedTrait }) => getAgreement(context, input),
    getEngine: (context: RequestContext) => getEngine(context, analyst),
    analyseAgain: (context: RequestContext, input: { days?: number | undefined }) =>
      analyseAgain(context, input, jobs, analyst),
    updateTeaching: (context: RequestContext, input: { isOn: boolean; isForgotten: boolean }) =>
      updateTeaching(context, input),
  };
}
