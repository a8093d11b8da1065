import { execFileSync } from "node:child_process";
import { chmod, chown, mkdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshFolder } from "./lib/desk-process.ts";
import { expectClearEnd } from "./lib/expect-clear-end.ts";
import { runGaung } from "./lib/run-gaung.ts";

const isRoot = process.getuid?.() === 0;
/** The system's user without rights, on every Linux. */
const nobody = { uid: 65_534, gid: 65_534 };

const commands = [
  [],
  ["start"],
  ["worker"],
  ["demo"],
  ["migrate"],
  ["import"],
  ["export"],
  ["user"],
  ["user", "add"],
  ["user", "password"],
  ["audit", "verify"],
  ["backup"],
  ["restore"],
];

/** `migrate` prepares folder and database as `start` does, and loads less. */
const prepares = ["migrate"];

describe("The command line", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await freshFolder();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("explains every command", { timeout: 60_000 }, async () => {
    for (const command of commands) {
      const { code, output } = await runGaung([...command, "--help"]);
      expect(code, command.join(" ")).toBe(0);
      expect(output).toContain(`Usage: gaung${command.length === 0 ? "" : ` ${command.join(" ")}`}`);
    }
  });

  it("refuses a command it does not know, and settings that cannot be", async () => {
    const unknown = await runGaung(["mulai"]);
    expect(unknown.code).toBe(1);
    expectClearEnd(await runGaung(prepares, { GAUNG_PORT: "tujuh" }), /GAUNG_PORT/);
    expectClearEnd(await runGaung(prepares, { ROLE: "web" }), /ROLE=web needs DATABASE_URL/);
  });

  it("says when the data folder is a file", async () => {
    const file = path.join(folder, "a-file");
    await writeFile(file, "");
    expectClearEnd(await runGaung(["start"], { GAUNG_DATA_DIR: file }), /The data folder .+ is a file\./);
  });

  it("says when the data folder cannot be written to", async () => {
    const shut = path.join(folder, "shut");
    await mkdir(shut);
    await chmod(shut, 0o555);
    const ended = await runGaung(prepares, { GAUNG_DATA_DIR: shut }, isRoot ? nobody : {});
    expectClearEnd(ended, /The data folder .+ cannot be written to\./);
  });

  it("says when the disk is full", async ({ skip }) => {
    const small = path.join(folder, "small");
    await mkdir(small);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m,mode=755", "tmpfs", small], { stdio: "ignore" });
    } catch {
      skip("only root may mount a disk that is full");
    }
    try {
      expectClearEnd(await runGaung(prepares, { GAUNG_DATA_DIR: small }), /the disk is full\. Make room/);
      await writeFile(path.join(small, "filler"), Buffer.alloc(2_000_000)).catch(() => undefined);
      expectClearEnd(await runGaung(prepares, { GAUNG_DATA_DIR: small }), /is full\. Make room/);
    } finally {
      execFileSync("umount", [small]);
    }
  });

  it("says when the database of DATABASE_URL does not answer", async () => {
    const settings = {
      GAUNG_DATA_DIR: path.join(folder, "away"),
      DATABASE_URL: "postgres://gaung@127.0.0.1:1/gaung",
    };
    expectClearEnd(await runGaung(prepares, settings), /The database of DATABASE_URL does not answer/);
  });

  it("works for an ordinary user, with nothing prepared", async ({ skip }) => {
    if (!isRoot) skip("these tests run as an ordinary user already");
    const own = path.join(folder, "own");
    await mkdir(own);
    await chown(own, nobody.uid, nobody.gid);
    const settings = { GAUNG_DATA_DIR: path.join(own, "data"), HOME: own };
    const first = await runGaung(prepares, settings, nobody);
    expect(first.output).toMatch(/\d+ migrations applied\./);
    expect((await stat(path.join(own, "data", "postgres-password"))).mode & 0o777).toBe(0o600);
    const second = await runGaung(prepares, settings, nobody);
    expect(second.output).toContain("The database is up to date.");
  });
});
