import { findAccountByEmail } from "#platform/auth/account-store.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Role } from "#shared/permissions.ts";
import { findOpenInvitation } from "./invitation-store.ts";

/** Somebody who followed an invitation link sees which office asks them in, as what, and whether they have an account. */
export async function getInvitation(
  { db, now }: Pick<RequestContext, "db" | "now">,
  input: { token: string },
): Promise<{ workspaceName: string; email: string; role: Role; hasAccount: boolean }> {
  const { workspaceName, email, role } = await findOpenInvitation(db, input.token, now());
  return { workspaceName, email, role, hasAccount: (await findAccountByEmail(db, email)) !== undefined };
}
