import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { pageInput, pageOf } from "#shared/paging.ts";

const tags = ["webhooks"];

/** What we made of a call to our door. */
export const deliveryVerdicts = [
  "accepted",
  "challenge",
  "bad_signature",
  "no_signature",
  "too_old",
  "wrong_account",
  "unreadable",
] as const;
export const deliveryVerdict = z.enum(deliveryVerdicts);
export type DeliveryVerdict = z.infer<typeof deliveryVerdict>;

/** `waiting` to be read, `read`, `failed` to be read; `closed`: turned away or answered at once. */
export const deliveryStates = ["waiting", "read", "failed", "closed"] as const;

/** An event that a network brought to our door, or a call that was turned away. */
export const Delivery = z.object({
  id,
  accountId: id,
  network: z.string(),
  /** As people write it on that network. */
  accountHandle: z.string(),
  receivedAt: instant,
  verdict: deliveryVerdict,
  state: z.enum(deliveryStates),
  eventId: z.string().nullable(),
  /** How often it came again. */
  repeats: z.number(),
  readAt: instant.nullable(),
  size: z.number(),
});
export type Delivery = z.infer<typeof Delivery>;

/** Where a network is to send what happens on an account. */
export const Door = z.object({
  accountId: id,
  network: z.string(),
  /** As people write it on that network. */
  accountHandle: z.string(),
  address: z.string(),
  lastAt: instant.nullable(),
});

/** How a network brings what happens on an account to our door, as the network itself says. */
export const Webhook = z.object({
  /** Our door for this account. */
  address: z.string(),
  /** No network can reach this desk: its address is not https, or not of the public internet. */
  isReachable: z.boolean(),
  isRegistered: z.boolean(),
  /** The host to which it brings them instead; null where it brings them here or nowhere. */
  otherHost: z.string().nullable(),
  /** Events that it has not brought yet; null where it does not say. */
  waiting: z.number().nullable(),
  lastFailure: z.object({ at: instant, said: z.string() }).nullable(),
});
export type Webhook = z.infer<typeof Webhook>;

export const webhookContract = {
  getWebhook: operation("accounts.manage")
    .route({
      method: "GET",
      path: "/accounts/{id}/webhook",
      tags,
      summary: "Ask the network whether it brings what happens on an account to this desk",
    })
    .input(z.object({ id }))
    .output(Webhook),
  registerWebhook: operation("accounts.manage")
    .route({
      method: "PUT",
      path: "/accounts/{id}/webhook",
      tags,
      summary: "Have the network bring what happens on an account to this desk, with a secret of its own",
    })
    .input(z.object({ id }))
    .output(Webhook),
  unregisterWebhook: operation("accounts.manage")
    .route({
      method: "DELETE",
      path: "/accounts/{id}/webhook",
      tags,
      summary: "Have the network bring nothing here any more; the desk asks for news again",
    })
    .input(z.object({ id }))
    .output(Webhook),
  listDeliveries: operation("accounts.manage")
    .route({
      method: "GET",
      path: "/deliveries",
      tags,
      summary: "What networks brought to our door lately, and what became of it",
    })
    .input(z.object({ accountId: id.optional(), ...pageInput }))
    .output(pageOf(Delivery).extend({ doors: z.array(Door) })),
  getDelivery: operation("accounts.manage")
    .route({
      method: "GET",
      path: "/deliveries/{id}",
      tags,
      summary: "What a delivery said, as it came, with personal data covered",
    })
    .input(z.object({ id }))
    .output(Delivery.extend({ body: z.string() })),
  replayDelivery: operation("accounts.manage")
    .route({
      method: "POST",
      path: "/deliveries/{id}/replay",
      tags,
      summary: "Read a delivery once more; what it says is stored once, however often it is read",
    })
    .input(z.object({ id }))
    .output(Delivery),
};
