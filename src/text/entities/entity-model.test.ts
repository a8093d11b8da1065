import { expect, test } from "vitest";
import { type EntityModel, readEntityModel, writeEntityModel } from "./entity-model.ts";

const model: EntityModel = {
  table: {
    hashes: Uint32Array.of(3, 9, 4_000_000_000),
    fine: Uint16Array.of(1023, 2, 3),
    middle: Uint8Array.of(1, 2, 3),
    coarse: Uint8Array.of(4, 5, 6),
    usualCase: Uint8Array.of(0, 1, 6),
  },
  weights: Int8Array.from({ length: 64 }, (_, at) => at - 32),
  transitions: Int32Array.from({ length: 64 }, (_, at) => at * 1000 - 9),
  curves: Float32Array.of(1, 2, 3, 4, 5, 6),
};

test("a model is read as it was written, wherever it lies in memory", () => {
  const bytes = writeEntityModel(model);
  expect(readEntityModel(bytes)).toEqual(model);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(readEntityModel(shifted.subarray(3))).toEqual(model);
});

test.each([
  ["other bytes", () => new Uint8Array(64)],
  ["a cut file", () => writeEntityModel(model).slice(0, -1)],
  ["a longer file", () => new Uint8Array([...writeEntityModel(model), 0])],
])("%s is refused", (_, bytes) => {
  expect(() => readEntityModel(bytes())).toThrow();
});
