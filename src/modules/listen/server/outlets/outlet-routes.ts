import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import { outletContract } from "../../contract/outlet.ts";
import { addReach } from "./add-reach.ts";
import { getOutlet } from "./get-outlet.ts";
import { importReach } from "./import-reach.ts";
import { listOutlets } from "./list-outlets.ts";
import { removeReach } from "./remove-reach.ts";
import { updateOutlet } from "./update-outlet.ts";

/** Joins the operations of outlets and accounts to their contract. */
export function outletRoutes() {
  const api = implement(outletContract).$context<RequestContext>();
  return api.router({
    listOutlets: api.listOutlets.handler(({ context, input }) => listOutlets(context, input)),
    getOutlet: api.getOutlet.handler(({ context, input }) => getOutlet(context, input)),
    addReach: api.addReach.handler(({ context, input }) => addReach(context, input)),
    removeReach: api.removeReach.handler(({ context, input }) => removeReach(context, input)),
    importReach: api.importReach.handler(({ context, input }) => importReach(context, input)),
    updateOutlet: api.updateOutlet.handler(({ context, input }) => updateOutlet(context, input)),
  });
}
