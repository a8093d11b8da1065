import { findMembership, noteSeen } from "#platform/workspaces/membership-store.ts";
import { AppError } from "#shared/app-error.ts";
import type { Access } from "#shared/permissions.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import type { Membership } from "./request-context.ts";

/**
 * Decides whether a caller may use an operation. Deny is the default.
 * @returns the membership the operation acts under, or null for `public` and `signed_in`
 * @throws AppError unauthenticated (401), forbidden (403), or not_found (404) for a workspace of strangers
 */
export async function checkAccess(request: IncomingRequest, access: Access): Promise<Membership | null> {
  const { principal } = request;
  if (access === "public") return null;
  if (!principal) throw new AppError("unauthenticated", "unauthenticated");
  if (access === "signed_in") {
    if (principal.kind !== "user") throw new AppError("forbidden", "forbidden");
    return null;
  }
  const membership = await membershipOf(request);
  if (!membership)
    throw request.workspaceSlug === null
      ? new AppError("forbidden", "no_workspace")
      : new AppError("not_found", "not_found");
  if (!membership.permissions.includes(access))
    throw new AppError("forbidden", "forbidden", { permission: access });
  return membership;
}

async function membershipOf(request: IncomingRequest): Promise<Membership | null> {
  const { db, principal, workspaceSlug, now } = request;
  if (principal?.kind === "user") {
    const membership = await findMembership(db, { userId: principal.userId, workspaceSlug });
    if (membership) await noteSeen(db, membership, principal.userId, now());
    return membership;
  }
  if (principal?.kind === "api_key") {
    const membership = await findMembership(db, { workspaceId: principal.workspaceId, workspaceSlug });
    return membership && { ...membership, permissions: principal.scopes };
  }
  return null;
}
