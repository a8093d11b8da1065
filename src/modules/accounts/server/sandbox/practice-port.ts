import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { PublishPort, Sent } from "#connectors/ports/publish-port.ts";
import type { Db } from "#platform/db/database.ts";
import { withAccounts } from "../account-tables.ts";

/**
 * The practice network that the desk keeps for itself, in its own database: what is sent there stands for nobody, and is
 * still there after a restart and for every worker.
 */
export function practicePort(db: Db, accountId: string, now: () => Date): PublishPort {
  const posts = withAccounts(db);
  const sentOf = (mark: string): Sent => ({ externalId: `practice:${mark}`, url: null });
  const markOf = (externalId: string): string => externalId.slice("practice:".length);
  return {
    async send({ text }, mark) {
      await posts
        .insertInto("accounts.practice_post")
        .values({ account_id: accountId, mark, text, written_at: now(), removed_at: null })
        .onConflict((conflict) => conflict.columns(["account_id", "mark"]).doNothing())
        .execute();
      return sentOf(mark);
    },
    async lookUp(_statement, mark) {
      const found = await posts
        .selectFrom("accounts.practice_post")
        .select("mark")
        .where("account_id", "=", accountId)
        .where("mark", "=", mark)
        .where("removed_at", "is", null)
        .executeTakeFirst();
      return { found: found ? sentOf(found.mark) : null };
    },
    async edit({ externalId }, { text }) {
      const { numUpdatedRows } = await posts
        .updateTable("accounts.practice_post")
        .set({ text })
        .where("account_id", "=", accountId)
        .where("mark", "=", markOf(externalId))
        .where("removed_at", "is", null)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new ConnectorError({ kind: "gone" }, "no such practice post");
      return { externalId, url: null };
    },
    async remove({ externalId }) {
      await posts
        .updateTable("accounts.practice_post")
        .set({ removed_at: now() })
        .where("account_id", "=", accountId)
        .where("mark", "=", markOf(externalId))
        .execute();
    },
  };
}
