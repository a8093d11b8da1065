import type { RequestContext } from "#platform/http/request-context.ts";
import { likenessWeights } from "#platform/language/likeness-weights.ts";
import { makeCopyMemory } from "./copy-window.ts";
import { judgeCopy } from "./judge-copy.ts";
import { listCopies } from "./list-copies.ts";
import { undoCopyJudgement } from "./undo-copy-judgement.ts";

/** One handler for each operation of `copyContract`. */
export function copyHandlers() {
  const memory = makeCopyMemory(likenessWeights());
  return {
    listCopies: (context: RequestContext, input: { id: string }) => listCopies(context, input),
    judgeCopy: (context: RequestContext, input: Parameters<typeof judgeCopy>[1]) =>
      judgeCopy(context, input, memory),
    undoCopyJudgement: (context: RequestContext, input: { id: string }) => undoCopyJudgement(context, input),
  };
}
