import { firstChild, operation, readSides } from "./rule-code.ts";

/** Estimated costs in nanoseconds: passing over a rule in a list, and checking one. */
const PASS_COST = 6;
const CHECK_COST = 60;
/** A second feature must save so much a document to be worth its places in the lists. */
const LEAST_SAVING = 0.01;
const MOST_PAIRS = 64;

/**
 * A rule is looked at when a document has one of its keys: the lead, and the guard if there is one (not 0). Every
 * document that satisfies the rule has a key. Leads and guards take turns in `keys`.
 */
export interface RuleKeys {
  readonly keys: readonly number[];
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

function sumCost(keys: readonly number[], rate: Rate): number {
  let cost = 0;
  for (let at = 0; at < keys.length; at += 2) cost += keyCost(keys[at] ?? 0, keys[at + 1] ?? 0, rate);
  return cost;
}

function oneOf(features: Iterable<number>, rate: Rate): RuleKeys {
  const keys: number[] = [];
  for (const feature of new Set(features)) keys.push(feature, 0);
  return { keys, cost: sumCost(keys, rate) };
}

/** The rarest of several features that are all needed, guarded by the next. */
function rarestOf(features: readonly number[], rate: Rate): RuleKeys {
  let lead = 0;
  let guard = 0;
  for (const feature of features) {
    if (feature === lead || feature === guard) continue;
    if (lead === 0 || rate(feature) < rate(lead)) {
      guard = lead;
      lead = feature;
    } else if (guard === 0 || rate(feature) < rate(guard)) guard = feature;
  }
  const alone = keyCost(lead, 0, rate);
  if (guard === 0 || alone - keyCost(lead, guard, rate) < LEAST_SAVING)
    return { keys: [lead, 0], cost: alone };
  return { keys: [lead, guard], cost: keyCost(lead, guard, rate) };
}

/** One key at least from each of several: all of their keys, each once. */
function unite(parts: readonly (RuleKeys | null)[], rate: Rate): RuleKeys | null {
  const keys: number[] = [];
  const guardsOf = new Map<number, Set<number>>();
  for (const part of parts) {
    if (part === null) return null;
    for (let at = 0; at < part.keys.length; at += 2) {
      const lead = part.keys[at] ?? 0;
      const guard = part.keys[at + 1] ?? 0;
      const guards = guardsOf.get(lead);
      if (guards?.has(guard) === true) continue;
      if (guards === undefined) guardsOf.set(lead, new Set([guard]));
      else guards.add(guard);
      keys.push(lead, guard);
    }
  }
  return { keys, cost: sumCost(keys, rate) };
}

/** The keys of one condition guarded by those of another, of each pair the rarer in the lead. */
function pairUp(a: RuleKeys, b: RuleKeys, rate: Rate): RuleKeys {
  const pairs: RuleKeys[] = [];
  for (let at = 0; at < a.keys.length; at += 2) {
    const one = a.keys[at] ?? 0;
    const guard = a.keys[at + 1] ?? 0;
    if (guard !== 0) pairs.push({ keys: [one, guard], cost: 0 });
    else
      for (let other = 0; other < b.keys.length; other += 2)
        pairs.push(rarestOf([one, b.keys[other] ?? 0], rate));
  }
  return unite(pairs, rate) ?? a;
}

/** The cheapest of several conditions that must all hold, guarded by another one where that pays. */
function cheapest(parts: readonly (RuleKeys | null)[], rate: Rate): RuleKeys | null {
  const known = parts.filter((part) => part !== null);
  const [first] = known;
  if (first === undefined) return null;
  let best = known.reduce((a, b) => (b.cost < a.cost ? b : a), first);
  const alone = best;
  for (const other of known) {
    if (other === alone || (alone.keys.length * other.keys.length) / 4 > MOST_PAIRS) continue;
    const paired = pairUp(alone, other, rate);
    if (paired.cost < best.cost - LEAST_SAVING) best = paired;
  }
  return best;
}

function childrenOf(code: Int32Array, at: number): number[] {
  const end = at + (code[at + 1] ?? 0);
  const children: number[] = [];
  for (let child = firstChild(at); child < end; child += code[child + 1] ?? 0) children.push(child);
  return children;
}

const alternate = (code: Int32Array, from: number, end: number): number[] => {
  const features: number[] = [];
  for (let at = from; at < end; at += 2) features.push(code[at] ?? 0);
  return features;
};

/**
 * The features by which the rule at `at` of `code` is found, at the least estimated cost: of things that must all hold
 * one is enough, of alternatives each is needed. Null when there are none, because a document may satisfy the rule by
 * what it lacks or by its time alone.
 */
export function chooseKeys(code: Int32Array, at: number, rate: Rate): RuleKeys | null {
  const end = at + (code[at + 1] ?? 0);
  const choose = (child: number): RuleKeys | null => chooseKeys(code, child, rate);
  switch (code[at]) {
    case operation.all:
      return rarestOf([...code.subarray(at + 2, end)], rate);
    case operation.any:
      return oneOf(code.subarray(at + 2, end), rate);
    case operation.places:
      return rarestOf(alternate(code, at + 3, end), rate);
    case operation.near: {
      const sides = readSides(code, at).map((side) =>
        unite(
          side.map((features) => rarestOf(features, rate)),
          rate,
        ),
      );
      return cheapest(sides, rate);
    }
    case operation.and:
      return cheapest(childrenOf(code, at).map(choose), rate);
    case operation.or:
      return unite(childrenOf(code, at).map(choose), rate);
    case operation.never:
      return { keys: [], cost: 0 };
    default:
      return null;
  }
}
