import { recordAudit } from "#platform/audit/record-audit.ts";
import {
  type Account,
  findAccountByEmail,
  insertAccount,
  passwordHash,
} from "#platform/auth/account-store.ts";
import type { Tx } from "#platform/db/database.ts";
import type { Actor, RequestContext } from "#platform/http/request-context.ts";
import { invalidField } from "#shared/app-error.ts";
import type { Locale } from "#shared/ids.ts";
import { findOpenInvitation } from "./invitation-store.ts";
import { insertMember } from "./member-store.ts";

type Acceptance = { token: string; name?: string | undefined; password?: string | undefined };

/**
 * An invited person joins: with the account of that e-mail address when there is one, else with a new account of the
 * given name and password. The link never changes an account that exists and signs nobody in, so whoever else gets hold
 * of it gains nothing.
 * @throws AppError not_found or gone for the link; invalid naming `name` or `password` when a new account needs them
 */
export async function acceptInvitation(
  { db, now, locale }: Pick<RequestContext, "db" | "now" | "locale">,
  input: Acceptance,
): Promise<{ workspaceSlug: string; email: string }> {
  // Before the transaction: it is slow on purpose.
  const hash = input.password === undefined ? undefined : await passwordHash(input.password);
  return db.transaction().execute(async (tx) => {
    const at = now();
    const invitation = await findOpenInvitation(tx, input.token, at);
    const { workspaceId, workspaceSlug, email, role } = invitation;
    const existing = await findAccountByEmail(tx, email);
    const account = existing ?? (await newAccount(tx, { ...input, email, locale, hash }, at));
    await insertMember(tx, workspaceId, account.id, role, at);
    await tx
      .updateTable("platform.invitation")
      .set({ accepted_at: at })
      .where("id", "=", invitation.id)
      .execute();
    const actor: Actor = { kind: "user", id: account.id, name: account.name };
    await recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "member.joined",
        subjectKind: "user",
        subjectId: account.id,
        details: { email, role, isNewAccount: !existing },
      },
      at,
    );
    return { workspaceSlug, email };
  });
}

async function newAccount(
  tx: Tx,
  wanted: { name?: string | undefined; email: string; locale: Locale; hash: string | undefined },
  at: Date,
): Promise<Account> {
  const { name, email, locale, hash } = wanted;
  if (name === undefined) throw invalidField("name", "field.required");
  if (hash === undefined) throw invalidField("password", "field.required");
  return insertAccount(tx, { name, email, locale, hash }, at);
}
