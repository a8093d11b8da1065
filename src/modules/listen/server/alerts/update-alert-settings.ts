import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { DeskMail } from "#platform/mail/desk-mail.ts";
import { signedIn } from "#platform/session/get-me.ts";
import { invalidField } from "#shared/app-error.ts";
import type { AlertHabits, SentAlertSettings } from "../../contract/alert.ts";
import { followedKind } from "../../contract/alert-follow.ts";
import type { AlertRule } from "../../contract/alert-rule.ts";
import { withAlerts } from "./alert-tables.ts";
import { getAlertSettings, readReceivers } from "./get-alert-settings.ts";
import { holdPerson } from "./person-store.ts";

type Context = Pick<RequestContext, "db" | "workspaceId" | "principal" | "actor" | "now">;

/**
 * Somebody decides of what they are told, when and how. What is already on its way goes as it was.
 * @throws AppError `invalid` that names the field at fault
 */
export async function updateAlertSettings(
  context: Context,
  input: AlertHabits & { rules: readonly AlertRule[] },
  mail: Pick<DeskMail, "settings">,
): Promise<SentAlertSettings> {
  const { workspaceId, actor, now } = context;
  const { userId } = signedIn(context);
  await checkSettings(context, input);
  const { rules, ...habits } = input;
  await context.db.transaction().execute(async (tx) => {
    const whose = { workspaceId, userId };
    await holdPerson(tx, whose);
    const alerts = withAlerts(tx);
    await alerts
      .updateTable("listen.alert_person")
      .set({
        quiet_from: habits.quietFrom,
        quiet_until: habits.quietUntil,
        urgent_breaks_through: habits.urgentBreaksThrough,
        digest_at: habits.digestAt,
        escalate_after: habits.escalateAfter,
        escalate_to: habits.escalateTo,
      })
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", userId)
      .execute();
    await alerts
      .deleteFrom("listen.alert_rule")
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", userId)
      .execute();
    if (rules.length > 0)
      await alerts
        .insertInto("listen.alert_rule")
        .values(
          rules.map((rule, position) => ({
            workspace_id: workspaceId,
            user_id: userId,
            position,
            scope: rule.scope,
            monitor_id: rule.monitorId,
            subject: rule.subject,
            news: isOfMonitors(rule) ? rule.news : "spikes",
            level: rule.level,
            pace: rule.pace,
            is_negative_only: rule.isNegativeOnly,
            least_hostility: rule.leastHostility,
            to_desk: rule.toDesk,
            to_mail: rule.toMail,
            receiver_ids: [...rule.receiverIds],
          })),
        )
        .execute();
    const facts = {
      action: "alerts.settings_changed",
      subjectKind: "user",
      subjectId: userId,
      details: input,
    };
    await recordAudit(tx, workspaceId, actor, facts, now());
  });
  return getAlertSettings(context, mail);
}

/** Whether a rule is of what monitors find; the others tell of spikes alone. */
const isOfMonitors = ({ scope }: AlertRule): boolean =>
  scope === "monitor" || scope === "ours" || scope === "any";

async function checkSettings(
  context: Context,
  { rules, ...habits }: AlertHabits & { rules: readonly AlertRule[] },
): Promise<void> {
  const { db, workspaceId } = context;
  if ((habits.quietFrom === null) !== (habits.quietUntil === null))
    throw invalidField("quietUntil", "alert.half_quiet");
  if ((habits.escalateAfter === null) !== (habits.escalateTo === null))
    throw invalidField("escalateTo", "alert.half_escalation");
  if (habits.escalateTo !== null) {
    const colleague = await db
      .selectFrom("platform.member")
      .select("user_id")
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", habits.escalateTo)
      .executeTakeFirst();
    if (!colleague || habits.escalateTo === signedIn(context).userId)
      throw invalidField("escalateTo", "alert.no_colleague");
  }
  const verified = new Set(
    (await readReceivers(context)).flatMap((one) => (one.verifiedAt === null ? [] : [one.id])),
  );
  const monitorIds = rules.flatMap(({ monitorId }) => (monitorId === null ? [] : [monitorId]));
  const rows = monitorIds.length
    ? await withAlerts(db)
        .selectFrom("listen.monitor")
        .select("id")
        .where("workspace_id", "=", workspaceId)
        .where("id", "in", monitorIds)
        .where("removed_at", "is", null)
        .execute()
    : [];
  const known = new Set(rows.map(({ id }) => id));
  for (const [at, { scope, monitorId, subject, receiverIds }] of rules.entries()) {
    if (followedKind.safeParse(scope).success !== (subject !== null))
      throw invalidField(`rules.${at}.subject`, "alert.no_subject");
    if ((scope === "monitor") !== (monitorId !== null) || (monitorId !== null && !known.has(monitorId)))
      throw invalidField(`rules.${at}.monitorId`, "alert.no_monitor");
    if (receiverIds.some((id) => !verified.has(id)))
      throw invalidField(`rules.${at}.receiverIds`, "alert.not_verified");
  }
}
