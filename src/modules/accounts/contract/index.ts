import { accountContract } from "./accounts.ts";
import { applicationContract } from "./applications.ts";
import { budgetContract } from "./budgets.ts";
import { feedContract } from "./feeds.ts";
import { followedPageContract } from "./followed-pages.ts";
import { holdContract } from "./holds.ts";
import { inboxContract } from "./inbox.ts";
import { insightContract } from "./insights.ts";
import { registerContract } from "./register.ts";
import { sandboxContract } from "./sandbox.ts";
import { statementContract } from "./statements.ts";
import { webhookContract } from "./webhooks.ts";

/** Every operation of the module. */
export const accountsContract = {
  ...accountContract,
  ...applicationContract,
  ...budgetContract,
  ...feedContract,
  ...followedPageContract,
  ...holdContract,
  ...inboxContract,
  ...insightContract,
  ...webhookContract,
  ...sandboxContract,
  ...statementContract,
  register: registerContract,
};
