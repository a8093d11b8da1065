import { describe, expect, test } from "vitest";
import { checkLeaks } from "./check-leaks.ts";
import { plantTree } from "./lib/plant-tree.ts";

/** Put together here, so that this file itself holds none of them. */
const glue = (...parts: string[]): string => parts.join("");

describe("checkLeaks", () => {
  test("passes ordinary text, web addresses, hostile addresses in tests, and binaries", async () => {
    const root = plantTree({
      "README.md": "See https://example.org/work/1 and `data/work/x`. postgres://user:password@host/db",
      "src/a.ts": 'const to = "postgres://gaung:gaung@localhost/gaung"; const ratio = a /work/ 2;',
      "src/a.test.ts": glue('const bad = "http://root:', 'hunter2@169.254.0.1/";'),
      "logo.png": glue("\0", "/wo", "rk/secret"),
      "package-lock.json": '{ "packages": {} }',
      "node_modules/x/index.js": glue("/wo", "rk/x"),
    });
    expect(await checkLeaks(root)).toEqual({ read: 4, problems: [] });
  });

  test.each([
    [glue('"/wo', 'rk/main/x.ts"'), "a path of one machine"],
    [glue("see /ho", "me/budi/gaung/"), "somebody's home folder"],
    [glue("https://registry.", "npmjs.org/zod"), "a package registry's address"],
    [glue("-----BEGIN RSA PRIVATE ", "KEY-----"), "a private key"],
    [glue("AKIA", "ABCDEFGHIJKLMNOP"), "an access key"],
    [glue("ghp_", "a".repeat(36)), "a GitHub token"],
    [glue("npm_", "a".repeat(36)), "a registry token"],
    [glue("12345678:AA", "b".repeat(33)), "a chat token"],
    [glue("sk-", "a1".repeat(16)), "a secret key"],
    [glue("postgres://desk:", "hunter2@db.office.go.id/x"), "a password in an address"],
  ])("refuses %s", async (text, what) => {
    const { problems } = await checkLeaks(plantTree({ "docs/x.md": `one\n${text}\n` }));
    expect(problems).toEqual([{ file: "docs/x.md", line: 2, message: expect.stringContaining(what) }]);
  });

  test("refuses download addresses in a lockfile", async () => {
    const root = plantTree({
      "scripts/runtime/package-lock.json": '{ "a": { "resolved": "x" }, "b": { "resolved": "y" } }',
    });
    expect((await checkLeaks(root)).problems[0]?.message).toContain("2 download addresses");
  });

  test("refuses an empty tree", async () => {
    expect((await checkLeaks(plantTree({}))).problems[0]?.message).toContain("read nothing");
  });
});
