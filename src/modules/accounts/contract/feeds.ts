import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { instant } from "#shared/ids.ts";

const tags = ["accounts"];

/** The feeds in which everybody can read what the office says in public through its official accounts. */
export const Feeds = z.object({
  isOn: z.boolean(),
  /** Where each format is; readable once they are on. */
  addresses: z.object({ rss: z.string(), atom: z.string(), json: z.string() }),
  /** The RSS feed of each connected account of the register. */
  ofAccounts: z.array(z.object({ handle: z.string(), rss: z.string() })),
  /** Statements that stand in them now. */
  items: z.number(),
  /** A hub elsewhere that tells subscribers; null where the desk's own does. */
  outsideHub: z.string().nullable(),
  /** Of the desk's own hub: who is told of changes, and how many of these could not be reached last time. */
  subscribers: z.number(),
  unreachable: z.number(),
  deliveredAt: instant.nullable(),
  /** When the hub elsewhere was told last, and whether it took it. */
  hubToldAt: instant.nullable(),
  isHubDeaf: z.boolean(),
});
export type Feeds = z.infer<typeof Feeds>;

export const feedContract = {
  getFeeds: operation("accounts.read")
    .route({
      method: "GET",
      path: "/accounts/feeds",
      tags,
      summary: "Whether everybody can read in feeds what the office says, and who is told of changes",
    })
    .output(Feeds),
  updateFeeds: operation("accounts.manage")
    .route({
      method: "PUT",
      path: "/accounts/feeds",
      tags,
      summary: "Switch the feeds for everybody on or off, and say which hub tells subscribers",
    })
    .input(
      z.object({
        isOn: z.boolean(),
        outsideHub: z
          .url({ protocol: /^https?$/ })
          .max(500)
          .nullable(),
      }),
    )
    .output(Feeds),
};
