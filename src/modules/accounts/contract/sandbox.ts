import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { instant } from "#shared/ids.ts";

const tags = ["accounts"];

/** While it is on, everything outgoing of the workspace goes to the practice network that the desk keeps for itself. */
export const Sandbox = z.object({
  isOn: z.boolean(),
  since: instant.nullable(),
  byName: z.string().nullable(),
});
export type Sandbox = z.infer<typeof Sandbox>;

export const sandboxContract = {
  getSandbox: operation("accounts.read")
    .route({ method: "GET", path: "/accounts/sandbox", tags, summary: "Whether the sandbox switch is on" })
    .output(Sandbox),
  updateSandbox: operation("accounts.manage")
    .route({
      method: "PUT",
      path: "/accounts/sandbox",
      tags,
      summary: "Send everything outgoing to the desk's practice network, or to the real ones again",
    })
    .input(z.object({ isOn: z.boolean() }))
    .output(Sandbox),
};
