import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";

const tags = ["entityRules"];

/** More rules than an office keeps an eye on; each is asked of every text. */
export const mostEntityRules = 200;

/** What a name can mean; `other` is neither of the three: a coat of arms, a programme, a word. */
export const ruleKind = z.enum(["person", "organisation", "place", "other"]);

const word = z.string().trim().min(1).max(80);
const words = z.array(word).max(40);

/** What a person says of a rule: these names mean this, near such words and without others. */
export const EntityRuleDraft = z.object({
  kind: ruleKind,
  /** Who or what is meant, as it is shown and found. */
  name: z.string().trim().min(1).max(120),
  /** Code of the Ministry of Home Affairs; needed for a place, null for everything else. */
  placeCode: z.string().max(13).nullable().default(null),
  /** How it is written in texts, in any case: "SBY", "Pak Beye", "#SBY". */
  aliases: z.array(word).min(1).max(20),
  /** At least one of these must stand in the text; without any the rule holds wherever no other does. */
  near: words.default([]),
  /** At most so many words between the name and one of `near`; anywhere in the text when null. */
  within: z.number().int().min(1).max(50).nullable().default(null),
  /** None of these may stand in the text. */
  unless: words.default([]),
});
export type EntityRuleDraft = z.infer<typeof EntityRuleDraft>;

/** A rule of the workspace on what a name means. */
export const EntityRule = EntityRuleDraft.extend({ id, updatedAt: instant });
export type EntityRule = z.infer<typeof EntityRule>;

/** Offsets in UTF-16 units, end exclusive. */
const span = { start: z.number(), end: z.number() };

/** A name in a tried text for which there are rules. */
export const RuledName = z.object({
  ...span,
  /** The rule that holds here; null where none does. */
  rule: id.nullable(),
  /** The name itself, and the word that the rule asked for. */
  reasons: z.array(z.object({ ...span, kind: z.enum(["alias", "required"]) })),
  /** Rules that know the name and do not hold here; told where none holds. */
  failed: z.array(id),
});
export type RuledName = z.infer<typeof RuledName>;

export const entityRuleContract = {
  listEntityRules: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/entity-rules",
      tags,
      summary: "What names mean in this workspace; of two rules that hold for a name the earlier one wins",
    })
    .output(z.object({ items: z.array(EntityRule) })),
  createEntityRule: operation("settings.manage", { isCreate: true })
    .route({
      method: "POST",
      path: "/listen/entity-rules",
      tags,
      summary: "Say what a name means",
      successStatus: 201,
    })
    .input(EntityRuleDraft)
    .output(EntityRule),
  updateEntityRule: operation("settings.manage")
    .route({
      method: "PUT",
      path: "/listen/entity-rules/{id}",
      tags,
      summary: "Change what a name means; its turn among the rules stays",
    })
    .input(EntityRuleDraft.extend({ id }))
    .output(EntityRule),
  moveEntityRule: operation("settings.manage")
    .route({
      method: "POST",
      path: "/listen/entity-rules/{id}/move",
      tags,
      summary: "Put a rule before, or behind, the nearest other one about the same name",
    })
    .input(z.object({ id, direction: z.enum(["up", "down"]) }))
    .output(z.object({ items: z.array(EntityRule) })),
  removeEntityRule: operation("settings.manage")
    .route({
      method: "DELETE",
      path: "/listen/entity-rules/{id}",
      tags,
      summary: "Leave a name to the engine again",
      successStatus: 204,
    })
    .input(z.object({ id })),
  tryEntityRules: operation("mentions.read")
    .route({
      method: "POST",
      path: "/listen/entity-rules/try",
      tags,
      summary: "Which rules hold for the names of a text, and why; nothing is kept",
    })
    .input(z.object({ text: z.string().max(20_000) }))
    .output(z.object({ names: z.array(RuledName) })),
};
