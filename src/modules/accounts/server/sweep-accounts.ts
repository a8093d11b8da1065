import { sql } from "kysely";
import { withAccounts } from "./account-tables.ts";
import type { NetworkParts } from "./network-parts.ts";

/** So many of an account's last calls are kept. */
const keptCalls = 200;

/** Forgets old calls, and consents that nobody came back from. */
export async function sweepAccounts({ db, now }: Pick<NetworkParts, "db" | "now">): Promise<void> {
  await withAccounts(db).deleteFrom("accounts.consent").where("ends_at", "<", now()).execute();
  await sql`
    delete from accounts.call using accounts.account
    where call.account_id = account.id and call.id < (
      select min(kept.id) from (
        select id from accounts.call as newest where newest.account_id = account.id order by id desc limit ${keptCalls}
      ) as kept
    )`.execute(db);
}
