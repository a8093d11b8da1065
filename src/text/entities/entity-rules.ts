import { PhraseTable } from "../phrase-table.ts";
import type { Reading } from "../read/reading.ts";
import type { EntityKind } from "./entity.ts";

/** Words of which at least one stands in the text, near the name or anywhere. */
export interface RuleCondition {
  /** Words or phrases, in any spelling of case: "presiden", "Cikeas", "Partai Demokrat". */
  readonly words: readonly string[];
  /** At most so many tokens between the name and the word; anywhere in the text when left out. */
  readonly within?: number;
}

/** What a rule can make of a name; `other` is none of the engine's kinds: "Garuda" the coat of arms. */
export type RuleKind = EntityKind | "other";

/** One reading of a name, as an office teaches it: "SBY" near "presiden" is the person. */
export interface EntityRule {
  readonly id: string;
  /** Who or what is meant, as it is to be shown. */
  readonly name: string;
  readonly kind: RuleKind;
  /** The office's own id of what is meant. */
  readonly target: string;
  /** How it is written in texts: "SBY", "Pak Beye", "#SBY". */
  readonly aliases: readonly string[];
  /** Every one of these must hold. A rule without any is the reading of last resort. */
  readonly require?: readonly RuleCondition[];
  /** None of these may hold. */
  readonly exclude?: readonly RuleCondition[];
}

/** A place in the text and what it did: the name itself, or a word that a condition asked for. */
export type RuleReason = {
  readonly start: number;
  readonly end: number;
  readonly kind: "alias" | "required";
};

/** A name that a rule has read. */
export interface RuledEntity {
  readonly start: number;
  readonly end: number;
  readonly kind: RuleKind;
  readonly name: string;
  readonly target: string;
  /** The id of the rule. */
  readonly rule: string;
  readonly reasons: readonly RuleReason[];
}

/** A name for which rules exist, none of which holds here. */
export type UndecidedName = {
  readonly start: number;
  readonly end: number;
  readonly rules: readonly string[];
};

export interface EntityRulesResult {
  readonly entities: readonly RuledEntity[];
  readonly undecided: readonly UndecidedName[];
}

/** A stretch of tokens, `last` exclusive. */
type Hit = { first: number; last: number };

/**
 * Applies an office's own rules. Of several rules that hold for one name, the one with the most conditions wins, then the
 * earlier one. Names are found whole-word and longest first; found names do not overlap.
 */
export function makeEntityRules(rules: readonly EntityRule[]): (reading: Reading) => EntityRulesResult {
  const aliases = new PhraseTable<EntityRule[]>();
  const words = new PhraseTable<RuleCondition[]>();
  for (const rule of rules) {
    for (const alias of rule.aliases) aliases.add(alias, (known = []) => [...known, rule]);
    for (const condition of [...(rule.require ?? []), ...(rule.exclude ?? [])])
      for (const word of condition.words) words.add(word, (known = []) => [...known, condition]);
  }
  const fulfilled = withinPhrases(words);
  return (reading) => {
    const names = findHits(reading, aliases);
    if (names.length === 0) return { entities: [], undecided: [] };
    const places = findConditionPlaces(reading, fulfilled);
    const entities: RuledEntity[] = [];
    const undecided: UndecidedName[] = [];
    for (const { value, ...name } of names) {
      const decided = decide(value, name, places);
      const { start, end } = offsetsOf(reading, name);
      if (decided === undefined) undecided.push({ start, end, rules: value.map(({ id }) => id) });
      else entities.push(toEntity(reading, name, decided));
    }
    return { entities, undecided };
  };
}

/**
 * The same words, each phrase also fulfilling what its parts fulfil: phrases are found longest first, and "Demokrat" of
 * one rule stands in the text where "Partai Demokrat" of another was found.
 */
function withinPhrases(words: PhraseTable<RuleCondition[]>): PhraseTable<ReadonlySet<RuleCondition>> {
  const table = new PhraseTable<ReadonlySet<RuleCondition>>();
  words.forEach((phrase) => {
    const parts = phrase.split(" ");
    const conditions = new Set<RuleCondition>();
    for (let first = 0; first < parts.length; first += 1)
      for (let last = first + 1; last <= parts.length; last += 1)
        for (const condition of words.get(parts.slice(first, last).join(" ")) ?? [])
          conditions.add(condition);
    table.add(phrase, () => conditions);
  });
  return table;
}

type Decision = { rule: EntityRule; because: Hit[] };
type ConditionPlaces = ReadonlyMap<RuleCondition, readonly Hit[]>;

function decide(rules: readonly EntityRule[], name: Hit, places: ConditionPlaces): Decision | undefined {
  let best: Decision | undefined;
  for (const rule of rules) {
    const required = (rule.require ?? []).map((condition) => nearestPlace(condition, name, places));
    const because = required.filter((hit) => hit !== undefined);
    if (because.length < required.length) continue;
    if ((rule.exclude ?? []).some((condition) => nearestPlace(condition, name, places) !== undefined))
      continue;
    if (best === undefined || because.length > best.because.length) best = { rule, because };
  }
  return best;
}

/** The place nearest to the name that fulfils a condition; the name itself does not. */
function nearestPlace(condition: RuleCondition, name: Hit, places: ConditionPlaces): Hit | undefined {
  const hits = places.get(condition) ?? [];
  // Hits stand in the order of the text: the nearest is the last one before the name or the first one after it.
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.first ?? 0) < name.first) low = middle + 1;
    else high = middle;
  }
  let after = low;
  while (after < hits.length && (hits[after]?.first ?? 0) < name.last) after += 1;
  return [hits[low - 1], hits[after]]
    .filter((hit) => hit !== undefined)
    .filter((hit) => hit.last <= name.first || hit.first >= name.last)
    .map((hit) => ({ hit, distance: distanceBetween(hit, name) }))
    .filter(({ distance }) => distance <= (condition.within ?? Number.POSITIVE_INFINITY))
    .sort((one, other) => one.distance - other.distance)[0]?.hit;
}

function distanceBetween(one: Hit, other: Hit): number {
  return one.last <= other.first ? other.first - one.last : one.first - other.last;
}

function findHits<Value>(reading: Reading, table: PhraseTable<Value>): (Hit & { value: Value })[] {
  const hits: (Hit & { value: Value })[] = [];
  for (let at = 0; at < reading.tokens.length; at += 1) {
    const found = table.longestAt(reading.tokens, at);
    if (found === undefined) continue;
    hits.push({ first: at, last: at + found.length, value: found.value });
    at += found.length - 1;
  }
  return hits;
}

function findConditionPlaces(
  reading: Reading,
  words: PhraseTable<ReadonlySet<RuleCondition>>,
): ConditionPlaces {
  const places = new Map<RuleCondition, Hit[]>();
  for (const { value, first, last } of findHits(reading, words))
    for (const condition of value) {
      const known = places.get(condition);
      if (known === undefined) places.set(condition, [{ first, last }]);
      else known.push({ first, last });
    }
  return places;
}

function toEntity(reading: Reading, name: Hit, { rule, because }: Decision): RuledEntity {
  const reasons: RuleReason[] = [
    { ...offsetsOf(reading, name), kind: "alias" },
    ...because.map((hit): RuleReason => ({ ...offsetsOf(reading, hit), kind: "required" })),
  ];
  return {
    ...offsetsOf(reading, name),
    kind: rule.kind,
    name: rule.name,
    target: rule.target,
    rule: rule.id,
    reasons,
  };
}

function offsetsOf({ tokens }: Reading, { first, last }: Hit): { start: number; end: number } {
  const start = tokens[first]?.start ?? 0;
  return { start, end: tokens[last - 1]?.end ?? start };
}
