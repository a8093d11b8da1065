import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";

const tags = ["accounts"];

/** An application that waits longer than this is told of in the bell. */
export const applicationPatienceDays = 14;

/** Something that the office asked of a network and that its vendor has not decided: a review, an approval, a key. */
export const Application = z.object({
  id,
  network: z.string(),
  /** The day on which it was asked for, in the office's zone. */
  askedOn: z.iso.date(),
  /** What for, under which number. */
  note: z.string(),
  byName: z.string(),
  createdAt: instant,
});
export type Application = z.infer<typeof Application>;

export const applicationContract = {
  listApplications: operation("accounts.read")
    .route({
      method: "GET",
      path: "/accounts/applications",
      tags,
      summary: "What the office waits for at networks' vendors",
    })
    .output(z.object({ items: z.array(Application) })),
  keepApplication: operation("accounts.manage", { isCreate: true })
    .route({
      method: "POST",
      path: "/accounts/applications",
      tags,
      summary: "Write down that access was asked for at a network; connecting an account there ends it",
      successStatus: 201,
    })
    .input(
      z.object({ network: z.string(), askedOn: z.iso.date(), note: z.string().trim().max(500).default("") }),
    )
    .output(Application),
  endApplication: operation("accounts.manage")
    .route({
      method: "DELETE",
      path: "/accounts/applications/{id}",
      tags,
      summary: "Wait for it no more: it was refused, or is not wanted any longer",
    })
    .input(z.object({ id }))
    .output(z.object({ isEnded: z.boolean() })),
};
