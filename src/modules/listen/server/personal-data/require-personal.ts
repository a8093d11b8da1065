import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";

/** Whether a member sees personal data where nothing is covered: in scans, and in files that somebody brought. */
export const mayPersonal = ({ permissions }: Pick<RequestContext["membership"], "permissions">): boolean =>
  permissions.includes("mentions.personal");

/** @throws AppError `forbidden` for a member who has no right to see personal data */
export function requirePersonal(membership: Pick<RequestContext["membership"], "permissions">): void {
  if (!mayPersonal(membership))
    throw new AppError("forbidden", "forbidden", { permission: "mentions.personal" });
}
