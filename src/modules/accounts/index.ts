import { createRobotsMemory } from "#connectors/page/robots-memory.ts";
import { named, type SubjectNames } from "#platform/audit/name-subjects.ts";
import type { Subscription } from "#platform/events/event-outbox.ts";
import type { PublicPage } from "#platform/http/public-page.ts";
import type { RawRoute } from "#platform/http/raw-route.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { AnyJobKind } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";
import { accountJobs } from "./server/account-jobs.ts";
import { withAccounts } from "./server/account-tables.ts";
import { withApplications } from "./server/applications/application-store.ts";
import { askAs } from "./server/ask-as.ts";
import { consentRoute } from "./server/consent-route.ts";
import { ensureAccount } from "./server/ensure-account.ts";
import { feedSubscription } from "./server/feeds/announce-feeds.ts";
import { feedPages, readFeedTopic } from "./server/feeds/feed-pages.ts";
import { type PageParts, pageJobs, pageSubscription } from "./server/followed-pages/check-pages.ts";
import { suggestionSubscriptions } from "./server/holds/suggest-hold.ts";
import { attachmentRoute } from "./server/inbox/attachment-route.ts";
import { inboxJobs } from "./server/inbox/inbox-jobs.ts";
import { openReceiver } from "./server/inbox/open-receiver.ts";
import { sentStatementSubscription } from "./server/inbox/sent-statements.ts";
import { insightJobs } from "./server/insights/insight-jobs.ts";
import { insightSubscription } from "./server/insights/insight-plan.ts";
import { loopbackRoute, programPages } from "./server/program/program-pages.ts";
import { registerPages } from "./server/register/register-pages.ts";
import { type AccountsRouterParts, createAccountsRouter } from "./server/routes.ts";
import { speakForModules } from "./server/statements/speak-for-modules.ts";
import {
  type StatementJobParts,
  statementJobs,
  statementSubscriptions,
} from "./server/statements/statement-jobs.ts";
import { openSendingWatch } from "./server/statements/watch-sending.ts";
import { webhookRoutes } from "./server/webhooks/webhook-routes.ts";

export { readAccount } from "./server/account-store.ts";
export { type AskAccount, askAs } from "./server/ask-as.ts";
export { brake } from "./server/holds/brake.ts";
export { readMessages, type StoredMessage } from "./server/inbox/read-messages.ts";
export { sayStatement, type Wish } from "./server/statements/say-statement.ts";

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
  hold: async (db, workspaceId, ids) =>
    named(
      await withAccounts(db)
        .selectFrom("accounts.hold")
        .select(["id", ({ fn, val }) => fn<string>("left", ["reason", val(60)]).as("name")])
        .where("workspace_id", "=", workspaceId)
        .where("id", "in", [...ids])
        .execute(),
    ),
  statement: async (db, workspaceId, ids) =>
    named(
      await withAccounts(db)
        .selectFrom("accounts.statement")
        .select(["id", ({ fn, val }) => fn<string>("left", ["text", val(60)]).as("name")])
        .where("workspace_id", "=", workspaceId)
        .where("id", "in", [...ids])
        .execute(),
    ),
  conversation: async (db, workspaceId, ids) =>
    named(
      await withAccounts(db)
        .selectFrom("accounts.conversation as conversation")
        .innerJoin("accounts.account as account", "account.id", "conversation.account_id")
        .select(["conversation.id", "account.handle as name"])
        .where("conversation.workspace_id", "=", workspaceId)
        .where("conversation.id", "in", [...ids])
        .execute(),
    ),
  application: async (db, workspaceId, ids) =>
    named(
      await withApplications(db)
        .selectFrom("accounts.application")
        .select(["id", "network as name"])
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

export type Accounts = ReturnType<typeof createAccounts>;

/** What the module gives the composition root. */
export function createAccounts(
  parts: AccountsRouterParts &
    StatementJobParts &
    Omit<PageParts, "robots"> & { log: Logger; translate: Translate },
) {
  const rawRoutes: RawRoute[] = [
    consentRoute(parts),
    loopbackRoute(parts),
    ...webhookRoutes(parts),
    attachmentRoute(parts),
  ];
  const publicPages: PublicPage[] = [
    ...registerPages(parts.translate),
    ...programPages(parts),
    ...feedPages(parts),
  ];
  const jobs: AnyJobKind[] = [
    ...accountJobs(parts),
    ...statementJobs(parts),
    ...inboxJobs(parts),
    ...pageJobs({ ...parts, robots: createRobotsMemory("Gaung") }),
    ...insightJobs(parts),
  ];
  const subscriptions: Subscription[] = [
    ...statementSubscriptions(parts),
    sentStatementSubscription(parts),
    feedSubscription(parts),
    pageSubscription(parts),
    insightSubscription(parts),
    ...suggestionSubscriptions(parts),
  ];
  return {
    router: createAccountsRouter(parts, parts.log),
    ask: askAs(parts),
    /** What modules that publish ask about statements. */
    speaking: speakForModules(parts),
    rawRoutes,
    publicPages,
    jobs,
    subscriptions,
    auditSubjects,
    /** Notices when nothing sends; begins with the web server. */
    watch: openSendingWatch(parts),
    /** What stands under the address of a feed, for the desk's hub. */
    readTopic: readFeedTopic(parts),
    /** Gives a workspace an account of this network, as the demo does. */
    ensureAccount: (workspaceId: string, account: Parameters<typeof ensureAccount>[2]): Promise<string> =>
      ensureAccount(parts, workspaceId, account),
    receiver: openReceiver({ ...parts, random: Math.random }),
  };
}
