import { z } from "zod";
import { statementFaults } from "#modules/accounts/contract/check-statement.ts";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { hardnessKinds } from "#text/plain-language/plainness.ts";
import { slipKinds } from "#text/slips/slip.ts";
import { Content } from "./content.ts";

/** What is looked for before something goes out; each has its sentences on the screens. */
export const findingKinds = [
  ...slipKinds,
  ...hardnessKinds,
  "no_source_document",
  "unfilled",
  "first_hashtag",
  "said_before",
  "same_hour",
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Something that a writer should look at; offsets in UTF-16 units of the text, null where it is about no place of it. */
export const Finding = z.object({
  kind: z.enum(findingKinds),
  /** 1 worth a look, 2 should be changed, 3 must be changed, or let stand with a reason. */
  severity: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  place: z.object({ start: z.number(), end: z.number() }).nullable(),
  /** The words it is about. */
  quote: z.string(),
  /** What to say instead, where a rule knows it; the empty string means that the words can go. */
  suggestion: z.string().nullable(),
  /** When the same was said, or something else is planned. */
  at: instant.nullable(),
  /** Why a person let it stand. */
  override: z.object({ reason: z.string(), byName: z.string(), at: instant }).nullable(),
});
export type Finding = z.infer<typeof Finding>;

export const Findings = z.object({
  findings: z.array(Finding),
  /** What the account's network does not take. */
  faults: z.array(z.enum(statementFaults)),
  /** How plain the text is, 0 to 100; null for texts too short to judge. */
  plainness: z.number().nullable(),
});
export type Findings = z.infer<typeof Findings>;

export const checkContract = {
  checkContent: operation("drafts.write")
    .route({
      method: "POST",
      path: "/publish/drafts/{id}/check",
      tags: ["publish"],
      summary: "What of these words should be looked at before they go out; nothing is kept",
    })
    .input(
      z.object({
        id,
        /** Also what this account's network takes, and whether it said the same lately. */
        accountId: id.optional(),
        content: Content,
        /** When it is to go out: what else is planned around then. */
        at: instant.optional(),
      }),
    )
    .output(Findings),
  overrideFinding: operation("drafts.write")
    .route({
      method: "POST",
      path: "/publish/drafts/{id}/overrides",
      tags: ["publish"],
      summary: "Let stand what a check found, with a reason that is kept",
    })
    .input(
      z.object({
        id,
        kind: z.enum(findingKinds),
        quote: z.string().max(2_000),
        reason: z.string().trim().min(3).max(500),
      }),
    )
    .output(z.object({})),
};
