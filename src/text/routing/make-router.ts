import type { Reading } from "../read/reading.ts";
import { makeRouteReader, type RouteWord } from "./route-features.ts";
import { emptyRouterState, readRouterState, writeRouterState } from "./router-state.ts";
import { MOST_UNITS, type RouteReason, type Router } from "./routing.ts";

/** How much the naive Bayes says beside the regression, and how far its overconfidence is damped. */
const WORDS_SHARE = 0.3;
const WORDS_HEAT = 0.5;
const MOST_REASONS = 4;
const LEAST_REASON = 0.02;

/**
 * A learner of which unit handles what: the mean of an online regression over words, pairs and pieces of words, and a
 * naive Bayes over words. It begins empty, or with what another one `save`d.
 *
 * @throws Error when `saved` is not the state of a router.
 */
export function makeRouter(saved?: Uint8Array): Router {
  const { units, words, weights } = saved === undefined ? emptyRouterState() : readRouterState(saved);
  const read = makeRouteReader();
  const numbers = new Map(units.map((unit, number) => [unit, number]));
  return {
    learn(reading, unit) {
      const known = numbers.get(unit);
      if (known === undefined && units.length >= MOST_UNITS) return false;
      const number = known ?? units.push(unit) - 1;
      if (known === undefined) {
        numbers.set(unit, number);
        words.cases[number] = 0;
      }
      const text = describe(read(reading));
      weights.step(text.hashes, number, shareOut(weights.score(text.hashes, units.length), 1), 1);
      words.count(text.roots, number, 1);
      return true;
    },
    unlearn(reading, unit) {
      const number = numbers.get(unit);
      if (number === undefined || (words.cases[number] ?? 0) === 0) return;
      const text = describe(read(reading));
      weights.step(text.hashes, number, shareOut(weights.score(text.hashes, units.length), 1), -1);
      words.count(text.roots, number, -1);
    },
    suggest(reading, limit = 3) {
      if (units.length === 0) return [];
      const listed = read(reading);
      const { hashes, roots } = describe(listed);
      const shares = shareOut(weights.score(hashes, units.length), 1);
      const byWords = shareOut(words.score(roots), WORDS_HEAT);
      for (let unit = 0; unit < units.length; unit += 1)
        shares[unit] = (1 - WORDS_SHARE) * (shares[unit] ?? 0) + WORDS_SHARE * (byWords[unit] ?? 0);
      const best = [...shares.keys()].filter((unit) => (words.cases[unit] ?? 0) > 0);
      best.sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0) || a - b);
      const chosen = best.slice(0, limit);
      const gains = listed.map((word) => weights.gains(word.hashes, chosen, units.length));
      return chosen.map((unit, rank) => ({
        unit: units[unit] ?? "",
        probability: shares[unit] ?? 0,
        reasons: reasonsFor(listed, (word) => gains[word]?.[rank] ?? 0, hashes.length),
      }));
    },
    save: () => writeRouterState({ units, words, weights }),
  };
}

function describe(listed: readonly RouteWord[]): { hashes: number[]; roots: Set<string> } {
  const hashes: number[] = [];
  const roots = new Set<string>();
  for (const { root, hashes: own } of listed) {
    roots.add(root);
    for (let at = 0; at < own.length; at += 1) hashes.push(own[at] ?? 0);
  }
  return { hashes, roots };
}

/** Scores as shares that sum to one; a heat below 1 makes them more alike. */
function shareOut(scores: Float64Array, heat: number): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at += 1) most = Math.max(most, scores[at] ?? 0);
  const shares = scores.map((score) => Math.exp((score - most) * heat));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}

/** The words that add most, the strongest first. */
function reasonsFor(
  listed: readonly RouteWord[],
  gainOf: (word: number) => number,
  hashes: number,
): RouteReason[] {
  const scale = 1 / Math.sqrt(Math.max(1, hashes));
  const reasons: RouteReason[] = [];
  for (const [word, { start, end }] of listed.entries()) {
    const weight = gainOf(word) * scale;
    if (weight >= LEAST_REASON) reasons.push({ start, end, kind: "word", weight });
  }
  return reasons.sort((a, b) => b.weight - a.weight || a.start - b.start).slice(0, MOST_REASONS);
}

/** The likeliest unit alone, for scoring; empty before anything was learned. */
export function predictUnit(router: Router): (reading: Reading) => string {
  return (reading) => router.suggest(reading, 1)[0]?.unit ?? "";
}
