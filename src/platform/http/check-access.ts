import { type FoundMembership, findMembership, noteSeen } from "#platform/workspaces/membership-store.ts";
import { AppError } from "#shared/app-error.ts";
import type { Access } from "#shared/permissions.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import type { Membership } from "./request-context.ts";

type Caller = Pick<IncomingRequest, "db" | "principal" | "workspaceSlug">;

/**
 * Decides whether a caller may use an operation, and notes that they are at work. Deny is the default.
 * @returns the membership the operation acts under, or null for `public` and `signed_in`
 * @throws AppError unauthenticated (401), forbidden (403), or not_found (404) for a workspace of strangers
 */
export async function checkAccess(
  request: Caller & Pick<IncomingRequest, "now">,
  access: Access,
): Promise<Membership | null> {
  const membership = await findAccess(request, access);
  const { db, principal, now } = request;
  if (membership && principal?.kind === "user") await noteSeen(db, membership, principal.userId, now());
  return membership;
}

/**
 * Decides as `checkAccess` does, for somebody who does nothing at the moment: an open stream that is asked again.
 * @throws AppError as `checkAccess`
 */
export async function findAccess(caller: Caller, access: Access): Promise<FoundMembership | null> {
  const { principal, workspaceSlug } = caller;
  if (access === "public") return null;
  if (!principal) throw new AppError("unauthenticated", "unauthenticated");
  if (access === "signed_in") {
    if (principal.kind !== "user") throw new AppError("forbidden", "forbidden");
    return null;
  }
  const membership = await membershipOf(caller);
  if (!membership)
    throw workspaceSlug === null
      ? new AppError("forbidden", "no_workspace")
      : new AppError("not_found", "not_found");
  if (!membership.permissions.includes(access))
    throw new AppError("forbidden", "forbidden", { permission: access });
  return membership;
}

async function membershipOf({ db, principal, workspaceSlug }: Caller): Promise<FoundMembership | null> {
  if (principal?.kind === "user") return findMembership(db, { userId: principal.userId, workspaceSlug });
  if (principal?.kind === "api_key") {
    const membership = await findMembership(db, { workspaceId: principal.workspaceId, workspaceSlug });
    return membership && { ...membership, permissions: principal.scopes };
  }
  return null;
}
