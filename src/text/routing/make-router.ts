import type { Reading } from "../read/reading.ts";
import { RootSums } from "./root-sums.ts";
import { RouteText } from "./route-text.ts";
import { emptyRouterState, readRouterState, writeRouterState } from "./router-state.ts";
import { MOST_UNITS, type RouteReason, type Router } from "./routing.ts";
import { UnitWeights } from "./unit-weights.ts";

/** How much the naive Bayes says beside the regression, and how far its overconfidence is damped. */
const WORDS_SHARE = 0.3;
const WORDS_HEAT = 0.5;
const MOST_REASONS = 4;
const LEAST_REASON = 0.02;
const NO_REASONS: readonly RouteReason[] = [];

/**
 * A learner of which unit handles what: the mean of an online regression over words, pairs and pieces of words, and a
 * naive Bayes over words. It begins empty, or with what another one `save`d.
 *
 * @throws Error when `saved` is not the state of a router.
 */
export function makeRouter(saved?: Uint8Array): Router {
  const state = saved === undefined ? emptyRouterState() : readRouterState(saved);
  const { units, words, weights } = state;
  const text = new RouteText();
  const sums = new RootSums(state, text.roots);
  const numbers = new Map(units.map((unit, number) => [unit, number]));
  const takeUp = (reading: Reading): void => {
    sums.tidy();
    text.read(reading);
  };
  const teach = (reading: Reading, unit: number, direction: 1 | -1): void => {
    takeUp(reading);
    text.listHashes();
    const believed = weights.score(text, units.length);
    shareOut(believed, units.length, 1);
    weights.step(text, unit, believed, direction);
    words.count(text.names(), unit, direction);
    sums.forget();
  };
  return {
    learn(reading, unit) {
      const known = numbers.get(unit);
      if (known === undefined && units.length >= MOST_UNITS) return false;
      const number = known ?? units.push(unit) - 1;
      if (known === undefined) {
        numbers.set(unit, number);
        words.cases[number] = 0;
      }
      teach(reading, number, 1);
      return true;
    },
    unlearn(reading, unit) {
      const number = numbers.get(unit);
      if (number !== undefined && (words.cases[number] ?? 0) > 0) teach(reading, number, -1);
    },
    suggest(reading, limit = 3, explains = true) {
      if (units.length === 0) return [];
      takeUp(reading);
      const { byWeights: shares, byWords } = sums.score(text);
      shareOut(shares, units.length, 1);
      shareOut(byWords, units.length, WORDS_HEAT);
      for (let unit = 0; unit < units.length; unit += 1)
        shares[unit] = (1 - WORDS_SHARE) * (shares[unit] ?? 0) + WORDS_SHARE * (byWords[unit] ?? 0);
      const chosen = best(shares, words.cases, limit);
      const reasons = explains ? reasonsFor(reading, text, weights, chosen, units.length) : [];
      return chosen.map((unit, rank) => ({
        unit: units[unit] ?? "",
        probability: shares[unit] ?? 0,
        reasons: reasons[rank] ?? NO_REASONS,
      }));
    },
    save: () => writeRouterState(state),
  };
}

/** Makes the scores of the first `units` units shares that sum to one; a heat below 1 makes them more alike. */
function shareOut(scores: Float64Array, units: number, heat: number): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < units; at += 1) most = Math.max(most, scores[at] ?? 0);
  let sum = 0;
  for (let at = 0; at < units; at += 1) {
    const share = Math.exp(((scores[at] ?? 0) - most) * heat);
    scores[at] = share;
    sum += share;
  }
  for (let at = 0; at < units; at += 1) scores[at] = (scores[at] ?? 0) / sum;
}

/** The units with the biggest shares among those that have cases, the first one of equals first. */
function best(shares: Float64Array, cases: readonly number[], limit: number): number[] {
  const chosen: number[] = [];
  for (let unit = 0; unit < cases.length; unit += 1) {
    if ((cases[unit] ?? 0) === 0) continue;
    let rank = chosen.length;
    while (rank > 0 && (shares[chosen[rank - 1] ?? 0] ?? 0) < (shares[unit] ?? 0)) rank -= 1;
    if (rank >= limit) continue;
    chosen.splice(rank, 0, unit);
    if (chosen.length > limit) chosen.pop();
  }
  return chosen;
}

/** For each of the chosen units the words that add most to it, the strongest first. */
function reasonsFor(
  { tokens }: Reading,
  text: RouteText,
  weights: UnitWeights,
  chosen: readonly number[],
  units: number,
): RouteReason[][] {
  text.listHashes();
  const scale = UnitWeights.scaleOf(text.hashCount);
  const reasons: RouteReason[][] = chosen.map(() => []);
  for (let word = 0; word < text.count; word += 1) {
    const from = word === 0 ? 0 : (text.ends[word - 1] ?? 0);
    const gains = weights.gains(text.hashes, from, text.ends[word] ?? from, chosen, units);
    const token = tokens[text.tokens[word] ?? 0];
    if (token === undefined) continue;
    for (const [rank, found] of reasons.entries()) {
      const weight = (gains[rank] ?? 0) * scale;
      if (weight >= LEAST_REASON) found.push({ start: token.start, end: token.end, kind: "word", weight });
    }
  }
  return reasons.map((found) =>
    found.sort((a, b) => b.weight - a.weight || a.start - b.start).slice(0, MOST_REASONS),
  );
}

/** The likeliest unit alone, for scoring; empty before anything was learned. */
export function predictUnit(router: Router): (reading: Reading) => string {
  return (reading) => router.suggest(reading, 1, false)[0]?.unit ?? "";
}
