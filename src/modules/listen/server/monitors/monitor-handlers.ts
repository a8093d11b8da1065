import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { MonitorSettings } from "../../contract/monitor.ts";
import { createMonitor } from "./create-monitor.ts";
import { getMonitor } from "./get-monitor.ts";
import { getMonitorFigures } from "./get-monitor-figures.ts";
import { listMonitorRevisions } from "./list-monitor-revisions.ts";
import { listMonitors } from "./list-monitors.ts";
import { removeMonitor } from "./remove-monitor.ts";
import { testMonitor } from "./test-monitor.ts";
import { updateMonitor } from "./update-monitor.ts";

type One = { id: string };

/** One handler for each operation of `monitorContract`. */
export const monitorHandlers = ({ jobs }: { jobs: JobQueue }) => ({
  listMonitors: (context: RequestContext) => listMonitors(context),
  testMonitor: (context: RequestContext, input: Parameters<typeof testMonitor>[1]) =>
    testMonitor(context, input),
  createMonitor: (context: RequestContext, input: MonitorSettings) => createMonitor(context, input, jobs),
  getMonitor: (context: RequestContext, input: One) => getMonitor(context, input),
  updateMonitor: (context: RequestContext, input: Parameters<typeof updateMonitor>[1]) =>
    updateMonitor(context, input, jobs),
  removeMonitor: (context: RequestContext, input: One) => removeMonitor(context, input, jobs),
  getMonitorFigures: (context: RequestContext, input: One & { days: number }) =>
    getMonitorFigures(context, input),
  listMonitorRevisions: (context: RequestContext, input: One) => listMonitorRevisions(context, input),
});
