import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeReader } from "../read/make-reader.ts";
import { makeSketcher } from "./make-sketcher.ts";
import { packSketch, unpackSketch } from "./pack-sketch.ts";
import { readWordWeights } from "./word-weights.ts";

const sketch = makeSketcher(
  readWordWeights(readFileSync(new URL("../../../data/language/likeness/word-weights.bin", import.meta.url))),
);
const read = makeReader({ normalise: (word) => [word], stem: (word) => word });

test("a sketch is the same after it was packed and unpacked", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9]{1,9}$/), { maxLength: 120 }), (words) => {
      const made = sketch(read(words.join(" ")));
      expect(unpackSketch(packSketch(made))).toEqual(made);
    }),
    { numRuns: 100 },
  );
});

test("an article takes at most 240 bytes, and a short post fewer", () => {
  const article = Array.from({ length: 800 }, (_, at) => `kata${at * 7}`).join(" ");
  expect(packSketch(sketch(read(article))).length).toBeLessThanOrEqual(240);
  expect(packSketch(sketch(read("Air PDAM mati sejak pagi di Jalan Kenanga"))).length).toBeLessThan(110);
});

test("bytes that are no sketch are refused", () => {
  expect(() => unpackSketch(new Uint8Array(3))).toThrow(RangeError);
  expect(() => unpackSketch(Uint8Array.from([1, 9, 9, 0, 0, 0, 0, 0]))).toThrow(RangeError);
});
