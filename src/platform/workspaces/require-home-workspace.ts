import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";

/**
 * Lets only the workspace that was set up first go on: what follows concerns the whole installation (a backup holds
 * every workspace), and anybody may open a workspace of their own.
 * @throws AppError forbidden
 */
export async function requireHomeWorkspace(context: RequestContext): Promise<void> {
  const home = await context.db
    .selectFrom("platform.workspace")
    .select("id")
    .orderBy("created_at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  if (home?.id !== context.workspaceId) throw new AppError("forbidden", "home_workspace_only");
}
