import { sql } from "kysely";
import { hasAnyAccount } from "#platform/auth/account-store.ts";
import { hashToken, newToken, type RandomBytes } from "#platform/auth/token.ts";
import type { Db, Tx } from "#platform/db/database.ts";

const deskKey = "setup_token_hash";

/** Any number serves as long as every place that opens or ends set-up uses the same one. */
const setupLock = 7_204_618;

/** Makes everyone who sets up, or asks whether that is still to be done, queue for the rest of the transaction. */
export const lockSetup = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${setupLock})`.execute(tx);
};

/**
 * Makes the token of the one-time set-up link, for the terminal: `/penyiapan?token=…`. Only its hash is kept, so every
 * start makes a new one and the link of an earlier start ends.
 * @returns null when somebody can sign in already
 */
export async function ensureSetupToken(db: Db, random: RandomBytes): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    await lockSetup(tx);
    await tx.deleteFrom("platform.desk").where("key", "=", deskKey).execute();
    if (await hasAnyAccount(tx)) return null;
    const token = newToken(random);
    await tx
      .insertInto("platform.desk")
      .values({ key: deskKey, value: hashToken(token) })
      .execute();
    return token;
  });
}

/** Burns the token. @returns whether it was the valid one */
export async function useSetupToken(tx: Tx, token: string): Promise<boolean> {
  const burnt = await tx
    .deleteFrom("platform.desk")
    .where("key", "=", deskKey)
    .where("value", "=", hashToken(token))
    .executeTakeFirst();
  return burnt.numDeletedRows > 0n;
}
