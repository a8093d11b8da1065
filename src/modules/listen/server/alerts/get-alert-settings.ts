import type { Selectable } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { DeskMail } from "#platform/mail/desk-mail.ts";
import { signedIn } from "#platform/session/get-me.ts";
import { notFound } from "#shared/app-error.ts";
import type { AlertReceiver, LostBrowser, SentAlertSettings } from "../../contract/alert.ts";
import { followedKind } from "../../contract/alert-follow.ts";
import { mostReceivers } from "../../contract/alert-rule.ts";
import { type AlertReceiverTable, withAlerts } from "./alert-tables.ts";
import { nameFollowed } from "./name-followed.ts";
import { findPerson } from "./person-store.ts";

export type SettingsContext = Pick<RequestContext, "workspaceId" | "principal"> & { db: Db | Tx };

/** Somebody looks of what they are told, when and how. */
export async function getAlertSettings(
  context: SettingsContext & Pick<RequestContext, "now">,
  mail: Pick<DeskMail, "settings">,
): Promise<SentAlertSettings> {
  const { db, workspaceId } = context;
  const { userId } = signedIn(context);
  const person = await findPerson(db, { workspaceId, userId });
  if (!person) throw notFound("member");
  const colleagues = await db
    .selectFrom("platform.member as member")
    .innerJoin("auth.user as user", "user.id", "member.user_id")
    .select(["user.id", "user.name"])
    .where("member.workspace_id", "=", workspaceId)
    .where("user.id", "<>", userId)
    .orderBy("user.name")
    .execute();
  const receivers = await readReceivers(context);
  const { quietFrom, quietUntil, urgentBreaksThrough, digestAt, escalateAfter, escalateTo } = person;
  return {
    ...{ quietFrom, quietUntil, urgentBreaksThrough, digestAt, escalateAfter, escalateTo },
    rules: await readRules(context, new Set(receivers.map(({ id }) => id))),
    mailAddress: person.email,
    mailVerifiedAt: person.mailVerifiedAt?.toISOString() ?? null,
    isMailSent: (await mail.settings()).isConfigured,
    receivers,
    lostBrowsers: await readLostBrowsers(context),
    colleagues,
  };
}

async function readRules(
  context: SettingsContext & Pick<RequestContext, "now">,
  receiverIds: ReadonlySet<string>,
): Promise<SentAlertSettings["rules"]> {
  const rows = await withAlerts(context.db)
    .selectFrom("listen.alert_rule as rule")
    .leftJoin("listen.monitor as monitor", "monitor.id", "rule.monitor_id")
    .selectAll("rule")
    .where("rule.workspace_id", "=", context.workspaceId)
    .where("rule.user_id", "=", signedIn(context).userId)
    // A rule for a monitor that was removed has nothing left to say.
    .where((eb) => eb.or([eb("rule.monitor_id", "is", null), eb("monitor.removed_at", "is", null)]))
    .orderBy("rule.position")
    .execute();
  const names = await nameFollowed(
    context,
    rows.flatMap(({ scope, subject }) => {
      const kind = followedKind.safeParse(scope);
      return kind.success && subject !== null ? [{ kind: kind.data, subject }] : [];
    }),
  );
  // Nor has one for a story that retention took away.
  const told = rows.filter(({ scope, subject }) => scope !== "story" || names.has(subject ?? ""));
  return told.map((row) => ({
    scope: row.scope,
    monitorId: row.monitor_id,
    subject: row.subject,
    subjectName: names.get(row.subject ?? "") ?? null,
    news: row.news,
    level: row.level,
    pace: row.pace,
    isNegativeOnly: row.is_negative_only,
    leastHostility: row.least_hostility,
    toDesk: row.to_desk,
    toMail: row.to_mail,
    // A browser that was lost stays in the rule until the rule is saved, so that it goes on when it is allowed again.
    receiverIds: row.receiver_ids.filter((id) => receiverIds.has(id)),
  }));
}

/** The receivers of whoever asks that were not removed. */
export async function readReceivers(context: SettingsContext): Promise<AlertReceiver[]> {
  const rows = await withAlerts(context.db)
    .selectFrom("listen.alert_receiver")
    .selectAll()
    .where("workspace_id", "=", context.workspaceId)
    .where("user_id", "=", signedIn(context).userId)
    .where("removed_at", "is", null)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(receiverOf);
}

/** Browsers of whoever asks that were lost, the latest first. */
async function readLostBrowsers(context: SettingsContext): Promise<LostBrowser[]> {
  const rows = await withAlerts(context.db)
    .selectFrom("listen.alert_receiver")
    .select(["id", "name", "end_reason as reason", "removed_at"])
    .where("workspace_id", "=", context.workspaceId)
    .where("user_id", "=", signedIn(context).userId)
    .where("end_reason", "is not", null)
    .where("removed_at", "is not", null)
    .orderBy("removed_at", "desc")
    .limit(mostReceivers)
    .execute();
  return rows.flatMap(({ id, name, reason, removed_at }) =>
    reason === null || removed_at === null ? [] : [{ id, name, reason, endedAt: removed_at.toISOString() }],
  );
}

export const receiverOf = (row: Selectable<AlertReceiverTable>): AlertReceiver => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  address: row.address,
  createdAt: row.created_at.toISOString(),
  verifiedAt: row.verified_at?.toISOString() ?? null,
  failures: row.failures,
  pausedUntil: row.paused_until?.toISOString() ?? null,
});
