import { z } from "zod";
import { statementCauses, statementStates } from "#modules/accounts/contract/statements.ts";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { Content, OwnContent } from "./content.ts";

const tags = ["publish"];

/** How far a variant came. The transitions between these stand in one table on the server. */
export const variantStates = ["draft", "in_review", "approved", "scheduled", "sent", "failed"] as const;
export type VariantState = (typeof variantStates)[number];

/** What one account says of a draft. */
export const Variant = z.object({
  id,
  draftId: id,
  accountId: id,
  state: z.enum(variantStates),
  version: z.number(),
  own: OwnContent,
  options: z.record(z.string(), z.unknown()),
  /** What it says as it stands: the draft's and its own, or what was fixed when it was scheduled. */
  content: Content,
  writtenByName: z.string(),
  /** The reader wrote this version, so somebody else approves it. */
  isOwnWork: z.boolean(),
  askedByName: z.string().nullable(),
  approval: z.object({ byName: z.string(), at: instant, expiresAt: instant }).nullable(),
  /** The last refusal, until it is approved. */
  refusal: z.object({ version: z.number(), reason: z.string(), byName: z.string(), at: instant }).nullable(),
  notBefore: instant.nullable(),
  giveUpAt: instant.nullable(),
  /** How far the sender is; null before it is scheduled. */
  statement: z.object({ id, state: z.enum(statementStates) }).nullable(),
  cause: z.enum(statementCauses).nullable(),
  url: z.string().nullable(),
  sentAt: instant.nullable(),
});
export type Variant = z.infer<typeof Variant>;

export const VariantVersion = z.object({
  version: z.number(),
  content: Content,
  byName: z.string(),
  at: instant,
});
export type VariantVersion = z.infer<typeof VariantVersion>;

const one = z.object({ id });
/** Of the version that whoever acts has seen. */
const seen = one.extend({ version: z.number().int().min(1) });

export const variantContract = {
  addVariant: operation("drafts.write", { isCreate: true })
    .route({
      method: "POST",
      path: "/publish/drafts/{id}/variants",
      tags,
      summary: "Say a draft through one more account",
      successStatus: 201,
    })
    .input(one.extend({ accountId: id }))
    .output(Variant),
  updateVariant: operation("drafts.write")
    .route({
      method: "PATCH",
      path: "/publish/variants/{id}",
      tags,
      summary: "Change what a variant says differently; its approval dies with what it named",
    })
    .input(seen.extend({ own: OwnContent, options: z.record(z.string(), z.unknown()).default({}) }))
    .output(Variant),
  removeVariant: operation("drafts.write")
    .route({ method: "DELETE", path: "/publish/variants/{id}", tags, summary: "Leave an account out" })
    .input(one)
    .output(z.object({})),
  listVersions: operation("drafts.write")
    .route({
      method: "GET",
      path: "/publish/variants/{id}/versions",
      tags,
      summary: "What a variant said before, who wrote it and when, the newest first",
    })
    .input(one)
    .output(z.object({ items: z.array(VariantVersion) })),
  submitVariant: operation("drafts.write")
    .route({
      method: "POST",
      path: "/publish/variants/{id}/submit",
      tags,
      summary: "Ask somebody else to approve a variant",
    })
    .input(seen)
    .output(Variant),
  takeBackVariant: operation("drafts.write")
    .route({
      method: "POST",
      path: "/publish/variants/{id}/take-back",
      tags,
      summary: "Ask for approval no longer",
    })
    .input(one)
    .output(Variant),
  approveVariant: operation("drafts.approve")
    .route({
      method: "POST",
      path: "/publish/variants/{id}/approve",
      tags,
      summary: "Approve exactly the version that was seen; never one's own",
    })
    .input(seen.extend({ hours: z.number().int().min(1).max(720).default(168) }))
    .output(Variant),
  refuseVariant: operation("drafts.approve")
    .route({
      method: "POST",
      path: "/publish/variants/{id}/refuse",
      tags,
      summary: "Send a variant back with a reason, also one that was approved",
    })
    .input(seen.extend({ reason: z.string().trim().min(3).max(1_000) }))
    .output(Variant),
  scheduleVariant: operation("statements.send")
    .route({
      method: "POST",
      path: "/publish/variants/{id}/schedule",
      tags,
      summary: "Send an approved variant, now or at an hour",
    })
    .input(seen.extend({ notBefore: instant.optional(), giveUpAt: instant.optional() }))
    .output(Variant),
  withdrawVariant: operation("statements.send")
    .route({
      method: "POST",
      path: "/publish/variants/{id}/withdraw",
      tags,
      summary: "Do not send a scheduled variant; its approval stands",
    })
    .input(one)
    .output(Variant),
  reopenVariant: operation("drafts.write")
    .route({
      method: "POST",
      path: "/publish/variants/{id}/reopen",
      tags,
      summary: "Write on a variant that was not sent",
    })
    .input(one)
    .output(Variant),
};
