import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id } from "#shared/ids.ts";
import { BriefEditing } from "./brief.ts";
import { Clipping } from "./clipping.ts";

export const BriefEdit = BriefEditing.extend({
  id,
  /** As it was read; refused when somebody else has written since. */
  revision: z.number().int(),
});
export type BriefEdit = z.infer<typeof BriefEdit>;

export const briefEditContract = {
  editBrief: operation("monitors.manage")
    .route({
      method: "PUT",
      path: "/listen/briefs/{id}",
      tags: ["briefs"],
      summary: "Word points of a draft anew, leave them out, put them in another order, add a note",
    })
    .input(BriefEdit)
    .output(Clipping),
};
