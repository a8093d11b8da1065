import type { Me } from "#platform/contract/session.ts";
import type { Db } from "#platform/db/database.ts";
import type { Principal, RequestContext } from "#platform/http/request-context.ts";
import { listMemberships } from "#platform/workspaces/membership-store.ts";
import { AppError } from "#shared/app-error.ts";

export type SignedIn = Extract<Principal, { kind: "user" }>;

/** Somebody who signed in sees who they are here, and in which workspaces they may do what. */
export async function getMe(
  context: Pick<RequestContext, "db" | "principal" | "headers" | "responseHeaders">,
  refreshSession: (headers: Headers) => Promise<string[]>,
): Promise<Me> {
  const user = signedIn(context);
  // Every screen asks this first, so a session in use never ends under somebody's hands.
  for (const cookie of await refreshSession(context.headers))
    context.responseHeaders.append("set-cookie", cookie);
  return describeMe(context.db, user);
}

/** The person behind a request. @throws AppError forbidden for an API key */
export function signedIn({ principal }: Pick<RequestContext, "principal">): SignedIn {
  if (principal?.kind !== "user") throw new AppError("forbidden", "forbidden");
  return principal;
}

/** A person with their memberships, in the order of joining. */
export async function describeMe(db: Db, user: SignedIn): Promise<Me> {
  const memberships = await listMemberships(db, user.userId);
  return {
    id: user.userId,
    name: user.name,
    email: user.email,
    locale: user.locale,
    hasTwoFactor: user.hasTwoFactor,
    memberships: memberships.map(({ lastSeenAt: _, permissions, ...membership }) => ({
      ...membership,
      permissions: [...permissions],
    })),
  };
}
