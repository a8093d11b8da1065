import type { Reading } from "../read/reading.ts";
import { makeRouter } from "./make-router.ts";

/** A past case: what was written, and the unit that handled it. */
export interface RoutedCase {
  readonly reading: Reading;
  readonly unit: string;
}

/** How well units were suggested for cases that were not learned. */
export interface RoutingScore {
  readonly rows: number;
  readonly accuracy: number;
  /** The mean F1 of the units that occur. */
  readonly macroF1: number;
  /** How often the right unit is among the first three. */
  readonly topThree: number;
  readonly calibrationError: number;
}

/** Learns some cases in their order, then scores the suggestions for others without learning them. */
export function scoreRouting(learned: readonly RoutedCase[], asked: readonly RoutedCase[]): RoutingScore {
  const router = makeRouter();
  for (const { reading, unit } of learned) router.learn(reading, unit);
  return summarise(asked.map((one) => answer(router, one)));
}

/** Scores every case in order by what was learned from those before it, as a desk would live it. */
export function scoreRoutingAsItComes(cases: readonly RoutedCase[]): RoutingScore {
  const router = makeRouter();
  return summarise(
    cases.map((one) => {
      const answered = answer(router, one);
      router.learn(one.reading, one.unit);
      return answered;
    }),
  );
}

interface Answer {
  readonly right: string;
  readonly given: string;
  readonly probability: number;
  readonly isAmongThree: boolean;
}

function answer(router: ReturnType<typeof makeRouter>, { reading, unit }: RoutedCase): Answer {
  const suggestions = router.suggest(reading, 3, false);
  const first = suggestions[0];
  return {
    right: unit,
    given: first?.unit ?? "",
    probability: first?.probability ?? 0,
    isAmongThree: suggestions.some((one) => one.unit === unit),
  };
}

function summarise(answers: readonly Answer[]): RoutingScore {
  const hits = new Map<string, number>();
  const said = new Map<string, number>();
  const there = new Map<string, number>();
  const steps = Array.from({ length: 10 }, () => 0);
  const add = (counts: Map<string, number>, unit: string): Map<string, number> =>
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  for (const { right, given, probability } of answers) {
    add(there, right);
    add(said, given);
    if (right === given) add(hits, right);
    const step = Math.min(9, Math.floor(probability * 10));
    steps[step] = (steps[step] ?? 0) + (right === given ? 1 : 0) - probability;
  }
  let f1 = 0;
  for (const [unit, rows] of there) f1 += (2 * (hits.get(unit) ?? 0)) / (rows + (said.get(unit) ?? 0));
  const rows = Math.max(1, answers.length);
  return {
    rows: answers.length,
    accuracy: answers.filter(({ right, given }) => right === given).length / rows,
    macroF1: f1 / Math.max(1, there.size),
    topThree: answers.filter(({ isAmongThree }) => isAmongThree).length / rows,
    calibrationError: steps.reduce((sum, gap) => sum + Math.abs(gap), 0) / rows,
  };
}
