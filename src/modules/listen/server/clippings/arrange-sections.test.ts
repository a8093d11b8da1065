import { expect, test } from "vitest";
import { arrangeSections, type Group } from "./arrange-mentions.ts";
import type { KeptItem } from "./clipping-tables.ts";

const monitors = new Map(["a", "b"].map((id) => [id, { name: id.toUpperCase(), folder: "" }]));
const settings = { monitorIds: ["a", "b"], sections: "monitor" as const };

/** A line with the monitors that find its lead, then those of each further mention. */
function line(...found: string[][]) {
  const members = found.map((monitor_ids, n) => ({
    id: String(n),
    monitor_ids,
  })) as unknown as Group["members"];
  const [lead] = members;
  if (!lead) throw new Error("a line has a lead");
  return { item: { id: found.join() } as KeptItem, group: { lead, members, outlets: 1, storyId: null } };
}
const sectionOf = (...found: string[][]) =>
  arrangeSections([line(...found)], settings, monitors).find(({ items }) => items.length > 0)?.title;

test("a line stands with a monitor that finds its lead, even where another finds more of it", () => {
  expect(sectionOf(["b"], ["a"], ["a"])).toBe("B");
  expect(sectionOf(["a", "b"], ["b"])).toBe("B");
  expect(sectionOf(["a", "b"])).toBe("A");
  expect(sectionOf([], ["b"], ["a"], ["b"])).toBe("B");
});
