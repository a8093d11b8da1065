import type { Analyst } from "#platform/language/open-analyst.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import { phraseKey } from "#text/phrase-table.ts";
import { type EntityRuleDraft, mostEntityRules } from "../../contract/entity-rules.ts";
import type { EntityRuleRow } from "./entity-rule-store.ts";

/** A word in a tenth of all news ("yang", "kota", "Indonesia") names nobody: a rule on it would mark every text. */
const commonShare = 0.1;

type Conditions = Pick<EntityRuleDraft, "near" | "unless"> & { within: number | null };

/**
 * Checks what a rule says of itself.
 * @throws AppError `invalid` that names the field: an alias without letters, twice, or too common; a word without
 *   letters; a place without a code, or with one that is none
 */
export async function checkEntityRule(
  draft: EntityRuleDraft,
  analyst: Pick<Analyst, "placeWords" | "phraseShares">,
): Promise<void> {
  for (const field of ["aliases", "near", "unless"] as const) {
    const keys = draft[field].map(phraseKey);
    for (const [at, key] of keys.entries()) {
      const words = draft[field][at] ?? "";
      if (key === "") throw invalidField(`${field}.${at}`, "field.no_words", { words });
      if (keys.indexOf(key) < at) throw invalidField(`${field}.${at}`, "field.said_twice", { words });
    }
  }
  const shares = await analyst.phraseShares(draft.aliases);
  const common = shares.findIndex((share) => share >= commonShare);
  if (common >= 0)
    throw invalidField(`aliases.${common}`, "field.alias_too_common", { alias: draft.aliases[common] ?? "" });
  if (draft.kind !== "place") {
    if (draft.placeCode !== null) throw invalidField("placeCode", "field.invalid");
    return;
  }
  if (draft.placeCode === null) throw invalidField("placeCode", "field.required");
  const [words] = await analyst.placeWords([draft.placeCode]);
  if (!words) throw invalidField("placeCode", "field.unknown_place", { code: draft.placeCode });
}

/**
 * Checks a rule against the others: a second one for the same name under the same conditions would never be asked.
 * @throws AppError `invalid` that names the field `aliases` and the other rule
 */
export function refuseTakenAlias(draft: EntityRuleDraft, others: readonly EntityRuleRow[]): void {
  const conditions = conditionKey(draft);
  const keys = new Map(draft.aliases.map((alias) => [phraseKey(alias), alias]));
  for (const other of others) {
    if (conditionKey({ ...other, within: other.within_words }) !== conditions) continue;
    const alias = other.aliases.map((one) => keys.get(phraseKey(one))).find((one) => one !== undefined);
    if (alias !== undefined) throw invalidField("aliases", "field.alias_taken", { alias, name: other.name });
  }
}

/** @throws AppError `invalid` when the workspace has as many rules as it may */
export function refuseTooManyRules(rules: readonly EntityRuleRow[]): void {
  if (rules.length >= mostEntityRules)
    throw new AppError("invalid", "listen.too_many_entity_rules", { maximum: mostEntityRules });
}

const conditionKey = ({ near, unless, within }: Conditions): string =>
  JSON.stringify([
    near.map(phraseKey).sort(),
    near.length === 0 ? null : within,
    unless.map(phraseKey).sort(),
  ]);
