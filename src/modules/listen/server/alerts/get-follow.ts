import type { Db, Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { signedIn } from "#platform/session/get-me.ts";
import type { Followed } from "../../contract/alert-follow.ts";
import { withAlerts } from "./alert-tables.ts";
import { findSameSubjects } from "./followed-subjects.ts";
import type { Whose } from "./person-store.ts";

/**
 * Somebody looks whether they are told when a story or a name is heard far more than usual.
 * @throws AppError `not_found`
 */
export async function getFollow(
  context: Pick<RequestContext, "db" | "workspaceId" | "principal">,
  followed: Followed,
): Promise<{ isFollowed: boolean }> {
  const { db, workspaceId } = context;
  const { all } = await findSameSubjects(db, workspaceId, followed);
  const { userId } = signedIn(context);
  return { isFollowed: await isFollowing(db, { workspaceId, userId }, followed.kind, all) };
}

/** Whether a person has a rule about one of these. */
export async function isFollowing(
  db: Db | Tx,
  { workspaceId, userId }: Whose,
  kind: Followed["kind"],
  subjects: readonly string[],
): Promise<boolean> {
  const row = await withAlerts(db)
    .selectFrom("listen.alert_rule")
    .select("position")
    .where("workspace_id", "=", workspaceId)
    .where("user_id", "=", userId)
    .where("scope", "=", kind)
    .where("subject", "in", [...subjects])
    .executeTakeFirst();
  return row !== undefined;
}
