import type { RequestContext } from "#platform/http/request-context.ts";
import { getNewsmaker } from "./get-newsmaker.ts";
import { judgeNewsmaker } from "./judge-newsmaker.ts";
import { listNewsmakerQuotes } from "./list-newsmaker-quotes.ts";
import { listNewsmakers } from "./list-newsmakers.ts";
import { undoNewsmakerDecision } from "./undo-newsmaker-decision.ts";

/** One handler for each operation of `newsmakerContract`. */
export const newsmakerHandlers = () => ({
  listNewsmakers: (context: RequestContext, input: Parameters<typeof listNewsmakers>[1]) =>
    listNewsmakers(context, input),
  getNewsmaker: (context: RequestContext, input: Parameters<typeof getNewsmaker>[1]) =>
    getNewsmaker(context, input),
  listNewsmakerQuotes: (context: RequestContext, input: Parameters<typeof listNewsmakerQuotes>[1]) =>
    listNewsmakerQuotes(context, input),
  judgeNewsmaker: (context: RequestContext, input: Parameters<typeof judgeNewsmaker>[1]) =>
    judgeNewsmaker(context, input),
  undoNewsmakerDecision: (context: RequestContext, input: { id: string }) =>
    undoNewsmakerDecision(context, input),
});
