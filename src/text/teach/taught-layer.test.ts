import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bucketCount } from "./taught-features.ts";
import {
  knownShare,
  learn,
  loudest,
  mostExamples,
  mostMove,
  rate,
  type TaughtExample,
  teach,
} from "./taught-layer.ts";

const labels = ["negative", "neutral", "positive"];
const shares = fc
  .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 })
  .map((parts) => {
    const sum = parts.reduce((total, part) => total + part, 0);
    return parts.map((part) => part / sum);
  });
// Few numbers, so that texts share words.
const buckets = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 12 });
const example = fc.record({
  key: fc.stringMatching(/^[a-f]{1,2}$/),
  buckets,
  shares,
  label: fc.constantFrom(...labels),
});
const many = fc.array(example, { maxLength: 80 });
const bestOf = (values: readonly number[]): number => values.indexOf(Math.max(...values));

describe("the taught layer", () => {
  test("is the same whenever it is learned from the same decisions in the same order", () => {
    fc.assert(
      fc.property(many, (examples) => {
        const copies = structuredClone(examples);
        expect(learn(labels, copies)).toEqual(learn(labels, examples));
      }),
      { numRuns: 50 },
    );
  });

  test("never speaks louder than its bounds, whatever it was taught and however often", () => {
    fc.assert(
      fc.property(many, fc.integer({ min: 1, max: 40 }), buckets, shares, (examples, times, asked, own) => {
        const layer = learn(labels, Array.from({ length: times }, () => examples).flat());
        expect(Math.max(...layer.weights.map(Math.abs))).toBeLessThanOrEqual(loudest);
        const taught = teach(layer, { key: "", buckets: asked }, own);
        for (const move of taught?.moved ?? []) expect(Math.abs(move)).toBeLessThanOrEqual(mostMove);
        if (taught) expect(taught.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
      { numRuns: 50 },
    );
  });

  test("moves other texts by a few decisions only a little, and a sure engine's answer not at all", () => {
    fc.assert(
      fc.property(fc.array(example, { maxLength: 5 }), buckets, shares, (examples, asked, own) => {
        const layer = learn(labels, examples);
        const taught = teach(layer, { key: "", buckets: asked }, own);
        for (const move of taught?.moved ?? [])
          expect(Math.abs(move)).toBeLessThanOrEqual(examples.length * rate + 1e-9);
        // Two labels are moved apart by twice the bound at most: e to the third is 20 to 1.
        if (Math.max(...own) > 0.96 && taught) expect(bestOf(taught.shares)).toBe(bestOf(own));
      }),
    );
    fc.assert(
      fc.property(many, buckets, fc.nat(2), (examples, asked, sure) => {
        const own = [0.015, 0.015, 0.015].map((share, at) => (at === sure ? 0.97 : share));
        const taught = teach(learn(labels, examples), { key: "", buckets: asked }, own);
        if (taught) expect(bestOf(taught.shares)).toBe(sure);
      }),
    );
  });

  test("says of a text that was decided what was decided last, however sure the engine is", () => {
    fc.assert(
      fc.property(many, shares, (examples, own) => {
        const layer = learn(labels, examples);
        const last = new Map(examples.map(({ key, ...rest }) => [key, rest]));
        for (const [key, { label, buckets }] of last) {
          const taught = teach(layer, { key, buckets }, own);
          expect(labels[bestOf(taught?.shares ?? [])]).toBe(label);
          expect(Math.max(...(taught?.shares ?? []))).toBeGreaterThanOrEqual(knownShare - 1e-9);
          expect(taught?.isKnown).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  const decided: TaughtExample = {
    key: "a",
    buckets: [1, 2, 3, 4],
    shares: [0.6, 0.3, 0.1],
    label: "positive",
  };

  test("moves texts the more the more alike they are to what was decided", () => {
    const layer = learn(labels, [decided, { ...decided, key: "b" }]);
    const positive = (asked: number[]) =>
      teach(layer, { key: "c", buckets: asked }, [0.6, 0.3, 0.1])?.shares[2] ?? 0.1;
    expect(positive([1, 2, 3, 4])).toBeGreaterThan(positive([1, 2, 3, 9]));
    expect(positive([1, 2, 3, 9])).toBeGreaterThan(positive([1, 7, 8, 9]));
    expect(positive([1, 7, 8, 9])).toBeGreaterThan(0.1);
  });

  test("has nothing to say where nothing was taught", () => {
    expect(teach(learn(labels, []), { key: "a", buckets: [1] }, [0.6, 0.3, 0.1])).toBeUndefined();
    expect(teach(learn(labels, [decided]), { key: "z", buckets: [9] }, [0.6, 0.3, 0.1])).toBeUndefined();
    expect(teach(learn(labels, [decided]), { key: "", buckets: [] }, [0.6, 0.3, 0.1])).toBeUndefined();
  });

  test("learns from the latest decisions only", () => {
    const others = Array.from({ length: mostExamples }, (_, n) => ({
      ...decided,
      key: `other ${n}`,
      buckets: [100 + (n % (bucketCount - 100))],
    }));
    const layer = learn(labels, [decided, ...others]);
    expect(layer.learned).toBe(mostExamples);
    expect(teach(layer, decided, decided.shares)).toBeUndefined();
  });
});
