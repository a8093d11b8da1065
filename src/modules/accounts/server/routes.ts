import { implement } from "@orpc/server";
import { guardOperations } from "#platform/http/guard-operations.ts";
import type { IncomingRequest } from "#platform/http/incoming-request.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";
import { accountsContract } from "../contract/index.ts";
import { readAccounts } from "./account-store.ts";
import { applicationRoutes } from "./applications/application-routes.ts";
import { beginConsent } from "./begin-consent.ts";
import { listBudgets } from "./budgets/list-budgets.ts";
import { updateBudget } from "./budgets/update-budget.ts";
import { connectAccount } from "./connect-account.ts";
import { disconnectAccount } from "./disconnect-account.ts";
import { getFeeds } from "./feeds/get-feeds.ts";
import { updateFeeds } from "./feeds/update-feeds.ts";
import { holdRoutes } from "./holds/hold-routes.ts";
import type { ReadOwnContacts } from "./inbox/cover-words.ts";
import { inboxRoutes } from "./inbox/inbox-routes.ts";
import { insightRoutes } from "./insights/insight-routes.ts";
import { listNetworks } from "./list-networks.ts";
import type { NetworkParts } from "./network-parts.ts";
import { declareAccount } from "./register/declare-account.ts";
import { listDeclarations } from "./register/list-declarations.ts";
import { updateDeclaration } from "./register/update-declaration.ts";
import { withdrawDeclaration } from "./register/withdraw-declaration.ts";
import { statementRoutes } from "./statements/statement-routes.ts";
import { testAccount } from "./test-account.ts";
import { deliveryRoutes } from "./webhooks/delivery-routes.ts";

export type AccountsRouterParts = NetworkParts & {
  deskUrl: () => string;
  jobs: JobQueue;
  /** The office's own contacts, which are not covered in what people say to it. */
  readOwnContacts: ReadOwnContacts;
};

/** Joins the operations on accounts to their contracts. */
export function createAccountsRouter(parts: AccountsRouterParts, log: Logger) {
  const api = implement(accountsContract).$context<IncomingRequest>().use(guardOperations(log));
  return api.router({
    listNetworks: api.listNetworks.handler(() => listNetworks(parts.deskUrl())),
    listAccounts: api.listAccounts.handler(async ({ context }) => ({
      items: await readAccounts(context.db, context.workspaceId, context.now()),
    })),
    connectAccount: api.connectAccount.handler(({ context, input }) => connectAccount(context, input, parts)),
    beginConsent: api.beginConsent.handler(({ context, input }) => beginConsent(context, input, parts)),
    listBudgets: api.listBudgets.handler(({ context }) => listBudgets(context)),
    updateBudget: api.updateBudget.handler(({ context, input }) => updateBudget(context, input)),
    getFeeds: api.getFeeds.handler(({ context }) => getFeeds(context, parts.deskUrl())),
    updateFeeds: api.updateFeeds.handler(({ context, input }) =>
      updateFeeds(context, input, parts.deskUrl()),
    ),
    testAccount: api.testAccount.handler(({ context, input }) => testAccount(context, input, parts)),
    disconnectAccount: api.disconnectAccount.handler(({ context, input }) =>
      disconnectAccount(context, input, parts),
    ),
    ...statementRoutes(parts),
    ...holdRoutes(),
    ...inboxRoutes(parts),
    ...insightRoutes(parts),
    ...applicationRoutes(),
    ...deliveryRoutes(parts),
    register: {
      listDeclarations: api.register.listDeclarations.handler(({ context }) =>
        listDeclarations(context, parts.deskUrl()),
      ),
      declareAccount: api.register.declareAccount.handler(({ context, input }) =>
        declareAccount(context, input),
      ),
      updateDeclaration: api.register.updateDeclaration.handler(({ context, input }) =>
        updateDeclaration(context, input),
      ),
      withdrawDeclaration: api.register.withdrawDeclaration.handler(({ context, input }) =>
        withdrawDeclaration(context, input),
      ),
    },
  });
}
