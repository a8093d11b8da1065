import { chmodSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { findBrowser } from "./find-browser.ts";
import { plantTree } from "./plant-tree.ts";

test("finds a browser that can be run, the best known name first", () => {
  const root = plantTree({ "a/google-chrome": "", "b/chromium": "", "c/chromium-browser": "" });
  for (const file of ["a/google-chrome", "b/chromium"]) chmodSync(path.join(root, file), 0o755);
  const searchPath = ["c", "a", "b"].map((folder) => path.join(root, folder)).join(path.delimiter);
  expect(findBrowser(searchPath)).toBe(path.join(root, "b/chromium"));
});
