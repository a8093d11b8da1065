import { expect, test } from "vitest";
import { passwordAdvice } from "./password-advice.ts";

const own = ["Ratna Wulandari", "ratna@contoh.go.id", "Humas Kota Contoh"];

test.each([
  ["", "empty"],
  ["pendek", "short"],
  ["ratnawulandari1", "personal"],
  ["aaaaaaaaaaaa", "repetitive"],
  ["password2026", "common"],
  ["humas2026!!", "common"],
  ["perahu-kuning", "fair"],
  ["perahu kuning di dermaga", "strong"],
])("%j is %s", (password, advice) => {
  expect(passwordAdvice(password, own)).toBe(advice);
});
