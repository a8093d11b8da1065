import type { Membership } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import { type Permission, permissionsOf, type Role } from "#shared/permissions.ts";

type Holder = Pick<Membership, "role" | "permissions">;

/** The permissions among those wanted that somebody does not hold, and so cannot give. */
export const notHeld = (holder: Holder, wanted: readonly Permission[]): Permission[] =>
  wanted.filter((one) => !holder.permissions.includes(one));

/**
 * Nobody gives more than they hold: only owners make owners, and a key that may invite cannot invite an admin unless it
 * was given all that an admin may do.
 * @throws AppError forbidden `owner_untouchable` or `grant_too_wide`
 */
export function requireGrantable(holder: Holder, wanted: Role): void {
  if (wanted === "owner" && holder.role !== "owner") throw new AppError("forbidden", "owner_untouchable");
  if (notHeld(holder, permissionsOf(wanted)).length > 0) throw new AppError("forbidden", "grant_too_wide");
}
