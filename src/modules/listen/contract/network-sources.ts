import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id } from "#shared/ids.ts";
import { NetworkQuery } from "./network-query.ts";
import { Source } from "./sources.ts";

/** Where every question costs money, it is asked this often unless a person says otherwise. Minutes. */
export const paidIntervalMinutes = 360;

export const NewNetworkSource = z.object({
  accountId: id,
  /** Null listens to the network's stream. */
  query: NetworkQuery.nullable(),
  /** Streams: keep all that passes, not only what a monitor finds. */
  keepsAll: z.boolean().default(false),
  title: z.string().trim().min(1).max(200).optional(),
  folder: z.string().trim().max(120).default(""),
  fixedIntervalMinutes: z.number().int().min(5).max(1440).nullable().default(null),
});
export type NewNetworkSource = z.infer<typeof NewNetworkSource>;

export const NetworkSourceChange = z.object({
  id,
  /** Of a search; it begins anew with these words. */
  query: NetworkQuery.optional(),
  /** Of a stream. */
  keepsAll: z.boolean().optional(),
  /** Null adapts to the rhythm seen, where nothing costs. */
  fixedIntervalMinutes: z.number().int().min(5).max(1440).nullable().optional(),
});
export type NetworkSourceChange = z.infer<typeof NetworkSourceChange>;

export const networkSourceContract = {
  createNetworkSource: operation("sources.manage", { isCreate: true })
    .route({
      method: "POST",
      path: "/listen/network-sources",
      tags: ["sources"],
      summary: "Start listening on a network, as one of the office's accounts: a search, or its stream",
      successStatus: 201,
    })
    .input(NewNetworkSource)
    .output(Source),
  updateNetworkSource: operation("sources.manage")
    .route({
      method: "PATCH",
      path: "/listen/network-sources/{id}",
      tags: ["sources"],
      summary: "Change what a source listens to on its network, how often it asks, or what a stream keeps",
    })
    .input(NetworkSourceChange)
    .output(Source),
};
