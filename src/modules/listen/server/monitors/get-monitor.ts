import type { RequestContext } from "#platform/http/request-context.ts";
import type { Monitor } from "../../contract/monitor.ts";
import { loadMonitor } from "./monitor-store.ts";
import { withMonitors } from "./monitor-tables.ts";

/** A member looks at one monitor. @throws AppError `not_found` */
export const getMonitor = (
  { db, workspaceId }: Pick<RequestContext, "db" | "workspaceId">,
  { id }: { id: string },
): Promise<Monitor> => loadMonitor(withMonitors(db), workspaceId, id);
