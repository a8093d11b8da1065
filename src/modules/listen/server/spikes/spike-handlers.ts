import type { RequestContext } from "#platform/http/request-context.ts";
import { getSpike } from "./get-spike.ts";
import { listSpikes } from "./list-spikes.ts";

/** One handler for each operation of `spikeContract`. */
export const spikeHandlers = () => ({
  listSpikes: (context: RequestContext, input: Parameters<typeof listSpikes>[1]) =>
    listSpikes(context, input),
  getSpike: (context: RequestContext, input: { id: string }) => getSpike(context, input),
});
