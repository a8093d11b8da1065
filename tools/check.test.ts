import { symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { formatReport, runChecks } from "./check.ts";
import type { Check } from "./lib/check-result.ts";
import { checkServerTypes, checkStyle, checkUnused, checkWebTypes } from "./lib/kept-tools.ts";
import { plantTree } from "./lib/plant-tree.ts";
import { readText } from "./lib/tree.ts";

const HOUSE = path.resolve(import.meta.dirname, "..");
const CONFIGS = [
  "biome.json",
  "tsconfig.base.json",
  "tsconfig.server.json",
  "tsconfig.web.json",
  ".gitignore",
];

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A small house with this house's own rules. */
function plantHouse(files: Record<string, string>): string {
  const configs = Object.fromEntries(CONFIGS.map((file) => [file, readText(HOUSE, file)]));
  const root = plantTree({
    "package.json": asJson({
      name: "x",
      type: "module",
      imports: { "#*": "./src/*" },
      devDependencies: { zod: "4" },
    }),
    "knip.json": `{ "entry": ["src/main.ts"], "project": ["src/**/*.{ts,tsx}"] }\n`,
    ...configs,
    ...files,
  });
  symlinkSync(path.join(HOUSE, "node_modules"), path.join(root, "node_modules"));
  return root;
}

async function say(check: Check, files: Record<string, string>): Promise<string> {
  return (await check(plantHouse(files))).problems.map(({ message }) => message).join("\n");
}

const CLEAN = {
  "src/main.ts":
    'import { z } from "zod";\nimport { text } from "./text/tokens.ts";\n\nexport const main = z.string().parse(text);\n',
  "src/text/tokens.ts": 'export const text: string = "a";\n',
};

describe("the kept tools", () => {
  test("pass a clean house", { timeout: 60_000 }, async () => {
    for (const check of [checkStyle, checkServerTypes, checkWebTypes, checkUnused])
      expect(await say(check, CLEAN)).toBe("");
  });

  test.each<[string, Check, Record<string, string>, RegExp]>([
    [
      "a line out of style",
      checkStyle,
      { "src/text/a.ts": "export const a  = 1\n" },
      /src\/text\/a\.ts: format/,
    ],
    [
      "a name that is not kebab-case",
      checkStyle,
      { "src/text/aB.ts": "export const a = 1;\n" },
      /useFilenamingConvention/,
    ],
    [
      "an import cycle",
      checkStyle,
      { "src/text/a.ts": 'export * from "./b.ts";\n', "src/text/b.ts": 'export * from "./a.ts";\n' },
      /noImportCycles/,
    ],
    ["an any", checkStyle, { "src/text/a.ts": "export const a: any = 1;\n" }, /noExplicitAny/],
    [
      "a wrong type on the server",
      checkServerTypes,
      { "src/text/a.ts": 'export const a: number = "1";\n' },
      /TS2322/,
    ],
    [
      "an index that may be missing",
      checkServerTypes,
      { "src/text/a.ts": "export const f = (a: number[]): number => a[0];\n" },
      /TS2322/,
    ],
    [
      "a wrong type in the browser",
      checkWebTypes,
      { "src/web/a.tsx": 'export const a: number = "1";\n' },
      /TS2322/,
    ],
    [
      "Node in the browser",
      checkWebTypes,
      { "src/web/a.tsx": "export const a = process.cwd();\n" },
      /TS2591|TS2304|TS2580/,
    ],
    [
      "a file nobody uses",
      checkUnused,
      { "src/text/idle.ts": "export const idle = 1;\n" },
      /src\/text\/idle\.ts/,
    ],
    [
      "an export nobody uses",
      checkUnused,
      { "src/text/tokens.ts": 'export const text: string = "a";\nexport const idle = 1;\n' },
      /idle/,
    ],
  ])("refuse %s", { timeout: 30_000 }, async (_, check, files, reason) => {
    expect(await say(check, { ...CLEAN, ...files })).toMatch(reason);
  });

  test("refuse an empty tree", { timeout: 60_000 }, async () => {
    for (const check of [checkServerTypes, checkWebTypes, checkUnused])
      expect(await say(check, {})).not.toBe("");
  });
});

describe("runChecks", () => {
  test("runs those named, and an empty tree is refused by every check that reads", async () => {
    const names = ["imports", "sizes", "names", "env", "docs", "messages", "status", "dependencies", "leaks"];
    const told: string[] = [];
    const reports = await runChecks(plantTree({}), names, ({ name }) => told.push(name));
    expect(told).toEqual(names);
    expect(reports.filter(({ problems }) => problems.length === 0)).toEqual([]);
  });

  test("counts a check that crashes as failed", async () => {
    const [report] = await runChecks(plantTree({ "package.json": "{" }), ["dependencies"], () => undefined);
    expect(report?.problems[0]?.message).toContain("crashed");
  });
});

test("formatReport gives one line and what is refused", () => {
  const report = { name: "docs", read: 3, ms: 12, problems: [{ file: "a.md", line: 2, message: "names x" }] };
  expect(formatReport(report)).toBe("✗ docs              12 ms      3 read\n    a.md:2: names x");
  expect(formatReport({ ...report, problems: [] })).toMatch(/^✓ docs/);
});
