import { named, type SubjectNames } from "#platform/audit/name-subjects.ts";
import type { RawRoute } from "#platform/http/raw-route.ts";
import type { AnyJobKind } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";
import { accountJobs } from "./server/account-jobs.ts";
import { withAccounts } from "./server/account-tables.ts";
import { consentRoute } from "./server/consent-route.ts";
import { type AccountsRouterParts, createAccountsRouter } from "./server/routes.ts";

/** What an account is called in the audit log. */
const auditSubjects: SubjectNames = {
  account: async (db, workspaceId, ids) =>
    named(
      await withAccounts(db)
        .selectFrom("accounts.account")
        .select(["id", "handle as name"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "in", [...ids])
        .execute(),
    ),
};

/** What the module gives the composition root. */
export function createAccounts(parts: AccountsRouterParts & { log: Logger }) {
  const rawRoutes: RawRoute[] = [consentRoute(parts)];
  const jobs: AnyJobKind[] = accountJobs(parts);
  return { router: createAccountsRouter(parts, parts.log), rawRoutes, jobs, auditSubjects };
}
