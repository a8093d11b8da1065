import { describe, expect, test } from "vitest";
import { checkImports, resolveImport } from "./check-imports.ts";
import { plantTree } from "./lib/plant-tree.ts";

const MAP = [
  "| folder | what |",
  "|---|---|",
  ...["commands", "shared", "text", "platform", "connectors", "modules", "web", "test"].map(
    (area) => `| \`src/${area}/\` | … |`,
  ),
  "",
  "| rank | modules |",
  "|---|---|",
  "| 2 | `listen` `answers` |",
  "| 3 | `publish` |",
  "| 5 | `measure` |",
].join("\n");

const CLEAN = {
  "ARCHITECTURE.md": MAP,
  "src/app.ts": 'import { listen } from "#modules/listen/index.ts";\nexport const app = listen;',
  "src/main.ts": 'await import("./commands/start.ts");',
  "src/commands/start.ts": 'import { app } from "#app.ts";\nexport const start = app;',
  "src/shared/ids.ts": 'import { z } from "zod";\nexport const id = z.string();',
  "src/text/tokens.ts": 'import { id } from "#shared/ids.ts";\nexport const tokens = id;',
  "src/platform/db/database.ts": 'import { tokens } from "#text/tokens.ts";\nexport const db = tokens;',
  "src/platform/http/server.ts": 'import { db } from "#platform/db/database.ts";\nexport const server = db;',
  "src/connectors/registry.ts": 'import { feed } from "./feed/feed.ts";\nexport const all = [feed];',
  "src/connectors/feed/feed.ts": 'import { db } from "#platform/db/database.ts";\nexport const feed = db;',
  "src/modules/listen/index.ts": 'export { listen } from "./server/list-mentions.ts";',
  "src/modules/listen/server/list-mentions.ts":
    'import type { M } from "../contract/mention.ts";\nexport const listen = 1 as unknown as M;',
  "src/modules/listen/contract/mention.ts":
    'import { id } from "#shared/ids.ts";\nexport type M = typeof id;',
  "src/modules/listen/contract/events.ts": 'import { id } from "#shared/ids.ts";\nexport const heard = id;',
  "src/modules/listen/web/index.tsx":
    'import { shell } from "#web/layout.tsx";\nexport const routes = shell;',
  "src/modules/publish/index.ts":
    'import { listen } from "#modules/listen/index.ts";\nexport const publish = listen;',
  "src/modules/answers/index.ts":
    'import { sent } from "#modules/publish/contract/events.ts";\nexport const answers = sent;',
  "src/modules/publish/contract/events.ts": "export const sent = 1;",
  "src/web/layout.tsx": "export const shell = 1;",
  "src/web/router.tsx":
    'import { routes } from "#modules/listen/web/index.tsx";\nexport const router = routes;',
};

/** Adds one file to the clean tree and returns what the check says. */
async function say(file: string, text: string, more: Record<string, string> = {}): Promise<string[]> {
  const { problems } = await checkImports(plantTree({ ...CLEAN, ...more, [file]: text }));
  return problems.map((problem) => `${problem.file}: ${problem.message}`);
}

describe("checkImports", () => {
  test("passes a tree that follows the map", async () => {
    const result = await checkImports(plantTree(CLEAN));
    expect(result.problems).toEqual([]);
    expect(result.read).toBe(Object.keys(CLEAN).length - 1);
  });

  test("refuses an empty tree", async () => {
    const { problems } = await checkImports(plantTree({}));
    expect(problems.map((problem) => problem.message).join()).toContain("read nothing");
  });

  test.each([
    ["src/shared/paging.ts", 'import "#text/tokens.ts";', "shared/ imports only shared/"],
    ["src/shared/paging.ts", 'import "kysely";', "no package but zod"],
    ["src/text/stem.ts", 'import "#platform/db/database.ts";', "text/ imports only text/ and shared/"],
    ["src/text/stem.ts", 'import "node:fs";', "which has no Node"],
    [
      "src/platform/jobs/jobs.ts",
      'import "#connectors/registry.ts";',
      "platform/ knows no module, connector or page",
    ],
    ["src/platform/jobs/jobs.ts", 'import "#modules/listen/index.ts";', "platform/ knows no module"],
    ["src/platform/jobs/jobs.ts", 'import "#app.ts";', "imported by nobody"],
    [
      "src/connectors/feed/poll.ts",
      'import "#modules/listen/index.ts";',
      "a connector knows no module or page",
    ],
    [
      "src/modules/listen/server/a-b.ts",
      'import "#modules/publish/index.ts";',
      "listen (rank 2) may not depend on publish (rank 3)",
    ],
    [
      "src/modules/listen/server/a-b.ts",
      'import "#modules/answers/index.ts";',
      "may not depend on answers (rank 2)",
    ],
    [
      "src/modules/listen/server/a-b.ts",
      'import type { x } from "#modules/publish/index.ts";',
      "publish or hear an event",
    ],
    [
      "src/modules/listen/server/a-b.ts",
      'await import("#modules/publish/index.ts");',
      "publish or hear an event",
    ],
    [
      "src/modules/listen/server/a-b.ts",
      'let x: import("#modules/publish/index.ts").X;',
      "publish or hear an event",
    ],
    [
      "src/modules/publish/server/a-b.ts",
      'import "#modules/listen/server/list-mentions.ts";',
      "enter listen by its front door",
    ],
    [
      "src/modules/publish/server/a-b.ts",
      'import "#modules/listen/web/index.tsx";',
      "server code never imports browser code",
    ],
    ["src/modules/publish/contract/post.ts", 'import "#platform/db/database.ts";', "a contract imports only"],
    [
      "src/modules/publish/contract/events.ts",
      'import "#modules/listen/contract/mention.ts";',
      "events.ts imports only",
    ],
    [
      "src/modules/publish/web/post-page.tsx",
      'import "#platform/db/database.ts";',
      "browser code imports only",
    ],
    [
      "src/modules/publish/web/post-page.tsx",
      'import "../server/send-post.ts";',
      "browser code imports only",
    ],
    ["src/web/menu.tsx", 'import "#modules/listen/web/index.tsx";', "only web/router.tsx knows"],
    ["src/main.ts", 'import "#modules/listen/index.ts";', "only app.ts knows the modules' servers"],
    [
      "src/modules/listen/server/a-b.ts",
      'import "#modules/listen/contract/mention.ts";',
      "inside a module or folder imports are relative",
    ],
    [
      "src/modules/listen/server/a-b.ts",
      'import "../../../shared/ids.ts";',
      "imports across folders use the # alias",
    ],
    ["src/platform/jobs/jobs.ts", 'import "../db/database.ts";', "imports across folders use the # alias"],
    ["src/text/stem.ts", 'import "./missing.ts";', "does not exist"],
    ["src/text/stem.ts", 'import "./tokens";', "does not exist"],
    ["tools/x.ts", 'import "./missing.ts";', "does not exist"],
    ["src/text/stem.ts", "import {", "cannot be parsed"],
    ["src/oddments/x.ts", "export const x = 1;", "ARCHITECTURE.md knows no src/oddments/"],
    ["src/modules/gossip/index.ts", "export const x = 1;", "has no rank"],
    ["src/modules/measure/index.ts", 'export * from "./server/x-y.ts";', "no `export *`"],
    [
      "src/modules/measure/index.ts",
      `export const ${"abcdefghijk".split("").join("=1,")}=1;`,
      "exports 11 names",
    ],
  ])("refuses in %s: %s", async (file, text, reason) => {
    const more = { "src/modules/publish/server/send-post.ts": "", "src/modules/measure/server/x-y.ts": "" };
    expect((await say(file, text, more)).join("\n")).toContain(reason);
  });

  test("refuses a cycle, and lets a dynamic import close a circle", async () => {
    const back = { "src/text/b.ts": 'export { a } from "./a.ts";' };
    const still = await say("src/text/a.ts", 'export { a } from "./b.ts";', back);
    expect(still[0]).toMatch(/import cycle: src\/text\/[ab]\.ts → src\/text\/[ab]\.ts$/);
    expect(still).toHaveLength(1);
    expect(await say("src/text/a.ts", 'export const a = () => import("./b.ts");', back)).toEqual([]);
  });

  test("lets a test look anywhere, and code import no test", async () => {
    expect(await say("src/platform/db/x.test.ts", 'import "#modules/listen/index.ts";')).toEqual([]);
    const found = await say("src/platform/db/x.ts", 'import "#test/app.ts";', { "src/test/app.ts": "" });
    expect(found.join()).toContain("only tests import tests");
  });

  test("does not read imports in comments and strings", async () => {
    expect(await say("src/text/x.ts", '// import "./no.ts";\nexport const x = `import "./no.ts"`;')).toEqual(
      [],
    );
  });
});

describe("resolveImport", () => {
  test("knows the alias, relative paths and packages", () => {
    expect(resolveImport("src/a/b.ts", "#shared/ids.ts")).toBe("src/shared/ids.ts");
    expect(resolveImport("src/a/b.ts", "../c.svg?url")).toBe("src/c.svg");
    expect(resolveImport("src/a/b.ts", "zod")).toBeUndefined();
  });
});
