import { accountsContract } from "#modules/accounts/contract/index.ts";
import { apiFor } from "#web/api/client.ts";

/** The operations on the office's accounts, for pages that listen as one of them. */
export const accounts = apiFor("accounts", accountsContract);
