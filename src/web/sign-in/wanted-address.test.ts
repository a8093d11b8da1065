import { expect, test } from "vitest";
import { wantedAddress } from "./wanted-address.ts";

test("goes back to an address of this desk", () => {
  expect(wantedAddress({ ke: "/aliran?q=habibie" })).toBe("/aliran?q=habibie");
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "",
  undefined,
  ["/a"],
])("%j leads to Beranda", (ke) => {
  expect(wantedAddress({ ke })).toBe("/");
});
