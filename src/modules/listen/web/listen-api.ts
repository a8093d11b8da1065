import { apiFor } from "#web/api/client.ts";
import { listenContract } from "../contract/index.ts";

/** The operations of listening, as the browser calls them. */
export const listen = apiFor("listen", listenContract);
