import { describe, expect, test } from "vitest";
import { checkStatus } from "./check-status.ts";
import { plantTree } from "./lib/plant-tree.ts";

const LAST = { A: 18, B: 20, C: 19, D: 17, E: 14, F: 11, G: 15, H: 16, I: 20, J: 14 };
const codes = Object.entries(LAST).flatMap(([chapter, last]) =>
  Array.from({ length: last }, (_, at) => `${chapter}${at + 1}`),
);
const TEST_FILE = "src/text/query.test.ts";
const SHOWN = `\`${TEST_FILE}\` "finds a phrase"`;

/** A status page in which every row is missing but those given as code → "state | evidence". */
function page(rows: Record<string, string>): Record<string, string> {
  const table = codes.map((code) => `| ${code} | something | ${rows[code] ?? "missing |"} |`);
  return {
    "docs/status.md": ["| row | what | state | shown by |", "|---|---|---|---|", ...table].join("\n"),
    [TEST_FILE]:
      'describe("query", () => { test("finds a phrase", run); test.each([1])("counts %i", run); test.skip("is skipped", run); });',
  };
}

async function say(tree: Record<string, string>): Promise<string> {
  return (await checkStatus(plantTree(tree))).problems.map(({ message }) => message).join("\n");
}

describe("checkStatus", () => {
  test("passes a page whose tests are there", async () => {
    const tree = page({
      A1: `works | ${SHOWN}`,
      A2: `partly | no NEAR yet; ${SHOWN}, “counts %i”`,
      J14: "missing | later",
    });
    expect(await checkStatus(plantTree(tree))).toEqual({ read: codes.length, problems: [] });
  });

  test.each([
    ["works | ", "A1 works, but names no test"],
    ["partly | soon", "A1 partly, but names no test"],
    ["done | ", "say works, partly or missing"],
    ['works | `src/text/no.test.ts` "x"', "does not exist"],
    [`works | \`${TEST_FILE}\``, "without a test's title"],
    [`works | \`${TEST_FILE}\` "finds a word"`, "runs no test “finds a word”"],
    [`works | \`${TEST_FILE}\` "is skipped"`, "runs no test “is skipped”"],
    [`works | \`${TEST_FILE}\` "query"`, "runs no test “query”"],
  ])("refuses a row that says %s", async (row, reason) => {
    expect(await say(page({ A1: row }))).toContain(reason);
  });

  test("refuses rows left out, said twice, or made up", async () => {
    const tree = page({});
    const text = tree["docs/status.md"] ?? "";
    expect(await say({ ...tree, "docs/status.md": text.replace("| B20 |", "| B21 |") })).toBe(
      "lists B21, which the catalogue does not have\ndoes not list B20",
    );
    expect(await say({ ...tree, "docs/status.md": `${text}\n| A1 | again | missing |` })).toBe(
      "lists A1 twice",
    );
  });

  test("refuses an empty tree", async () => {
    expect(await say({})).toContain("read nothing");
  });
});
