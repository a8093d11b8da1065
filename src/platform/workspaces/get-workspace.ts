import type { Workspace } from "#platform/contract/workspaces.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { findWorkspace } from "./workspace-store.ts";

/** A member looks up the office they work in: its name, address and time zone. */
export const getWorkspace = ({ db, workspaceId }: RequestContext): Promise<Workspace> =>
  findWorkspace(db, workspaceId);
