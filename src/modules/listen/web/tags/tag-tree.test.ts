import { expect, it } from "vitest";
import type { TagLine } from "../../contract/tag.ts";
import { possibleParents, treeLines } from "./tag-tree.ts";

const tag = (id: string, parentId: string | null = null): TagLine => ({
  id,
  key: id,
  name: id,
  parentId,
  colour: "1",
  description: "",
  synonyms: [],
  count: 0,
  byRules: 0,
  withUnder: 0,
  merged: [],
});

it("follows each tag with those under it, and offers no tag as a parent of one above it", () => {
  const tags = [tag("air"), tag("banjir", "bencana"), tag("bencana"), tag("rob", "banjir")];
  expect(treeLines(tags).map((line) => [line.tag.name, line.depth])).toEqual([
    ["air", 0],
    ["bencana", 0],
    ["banjir", 1],
    ["rob", 2],
  ]);
  expect(possibleParents(tags, "banjir").map((line) => line.tag.name)).toEqual(["air", "bencana"]);
});
