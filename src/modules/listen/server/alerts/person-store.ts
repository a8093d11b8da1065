import type { Db, Tx } from "#platform/db/database.ts";
import { type Locale, locale, type Zone, zone } from "#shared/ids.ts";
import type { AlertHabits } from "../../contract/alert.ts";
import { withAlerts } from "./alert-tables.ts";

/** Whose alerts. */
export type Whose = { workspaceId: string; userId: string };

/** Somebody who is told of things, with how they want it; undefined for who is no member any more. */
export type AlertPerson = Whose &
  AlertHabits & {
    name: string;
    email: string;
    locale: Locale;
    zone: Zone;
    office: string;
    slug: string;
    mailVerifiedAt: Date | null;
  };

/** Waits until nobody else works on the alerts of a person, and holds them until the transaction ends. */
export async function holdPerson(tx: Tx, { workspaceId, userId }: Whose): Promise<void> {
  const db = withAlerts(tx);
  await db
    .insertInto("listen.alert_person")
    .values({ workspace_id: workspaceId, user_id: userId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .selectFrom("listen.alert_person")
    .select("user_id")
    .where("workspace_id", "=", workspaceId)
    .where("user_id", "=", userId)
    .forUpdate()
    .execute();
}

export async function findPerson(
  db: Db | Tx,
  { workspaceId, userId }: Whose,
): Promise<AlertPerson | undefined> {
  const row = await withAlerts(db)
    .selectFrom("platform.member as member")
    .innerJoin("platform.workspace as workspace", "workspace.id", "member.workspace_id")
    .innerJoin("auth.user as user", "user.id", "member.user_id")
    .leftJoin("listen.alert_person as person", (join) =>
      join
        .onRef("person.workspace_id", "=", "member.workspace_id")
        .onRef("person.user_id", "=", "member.user_id"),
    )
    .select(["user.name", "user.email", "user.locale", "workspace.zone", "workspace.slug"])
    .select("workspace.name as office")
    .select(["person.quiet_from", "person.quiet_until", "person.urgent_breaks_through", "person.digest_at"])
    .select(["person.escalate_after", "person.escalate_to", "person.mail_verified_at"])
    .where("member.workspace_id", "=", workspaceId)
    .where("member.user_id", "=", userId)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    workspaceId,
    userId,
    name: row.name,
    email: row.email,
    locale: locale.catch("id").parse(row.locale),
    zone: zone.parse(row.zone),
    office: row.office,
    slug: row.slug,
    quietFrom: row.quiet_from,
    quietUntil: row.quiet_until,
    urgentBreaksThrough: row.urgent_breaks_through ?? true,
    digestAt: row.digest_at ?? 390,
    escalateAfter: row.escalate_after,
    escalateTo: row.escalate_to,
    mailVerifiedAt: row.mail_verified_at,
  };
}
