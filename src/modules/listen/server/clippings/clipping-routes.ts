import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import { clippingContract } from "../../contract/clipping.ts";
import { addToClipping } from "./add-to-clipping.ts";
import { showClipping } from "./clipping-store.ts";
import { createClippingPlan } from "./create-clipping-plan.ts";
import { editClipping } from "./edit-clipping.ts";
import { getClippingForms } from "./get-clipping-forms.ts";
import { listClippingPlans } from "./list-clipping-plans.ts";
import { listClippings } from "./list-clippings.ts";
import { type MakeParts, makeClipping } from "./make-clipping.ts";
import type { SheetParts } from "./open-clipping-sheet.ts";
import { removeClippingPlan } from "./remove-clipping-plan.ts";
import { sendAgain } from "./send-again.ts";
import { sendClipping } from "./send-clipping.ts";
import { updateClippingPlan } from "./update-clipping-plan.ts";

/** Joins the operations of clippings to their contract. */
export function clippingRoutes(parts: SheetParts & Pick<MakeParts, "log">) {
  const api = implement(clippingContract).$context<RequestContext>();
  return {
    listClippingPlans: api.listClippingPlans.handler(({ context }) => listClippingPlans(context)),
    createClippingPlan: api.createClippingPlan.handler(({ context, input }) =>
      createClippingPlan(context, input),
    ),
    updateClippingPlan: api.updateClippingPlan.handler(({ context, input }) =>
      updateClippingPlan(context, input),
    ),
    removeClippingPlan: api.removeClippingPlan.handler(({ context, input }) =>
      removeClippingPlan(context, input),
    ),
    makeClipping: api.makeClipping.handler(({ context, input }) => makeClipping(context, input, parts)),
    listClippings: api.listClippings.handler(({ context }) => listClippings(context)),
    getClipping: api.getClipping.handler(({ context, input }) =>
      showClipping(context.db, context.workspaceId, input.id),
    ),
    editClipping: api.editClipping.handler(({ context, input }) => editClipping(context, input)),
    addToClipping: api.addToClipping.handler(({ context, input }) => addToClipping(context, input)),
    sendClipping: api.sendClipping.handler(({ context, input }) => sendClipping(context, input)),
    sendAgain: api.sendAgain.handler(({ context, input }) => sendAgain(context, input)),
    getClippingForms: api.getClippingForms.handler(({ context, input }) =>
      getClippingForms(context, input, parts),
    ),
  };
}
