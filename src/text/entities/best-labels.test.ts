import fc from "fast-check";
import { expect, test } from "vitest";
import { FROM_START, makeLabeller, mayFollow, ROW } from "./best-labels.ts";
import { LABEL_COUNT } from "./entity.ts";

const COUNT = 4;

/** Every path, by counting. */
function paths(): number[][] {
  return Array.from({ length: LABEL_COUNT ** COUNT }, (_, number) =>
    Array.from({ length: COUNT }, (_, at) => Math.floor(number / LABEL_COUNT ** at) % LABEL_COUNT),
  ).filter((path) => path.every((label, at) => mayFollow(path[at - 1] ?? FROM_START, label)));
}

const allPaths = paths();
const whole = (length: number) =>
  fc.array(fc.integer({ min: -200, max: 200 }), { minLength: length, maxLength: length });

test("labels and margins are those of trying every path", () => {
  fc.assert(
    fc.property(whole(COUNT * ROW), whole((FROM_START + 1) * ROW), (scoreList, transitionList) => {
      const scores = Int32Array.from(scoreList);
      const transitions = Int32Array.from(transitionList);
      const scoreOf = (path: number[]): number =>
        path.reduce(
          (sum, label, at) =>
            sum +
            (scores[at * ROW + label] ?? 0) +
            (transitions[(path[at - 1] ?? FROM_START) * ROW + label] ?? 0),
          0,
        );
      const scored = allPaths.map((path) => ({ path, score: scoreOf(path) }));
      const best = Math.max(...scored.map(({ score }) => score));
      const labels = new Uint8Array(COUNT);
      const margins = new Int32Array(COUNT);
      const hasEntities = makeLabeller(transitions)(
        scores,
        { from: 0, until: COUNT, isAtStart: true, isAtEnd: true },
        { labels, margins },
      );
      if (!hasEntities) {
        expect(scoreOf([0, 0, 0, 0])).toBe(best);
        expect([...labels]).toEqual([0, 0, 0, 0]);
        return;
      }
      for (let at = 0; at < COUNT; at += 1) {
        const other = Math.max(
          ...scored.filter(({ path }) => path[at] !== labels[at]).map(({ score }) => score),
        );
        expect(margins[at]).toBe(Math.max(0, best - other));
      }
      if (Math.min(...margins) > 0) expect(scoreOf([...labels])).toBe(best);
    }),
    { numRuns: 30 },
  );
});
