import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { signedIn } from "#platform/session/get-me.ts";
import { AppError } from "#shared/app-error.ts";
import type { Followed } from "../../contract/alert-follow.ts";
import { AlertRule, mostRules } from "../../contract/alert-rule.ts";
import { withAlerts } from "./alert-tables.ts";
import { findSameSubjects } from "./followed-subjects.ts";
import { isFollowing } from "./get-follow.ts";
import { holdPerson } from "./person-store.ts";

/**
 * Somebody wants to be told when a story or a name is heard far more than usual, or no longer. It is a rule like others, in
 * which they choose the ways and the level afterwards.
 * @throws AppError `not_found`, or `invalid` where somebody has too many rules
 */
export async function updateFollow(
  context: Pick<RequestContext, "db" | "workspaceId" | "principal" | "actor" | "now">,
  { isFollowed, ...followed }: Followed & { isFollowed: boolean },
): Promise<{ isFollowed: boolean }> {
  const { workspaceId, actor, now } = context;
  const { userId } = signedIn(context);
  const whose = { workspaceId, userId };
  const { kind } = followed;
  await context.db.transaction().execute(async (tx) => {
    await holdPerson(tx, whose);
    const { subject, all } = await findSameSubjects(tx, workspaceId, followed);
    if ((await isFollowing(tx, whose, kind, all)) === isFollowed) return;
    const alerts = withAlerts(tx);
    if (isFollowed) {
      const { rows } = await sql<{ count: number; last: number }>`
        select count(*)::int as count, coalesce(max(position), -1) as last from listen.alert_rule
        where workspace_id = ${workspaceId}::uuid and user_id = ${userId}::uuid`.execute(tx);
      const { count = 0, last = -1 } = rows[0] ?? {};
      if (count >= mostRules) throw new AppError("invalid", "alert.too_many_rules", { most: mostRules });
      const { level, pace, toDesk, toMail } = AlertRule.parse({ scope: kind, subject });
      await alerts
        .insertInto("listen.alert_rule")
        .values({
          workspace_id: workspaceId,
          user_id: userId,
          position: last + 1,
          scope: kind,
          monitor_id: null,
          subject,
          news: "spikes",
          level,
          pace,
          is_negative_only: false,
          least_hostility: 0,
          to_desk: toDesk,
          to_mail: toMail,
          receiver_ids: [],
        })
        .execute();
    } else
      await alerts
        .deleteFrom("listen.alert_rule")
        .where("workspace_id", "=", workspaceId)
        .where("user_id", "=", userId)
        .where("scope", "=", kind)
        .where("subject", "in", all)
        .execute();
    const facts = {
      action: "alerts.settings_changed",
      subjectKind: "user",
      subjectId: userId,
      details: { kind, subject, isFollowed },
    };
    await recordAudit(tx, workspaceId, actor, facts, now());
  });
  return { isFollowed };
}
