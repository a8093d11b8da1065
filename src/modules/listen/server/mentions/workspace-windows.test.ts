import { expect, it } from "vitest";
import { makeWorkspaceWindows } from "./workspace-windows.ts";

it("holds the windows that were used last and makes the others anew", () => {
  let made = 0;
  const { window, forget } = makeWorkspaceWindows(2, () => ++made);
  expect([window("a"), window("b"), window("a")]).toEqual([1, 2, 1]);
  expect(window("c")).toBe(3);
  expect([window("a"), window("b")]).toEqual([1, 4]);
  forget("a");
  expect(window("a")).toBe(5);
});
