import { expect } from "vitest";
import type { Ended } from "./run-gaung.ts";

/** The command ended with an error and said why in its last line, without a stack. */
export function expectClearEnd({ code, output }: Ended, sentence: RegExp): void {
  expect(output.trim().split("\n").slice(-1)[0]).toMatch(sentence);
  expect(code).toBe(1);
  expect(output, "no stack for the person at the terminal").not.toMatch(/^\s+at .+:\d+/m);
}
