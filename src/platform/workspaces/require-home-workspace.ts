import type { Db } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";

/** The workspace that was set up first: whoever runs the installation works there. */
export async function findHomeWorkspaceId(db: Db): Promise<string | undefined> {
  const home = await db
    .selectFrom("platform.workspace")
    .select("id")
    .orderBy("created_at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return home?.id;
}

/**
 * Lets only the workspace that was set up first go on: what follows concerns the whole installation (a backup holds
 * every workspace), and anybody may open a workspace of their own.
 * @throws AppError forbidden
 */
export async function requireHomeWorkspace({
  db,
  workspaceId,
}: Pick<RequestContext, "db" | "workspaceId">): Promise<void> {
  if ((await findHomeWorkspaceId(db)) !== workspaceId) throw new AppError("forbidden", "home_workspace_only");
}
