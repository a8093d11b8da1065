import { firstChild, operation, readSides } from "./rule-code.ts";

/** Estimated costs in nanoseconds: passing over a rule in a list, and checking one. */
const PASS_COST = 6;
const CHECK_COST = 60;
/** A second feature must save so much a document to be worth its places in the lists. */
const LEAST_SAVING = 0.01;
const MOST_PAIRS = 64;
/** Children of an `and` that fit into the bits of a number. */
const MOST_CHILDREN = 31;

/** All bits: the rule is satisfied by whoever has a telling key. */
export const everythingKnown = -1;

/** By what documents a rule is to be looked at: a document that satisfies the rule has one of its keys at least. */
export interface RuleKey {
  readonly lead: number;
  /** A second feature that the document must have, 0 for none. */
  readonly guard: number;
  /** Whether a document with this key satisfies what `RuleKeys.known` names, so that it need not be checked. */
  readonly isTelling: boolean;
}

export interface RuleKeys {
  readonly keys: readonly RuleKey[];
  /** A bit for each child of the `and` that the rule is; those beyond the last one are set. */
  readonly known: number;
  /** Estimated nanoseconds a document. */
  readonly cost: number;
}

type Rate = (feature: number) => number;

/** Words come together more often than chance has it. */
const togetherRate = (rate: number): number => Math.min(1, 3 * rate + 0.02);

function keyCost(lead: number, guard: number, rate: Rate): number {
  const passing = guard === 0 ? 1 : togetherRate(rate(guard));
  return rate(lead) * (PASS_COST + passing * CHECK_COST);
}

/** Each key once, telling if it always was. */
function withCost(keys: readonly RuleKey[], rate: Rate): RuleKeys {
  const byPair = new Map<number, RuleKey>();
  let cost = 0;
  for (const key of keys) {
    const pair = key.lead * 0x8000_0000 + key.guard;
    const known = byPair.get(pair);
    if (known === undefined) {
      byPair.set(pair, key);
      cost += keyCost(key.lead, key.guard, rate);
    } else if (known.isTelling && !key.isTelling) byPair.set(pair, key);
  }
  return { keys: [...byPair.values()], known: everythingKnown, cost };
}

const withoutTelling = (keys: RuleKeys): RuleKeys => ({
  ...keys,
  keys: keys.keys.map((key) => ({ ...key, isTelling: false })),
});

/** The rarest of several features that are all needed, guarded by the next. */
function rarestOf(features: Iterable<number>, rate: Rate): RuleKeys {
  let [lead, guard, count] = [0, 0, 0];
  for (const feature of new Set(features)) {
    count += 1;
    if (lead === 0 || rate(feature) < rate(lead)) {
      guard = lead;
      lead = feature;
    } else if (guard === 0 || rate(feature) < rate(guard)) guard = feature;
  }
  const alone = keyCost(lead, 0, rate);
  if (guard !== 0 && alone - keyCost(lead, guard, rate) < LEAST_SAVING) guard = 0;
  return withCost([{ lead, guard, isTelling: count === (guard === 0 ? 1 : 2) }], rate);
}

/** All keys of several conditions of which one is enough. */
function unite(parts: readonly (RuleKeys | null)[], rate: Rate): RuleKeys | null {
  const keys: RuleKey[] = [];
  for (const part of parts) {
    if (part === null) return null;
    for (const key of part.keys) keys.push(key);
  }
  return withCost(keys, rate);
}

/** The keys of one condition guarded by those of another, of each pair the rarer in the lead. */
function pairUp(a: RuleKeys, b: RuleKeys, rate: Rate): RuleKeys {
  const pairs: RuleKey[] = [];
  for (const one of a.keys) {
    if (one.guard !== 0) pairs.push({ ...one, isTelling: false });
    else
      for (const other of b.keys) {
        const isRarer = rate(other.lead) < rate(one.lead);
        pairs.push({
          lead: isRarer ? other.lead : one.lead,
          guard: other.lead === one.lead ? 0 : isRarer ? one.lead : other.lead,
          isTelling: one.isTelling && other.isTelling && other.guard === 0,
        });
      }
  }
  return withCost(pairs, rate);
}

/** The cheapest of several conditions that must all hold, guarded by another one where that pays. */
function cheapest(parts: readonly (RuleKeys | null)[], rate: Rate): RuleKeys | null {
  let alone: RuleKeys | null = null;
  for (const part of parts) if (part !== null && (alone === null || part.cost < alone.cost)) alone = part;
  if (alone === null) return null;
  let best = alone;
  let guarding: RuleKeys | null = null;
  for (const other of parts) {
    if (other === null || other === alone || alone.keys.length * other.keys.length > MOST_PAIRS) continue;
    const paired = pairUp(alone, other, rate);
    if (paired.cost < best.cost - LEAST_SAVING) [best, guarding] = [paired, other];
  }
  if (parts.length > MOST_CHILDREN) return { ...withoutTelling(best), known: 0 };
  let known = everythingKnown << parts.length;
  for (const [child, part] of parts.entries())
    if (part === alone || (guarding !== null && part === guarding)) known |= 1 << child;
  return { ...best, known };
}

function childrenOf(code: Int32Array, at: number): number[] {
  const end = at + (code[at + 1] ?? 0);
  const children: number[] = [];
  for (let child = firstChild(at); child < end; child += code[child + 1] ?? 0) children.push(child);
  return children;
}

function placedFeatures(code: Int32Array, from: number, end: number): number[] {
  const features: number[] = [];
  for (let at = from; at < end; at += 2) features.push(code[at] ?? 0);
  return features;
}

/** The keys of a part of a rule; only of the whole may some of it stay unknown. */
function chooseWithin(code: Int32Array, at: number, rate: Rate): RuleKeys | null {
  const chosen = chooseKeys(code, at, rate);
  return chosen === null || chosen.known === everythingKnown
    ? chosen
    : { ...withoutTelling(chosen), known: everythingKnown };
}

/**
 * The features by which the rule at `at` of `code` is found, at the least estimated cost: of things that must all hold
 * one is enough, of alternatives each is needed. Null when there are none, because a document may satisfy the rule by
 * what it lacks or by its time alone.
 */
export function chooseKeys(code: Int32Array, at: number, rate: Rate): RuleKeys | null {
  const end = at + (code[at + 1] ?? 0);
  const parts = (): (RuleKeys | null)[] =>
    childrenOf(code, at).map((child) => chooseWithin(code, child, rate));
  switch (code[at]) {
    case operation.all:
      return rarestOf(code.subarray(at + 2, end), rate);
    case operation.any:
      return withCost(
        Array.from(code.subarray(at + 2, end), (lead) => ({ lead, guard: 0, isTelling: true })),
        rate,
      );
    case operation.places:
      return withoutTelling(rarestOf(placedFeatures(code, at + 3, end), rate));
    case operation.near: {
      const sides = readSides(code, at).map((side) =>
        unite(
          side.map((features) => rarestOf(features, rate)),
          rate,
        ),
      );
      const chosen = cheapest(sides, rate);
      return chosen === null ? null : { ...withoutTelling(chosen), known: everythingKnown };
    }
    case operation.and:
      return cheapest(parts(), rate);
    case operation.or:
      return unite(parts(), rate);
    case operation.never:
      return { keys: [], known: everythingKnown, cost: 0 };
    default:
      return null;
  }
}
