import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import { withAccounts } from "../account-tables.ts";

const dayMs = 24 * 60 * 60 * 1_000;
/** So long a second delivery of an event is known for one. */
const deliveriesMs = 7 * dayMs;
/** Calls that were turned away, of each account: strangers may send as many as they like. */
const keptRefused = 200;
const removalsMs = 3 * dayMs;

/** Forgets what was brought to our door long ago, and removals of what never came. */
export async function sweepInbox({ db, now }: { db: Db; now: () => Date }): Promise<void> {
  const at = now().getTime();
  await withAccounts(db)
    .deleteFrom("accounts.delivery")
    .where("received_at", "<", new Date(at - deliveriesMs))
    .where("state", "<>", "waiting")
    .execute();
  await sql`
    delete from accounts.delivery using (
      select id, row_number() over (partition by account_id order by seq desc) as place
      from accounts.delivery where event_id is null
    ) as refused
    where delivery.id = refused.id and refused.place > ${keptRefused}`.execute(db);
  await withAccounts(db)
    .deleteFrom("accounts.removal")
    .where("at", "<", new Date(at - removalsMs))
    .execute();
}
