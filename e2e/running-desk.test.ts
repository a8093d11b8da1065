import { createHash } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { type APIRequestContext, request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedServer, startEmbeddedPostgres } from "#platform/db/embedded-postgres.ts";
import { type DeskProcess, freshFolder, startDesk } from "./lib/desk-process.ts";
import { embeddedAddress, pictureOf, withRows } from "./lib/desk-rows.ts";
import { expectClearEnd } from "./lib/expect-clear-end.ts";
import { callApi, officeName, owner, setUpDesk } from "./lib/people.ts";
import { runGaung } from "./lib/run-gaung.ts";

/** Bytes of a small table, handed in so that a backup has a file to carry. */
const table = "judul,media,tanggal\nHujan deras di Contoh,Kabar Contoh,2019-09-12\n";

describe("A desk that runs, and the commands beside it", () => {
  let desk: DeskProcess;
  let outside: EmbeddedServer;
  let folder: string;
  let asOwner: APIRequestContext;
  let backup: string;

  /** An empty database on a PostgreSQL that is not the desk's own. */
  async function outsideDatabase(name: string): Promise<string> {
    await withRows(outside.connectionString, (client) => client.query(`create database ${name}`));
    const address = new URL(outside.connectionString);
    address.pathname = `/${name}`;
    return address.href;
  }
  const asSomebody = (cookies: Awaited<ReturnType<APIRequestContext["storageState"]>>) =>
    request.newContext({ baseURL: desk.url, storageState: cookies });

  beforeAll(async () => {
    folder = await freshFolder();
    backup = path.join(folder, "backup.tar.gz");
    [desk, outside] = await Promise.all([startDesk(), startEmbeddedPostgres(folder)]);
    await setUpDesk(desk);
    asOwner = await request.newContext({ baseURL: desk.url });
    await signIn(asOwner, owner.email, owner.password);
  });
  afterAll(async () => {
    await asOwner?.dispose();
    await desk?.stop();
    await outside?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function signIn(browser: APIRequestContext, email: string, password: string): Promise<number> {
    const answer = await browser.post("/api/auth/sign-in/email", {
      headers: { origin: desk.url },
      data: { email, password },
    });
    return answer.status();
  }

  it("refuse to let a second desk onto the same rows, or onto a port in use", async () => {
    const second = await runGaung(["start"], desk.environment);
    expectClearEnd(second, /Another Gaung \(process \d+\) already runs on /);
    const samePort = await runGaung(["start"], {
      GAUNG_DATA_DIR: path.join(folder, "same-port"),
      DATABASE_URL: await outsideDatabase("same_port"),
      GAUNG_PORT: new URL(desk.url).port,
    });
    expectClearEnd(samePort, /Port \d+ is already in use\./);
  });

  it("let somebody in from the terminal", async () => {
    const added = await runGaung(
      [
        "user",
        "add",
        "--email",
        "sari@humas.contoh.go.id",
        "--name",
        "Sari",
        "--workspace",
        "humas-kota-contoh",
      ],
      desk.environment,
    );
    expect(added.output).toContain("sari@humas.contoh.go.id is now officer of humas-kota-contoh.");
    const password = /shown this once: (\S+)/.exec(added.output)?.[1] ?? "";
    const sari = await request.newContext({ baseURL: desk.url });
    expect(await signIn(sari, "sari@humas.contoh.go.id", password)).toBe(200);
    await sari.dispose();
    const again = await runGaung(
      ["user", "add", "--email", "sari@humas.contoh.go.id", "--name", "Sari", "--workspace", "tidak-ada"],
      desk.environment,
    );
    expectClearEnd(again, /There is no such workspace\./);
  });

  it("put the desk into one file while it runs, and turn it back into the same desk", async () => {
    const kept = await asOwner.post("/api/files?name=daftar.csv", {
      headers: { origin: desk.url, "content-type": "text/csv" },
      data: table,
    });
    expect(kept.status()).toBe(201);
    const { id } = (await kept.json()) as { id: string };
    await callApi(asOwner, desk, "PATCH", "/workspace", { name: `${officeName} Raya` });

    const written = await runGaung(["backup", backup], desk.environment);
    expect(written.output).toMatch(/\d+ rows, 1 files, /);
    expect((await stat(backup)).mode & 0o777, "the desk's key is in it").toBe(0o600);
    const original = await pictureOf((await embeddedAddress(desk.dataDir)).address);
    expect(Object.keys(original).length).toBeGreaterThan(20);

    const restoredDir = path.join(folder, "restored");
    const restored = await runGaung(["restore", backup], { GAUNG_DATA_DIR: restoredDir });
    expect(restored.output).toMatch(/Restored \d+ rows and 1 files\./);
    const twin = await startDesk(["start"], {}, restoredDir);
    try {
      expect(await pictureOf((await embeddedAddress(restoredDir)).address)).toEqual(original);
      // The key came along: the session that was signed with it still counts.
      const there = await asSomebody(await asOwner.storageState());
      const me = await there.get(`${twin.url}/api/me`);
      expect(await me.json()).toMatchObject({ memberships: [{ name: `${officeName} Raya` }] });
      const file = await there.get(`${twin.url}/api/files/${id}`);
      expect(
        createHash("sha256")
          .update(await file.body())
          .digest("hex"),
      ).toBe(createHash("sha256").update(table).digest("hex"));
      await there.dispose();
      expect(twin.setupLink).toBeNull();
    } finally {
      await twin.stop();
    }
    expectClearEnd(
      await runGaung(["restore", backup], desk.environment),
      /Another Gaung|already holds a desk/,
    );
  });

  it("carry a desk to a PostgreSQL of one's own and from there to another", async () => {
    const original = await pictureOf((await embeddedAddress(desk.dataDir)).address);
    const own = { GAUNG_DATA_DIR: path.join(folder, "own"), DATABASE_URL: await outsideDatabase("own") };
    expect((await runGaung(["restore", backup], own)).output).toMatch(/Restored \d+ rows/);
    expect(await pictureOf(own.DATABASE_URL)).toEqual(original);
    expectClearEnd(await runGaung(["restore", backup], own), /This database already holds a desk\./);

    const second = path.join(folder, "second.tar.gz");
    expect((await runGaung(["backup", second], own)).code).toBe(0);
    const other = {
      GAUNG_DATA_DIR: path.join(folder, "other"),
      DATABASE_URL: await outsideDatabase("other"),
    };
    expect((await runGaung(["restore", second], other)).code).toBe(0);
    expect(await pictureOf(other.DATABASE_URL)).toEqual(original);

    await withRows(other.DATABASE_URL, (client) =>
      client.query(
        "insert into platform.migration (owner, number, name, checksum) values ('platform', 999, '999-later.sql', 'x')",
      ),
    );
    expectClearEnd(await runGaung(["start"], other), /This database is newer than this program/);
  });

  it("find an audit log intact, and say from where on it was altered", async () => {
    const intact = await runGaung(["audit", "verify"], desk.environment);
    expect(intact.output).toMatch(/^humas-kota-contoh: \d+ entries, intact, head [0-9a-f]{64}$/m);
    expect(intact.code).toBe(0);
    const { address } = await embeddedAddress(desk.dataDir);
    await withRows(address, async (client) => {
      await expect(client.query("update platform.audit_entry set actor_name = 'Orang lain'")).rejects.toThrow(
        /append-only/,
      );
      await client.query("alter table platform.audit_entry disable trigger user");
      await client.query("update platform.audit_entry set actor_name = 'Orang lain' where seq = 2");
      await client.query("alter table platform.audit_entry enable trigger user");
    });
    const broken = await runGaung(["audit", "verify"], desk.environment);
    expect(broken.output).toContain("BROKEN from entry 2 on");
    expectClearEnd(broken, /The audit log was altered/);
  });

  it("comes back after kill -9 on the database that was left running", async () => {
    const before = await embeddedAddress(desk.dataDir);
    await desk.kill();
    await desk.restart();
    expect(await embeddedAddress(desk.dataDir)).toEqual(before);
    await callApi(asOwner, desk, "GET", "/me");
    await desk.end();
    await expect(stat(path.join(desk.dataDir, "postgres", "cluster", "postmaster.pid"))).rejects.toThrow(
      /ENOENT/,
    );
  });
});
