import { expect, test } from "vitest";
import { contestedNames, nearestRival } from "./rule-order.ts";

const rules = [
  { id: "a", aliases: ["SBY", "Pak Beye"], near: ["presiden"] },
  { id: "b", aliases: ["Garuda"], near: [] },
  { id: "c", aliases: ["sby"], near: ["macet"] },
  { id: "d", aliases: ["SBY"], near: [] },
  { id: "e", aliases: ["pak beye"], near: ["Cikeas"] },
];
const [a, , c, d] = rules;

test("order matters between rules of a kind about one name, however it is spelled", () => {
  if (!a || !c || !d) throw new Error("no rules");
  expect(contestedNames(a, c)).toEqual(["SBY"]);
  expect(contestedNames(a, d)).toEqual([]);
  expect(nearestRival(rules, "c", "up")?.id).toBe("a");
  expect(nearestRival(rules, "a", "down")?.id).toBe("c");
  expect(nearestRival(rules, "e", "up")?.id).toBe("a");
  expect(nearestRival(rules, "d", "up")).toBeUndefined();
  expect(nearestRival(rules, "b", "down")).toBeUndefined();
  expect(nearestRival(rules, "nobody", "up")).toBeUndefined();
});
