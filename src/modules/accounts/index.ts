import { named, type SubjectNames } from "#platform/audit/name-subjects.ts";
import type { PublicPage } from "#platform/http/public-page.ts";
import type { RawRoute } from "#platform/http/raw-route.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { AnyJobKind } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";
import { accountJobs } from "./server/account-jobs.ts";
import { withAccounts } from "./server/account-tables.ts";
import { askAs } from "./server/ask-as.ts";
import { consentRoute } from "./server/consent-route.ts";
import { registerPages } from "./server/register/register-pages.ts";
import { type AccountsRouterParts, createAccountsRouter } from "./server/routes.ts";

export { readAccount } from "./server/account-store.ts";
export type { AskAccount } from "./server/ask-as.ts";

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
  declaration: async (db, workspaceId, ids) =>
    named(
      await withAccounts(db)
        .selectFrom("accounts.declaration")
        .select(["id", "handle as name"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "in", [...ids])
        .execute(),
    ),
};

/** What the module gives the composition root. */
export function createAccounts(parts: AccountsRouterParts & { log: Logger; translate: Translate }) {
  const rawRoutes: RawRoute[] = [consentRoute(parts)];
  const publicPages: PublicPage[] = registerPages(parts.translate);
  const jobs: AnyJobKind[] = accountJobs(parts);
  return { router: createAccountsRouter(parts, parts.log),
    ask: askAs(parts), rawRoutes, publicPages, jobs, auditSubjects };
}
