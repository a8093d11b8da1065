import { accountsContract } from "#modules/accounts/contract/index.ts";
import { apiFor } from "#web/api/client.ts";
import { publishContract } from "../contract/index.ts";

/** The operations on what is going to be said, as the browser calls them. */
export const publish = apiFor("publish", publishContract);

/** The accounts it is said through. Under the name of their own module, so that both see one answer. */
export const accounts = apiFor("accounts", accountsContract);
