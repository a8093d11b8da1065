import { describe, expect, test } from "vitest";
import { checkSizes } from "./check-sizes.ts";
import { plantTree } from "./lib/plant-tree.ts";

const lines = (count: number): string => "x\n".repeat(count);

describe("checkSizes", () => {
  test("passes files at the limit, long tests and long data", async () => {
    const root = plantTree({
      "src/text/a.ts": lines(300),
      "src/web/b-page.tsx": lines(250),
      "src/text/a.test.ts": lines(900),
      "src/text/words.json": lines(900),
      "data/words.ts": lines(900),
    });
    expect(await checkSizes(root)).toEqual({ read: 2, problems: [] });
  });

  test.each([
    ["src/text/a.ts", 301],
    ["src/web/b-page.tsx", 251],
    ["src/web/look.css", 301],
    ["src/test/app.ts", 301],
    ["scripts/lib/x.mjs", 301],
  ])("refuses %s with %i lines", async (file, count) => {
    const { problems } = await checkSizes(plantTree({ [file]: lines(count) }));
    expect(problems).toEqual([{ file, message: expect.stringContaining(`has ${count} lines`) }]);
  });

  test("refuses an empty tree", async () => {
    expect((await checkSizes(plantTree({}))).problems[0]?.message).toContain("read nothing");
  });
});
