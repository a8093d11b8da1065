import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import type { Db, Tx } from "#platform/db/database.ts";
import type { Locale } from "#shared/ids.ts";

export type NewAccount = { name: string; email: string; password: string; locale: Locale };
export type Account = { id: string; name: string; email: string };

/** One spelling for each address: the sign-in library compares in lower case. */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase();

/**
 * The scrypt hash of a password in the sign-in library's own format, e.g. before a transaction begins: it takes some
 * 50 ms.
 */
export const passwordHash = (password: string): Promise<string> => hashPassword(password);

/**
 * Creates an account that can sign in with its password. Written here and not by the sign-in library, so that it is
 * born in the same transaction as the membership it is for.
 * @param hash from `passwordHash`
 */
export async function insertAccount(
  tx: Tx,
  account: Omit<NewAccount, "password"> & { hash: string },
  at: Date,
): Promise<Account> {
  const user = { id: randomUUID(), name: account.name, email: normaliseEmail(account.email) };
  await tx
    .insertInto("auth.user")
    .values({
      ...user,
      emailVerified: false,
      image: null,
      locale: account.locale,
      twoFactorEnabled: false,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
  await tx
    .insertInto("auth.account")
    .values({
      id: randomUUID(),
      userId: user.id,
      accountId: user.id,
      providerId: "credential",
      password: account.hash,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
  return user;
}

/** Finds who signs in with an address. */
export function findAccountByEmail(db: Db | Tx, email: string): Promise<Account | undefined> {
  return db
    .selectFrom("auth.user")
    .select(["id", "name", "email"])
    .where("email", "=", normaliseEmail(email))
    .executeTakeFirst();
}

/** Whether anybody can sign in to this desk at all. */
export async function hasAnyAccount(db: Db | Tx): Promise<boolean> {
  return (await db.selectFrom("auth.user").select("id").limit(1).executeTakeFirst()) !== undefined;
}

/** Gives an account another password and ends all its sessions. */
export async function replacePassword(tx: Tx, userId: string, hash: string, at: Date): Promise<void> {
  await tx
    .updateTable("auth.account")
    .set({ password: hash, updatedAt: at })
    .where("userId", "=", userId)
    .where("providerId", "=", "credential")
    .execute();
  await tx.deleteFrom("auth.session").where("userId", "=", userId).execute();
}
