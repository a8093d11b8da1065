import { apiFor } from "#web/api/client.ts";
import { accountsContract } from "../contract/index.ts";

/** The operations on accounts, as the browser calls them. */
export const accounts = apiFor("accounts", accountsContract);
