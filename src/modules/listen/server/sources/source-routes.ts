import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { NetworkSourceChange, NewNetworkSource } from "../../contract/network-sources.ts";
import type { NewSource, SourceChange } from "../../contract/sources.ts";
import { getSampleLoad, loadSample } from "../mentions/load-sample.ts";
import { createNetworkSource } from "../network-sources/create-network-source.ts";
import { updateNetworkSource } from "../network-sources/update-network-source.ts";
import { createSource } from "./create-source.ts";
import { createSources } from "./create-sources.ts";
import { exportOpml } from "./export-opml.ts";
import { getSource } from "./get-source.ts";
import { importOpml } from "./import-opml.ts";
import { listSources } from "./list-sources.ts";
import { listStarterOutlets } from "./list-starter-outlets.ts";
import { type PreviewParts, previewSource } from "./preview-source.ts";
import { queuePoll } from "./queue-poll.ts";
import { removeSource } from "./remove-source.ts";
import { updateSource } from "./update-source.ts";

/** One handler for each operation of `sourceContract`. */
export function sourceHandlers({ jobs, ...preview }: PreviewParts & { jobs: JobQueue }) {
  return {
    listSources: (context: RequestContext) => listSources(context),
    getSource: (context: RequestContext, input: { id: string }) => getSource(context, input),
    previewSource: (context: RequestContext, input: { url: string }) =>
      previewSource(context, input, preview),
    createSource: (context: RequestContext, input: NewSource) => createSource(context, input, jobs),
    createNetworkSource: (context: RequestContext, input: NewNetworkSource) =>
      createNetworkSource(context, input, jobs),
    updateNetworkSource: (context: RequestContext, input: NetworkSourceChange) =>
      updateNetworkSource(context, input, jobs),
    createSources: (context: RequestContext, input: { sources: NewSource[] }) =>
      createSources(context, input, jobs),
    updateSource: (context: RequestContext, input: SourceChange) => updateSource(context, input, jobs),
    removeSource: (context: RequestContext, input: { id: string }) => removeSource(context, input),
    pollSource: (context: RequestContext, input: { id: string }) => queuePoll(context, input, jobs),
    listStarterOutlets: () => listStarterOutlets(),
    loadSample: (context: RequestContext) => loadSample(context, jobs),
    getSampleLoad: (context: RequestContext) => getSampleLoad(context),
    importOpml: (context: RequestContext, input: { opml: string }) => importOpml(context, input, jobs),
    exportOpml: (context: RequestContext) => exportOpml(context),
  };
}
