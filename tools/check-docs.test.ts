import { describe, expect, test } from "vitest";
import { checkDocs } from "./check-docs.ts";
import { plantTree } from "./lib/plant-tree.ts";

const HOUSE = {
  "package.json": '{ "scripts": { "demo": "x", "test": "x" }, "dependencies": { "ipaddr.js": "2.5.0" } }',
  "src/main.ts": [
    'program.command("start").option("--port <n>");',
    'const audit = program.command("audit").description("the log");',
    'audit.command("verify [file]");',
    'program.command("import <file>");',
  ].join("\n"),
  "src/platform/db/database.ts": "",
  "src/modules/listen/contract/events.ts": "",
  "src/modules/listen/web/messages/id.json": "",
  "src/modules/listen/web/messages/en.json": "",
  "docs/decisions/001-name.md": "# The name, decided\n",
};
const CLEAN_PAGE = [
  "# Gaung",
  "`src/platform/db/database.ts` `#platform/db/database.ts` `platform/db/` `contract/events.ts` `src/modules/*/web/`",
  "`web/messages/{id,en}.json` `<noun>-page.tsx` `NNN-what.sql` `verb-noun.ts` `/healthz` `text/html` `@orpc/server` `ipaddr.js`",
  "`and/or` `listen.mention` `./data/local/` `dist/web` `npm ci` `npm test` `npm run demo` `npx gaung audit verify`",
  "[why](docs/decisions/001-name.md#the-name-decided) [top](#gaung) [far](https://example.org/no.md)",
  "```",
  "gaung import mentions.csv --dry-run",
  "gaung start",
  "```",
].join("\n");

async function say(page: string): Promise<string> {
  const { problems } = await checkDocs(plantTree({ ...HOUSE, "README.md": page }));
  return problems.map(({ message }) => message).join("\n");
}

describe("checkDocs", () => {
  test("passes a page whose names are real", async () => {
    expect(await checkDocs(plantTree({ ...HOUSE, "README.md": CLEAN_PAGE }))).toEqual({
      read: 2,
      problems: [],
    });
  });

  test.each([
    ["`src/platform/db/pool.ts`", "names src/platform/db/pool.ts, which does not exist"],
    ["`#platform/db/pool.ts`", "names src/platform/db/pool.ts"],
    ["`web/messages/{id,jv}.json`", "names web/messages/jv.json"],
    ["`src/platform/dbs`", "names src/platform/dbs"],
    ["`bench/`", "names bench/"],
    ["`src/modules/*/pages/`", "names src/modules/*/pages/"],
    ["`npm run dmeo`", "the script “dmeo”"],
    ["`npm start`", "the script “start”"],
    ["```\nnpm run lint\n```", "the script “lint”"],
    ["`gaung strat`", "“gaung strat”"],
    ["`npx gaung audit check`", "“gaung audit check”"],
    ["[x](docs/no.md)", "links to docs/no.md, which does not exist"],
    ["![x](docs/no.png)", "links to docs/no.png"],
    ["[x](docs/decisions/001-name.md#no)", "that page has no such heading"],
  ])("refuses %s", async (page, reason) => {
    expect(await say(page)).toContain(reason);
  });

  test("reads the READMEs of modules", async () => {
    const tree = { ...HOUSE, "src/modules/listen/README.md": "`server/no-such.ts`" };
    expect((await checkDocs(plantTree(tree))).problems).toHaveLength(1);
  });

  test("refuses an empty tree", async () => {
    expect((await checkDocs(plantTree({}))).problems[0]?.message).toContain("read nothing");
  });
});
