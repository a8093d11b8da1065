import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { Sentence } from "./accounts.ts";

const tags = ["accounts"];

/** What the brake holds: everything, what one account says, or whatever contains words. */
export const holdScopes = ["all", "account", "words"] as const;
export type HoldScope = (typeof holdScopes)[number];

/** What a hold is aimed at. `accountId` belongs to `account`, `words` (in the query language, without fields) to `words`. */
export const HoldAim = z.object({
  scope: z.enum(holdScopes),
  accountId: id.optional(),
  words: z.string().trim().min(1).max(500).optional(),
});
export type HoldAim = z.infer<typeof HoldAim>;

const reason = z.string().trim().min(3).max(500);

/** What a hold says of itself beside a statement that it covers. */
export const HoldBrief = z.object({
  id,
  scope: z.enum(holdScopes),
  words: z.string().nullable(),
  reason: z.string(),
  byName: z.string(),
  placedAt: instant,
  /** Null: until somebody lifts it. */
  until: instant.nullable(),
});
export type HoldBrief = z.infer<typeof HoldBrief>;

/** Somebody let one statement through although a hold covers it. */
export const HoldRelease = z.object({ byName: z.string(), reason: z.string(), at: instant });
export type HoldRelease = z.infer<typeof HoldRelease>;

/** How much a hold, or one that is thought of, covers now. */
export const HoldCover = z.object({
  /** Not sent yet, and not sent while it is on. */
  waiting: z.number(),
  /** A call is on its way, or its answer was lost: it may stand there already. */
  underWay: z.number(),
});
export type HoldCover = z.infer<typeof HoldCover>;

export const Hold = HoldBrief.extend({
  accountId: id.nullable(),
  /** Of the account, as people write it on its network; null where the hold is not of one. */
  shownHandle: z.string().nullable(),
  networkName: Sentence.nullable(),
  isOn: z.boolean(),
  liftedAt: instant.nullable(),
  liftedByName: z.string().nullable(),
  liftReason: z.string().nullable(),
  /** Nothing once it is over. */
  covers: HoldCover,
  /** Statements that somebody let through. */
  released: z.number(),
});
export type Hold = z.infer<typeof Hold>;

const one = z.object({ id });

export const holdContract = {
  listHolds: operation("accounts.read")
    .route({
      method: "GET",
      path: "/accounts/holds",
      tags,
      summary: "What the emergency brake holds now, and the last fifty holds that are over",
    })
    .output(z.object({ on: z.array(Hold), past: z.array(Hold) })),
  previewHold: operation("statements.hold")
    .route({
      method: "GET",
      path: "/accounts/holds/preview",
      tags,
      summary: "How much a hold would cover now",
    })
    .input(HoldAim)
    .output(HoldCover),
  placeHold: operation("statements.hold", { isCreate: true })
    .route({
      method: "POST",
      path: "/accounts/holds",
      tags,
      summary: "Pull the emergency brake: nothing that it covers goes out any more",
      successStatus: 201,
    })
    .input(HoldAim.extend({ reason, until: instant.optional() }))
    .output(Hold),
  liftHold: operation("statements.hold")
    .route({
      method: "POST",
      path: "/accounts/holds/{id}/lift",
      tags,
      summary: "Lift one hold: what it held goes out, where its time is not over",
    })
    .input(one.extend({ reason }))
    .output(Hold),
  liftHolds: operation("statements.hold")
    .route({ method: "POST", path: "/accounts/holds/lift", tags, summary: "Lift every hold" })
    .input(z.object({ reason }))
    .output(z.object({ lifted: z.number() })),
};
