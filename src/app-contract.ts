import { accountsContract } from "#modules/accounts/contract/index.ts";
import { listenContract } from "#modules/listen/contract/index.ts";
import { publishContract } from "#modules/publish/contract/index.ts";
import { platformContract } from "#platform/contract/index.ts";

/** Every operation of the desk. */
export const appContract = {
  ...platformContract,
  accounts: accountsContract,
  listen: listenContract,
  publish: publishContract,
};
