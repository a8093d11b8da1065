import { afterAll, describe, expect, it } from "vitest";
import { testDatabase } from "#test/database.ts";
import { makeWorkspace } from "#test/factories.ts";
import { platformDesk } from "#test/platform-desk.ts";
import { createDeskMail } from "./desk-mail.ts";
import { openMailPassword, readMailSettings } from "./mail-settings-store.ts";
import { readMailbox } from "./mailbox.ts";
import { readSmtpUrl } from "./smtp-url.ts";

const database = await testDatabase();
const desk = await platformDesk(database);
await makeWorkspace(database.db);
const admin = await desk.member("admin", "Admin");
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const server = {
  host: "127.0.0.1",
  port: 1,
  isSecure: false,
  user: "humas",
  password: "rahasia sekali",
  from: "Humas Kota <humas@kota.go.id>",
};
const passwordNow = async () => {
  const { sealedPassword } = (await readMailSettings(database.db)) ?? { sealedPassword: null };
  return sealedPassword === null ? null : openMailPassword(desk.keys, sealedPassword);
};

describe("the mail server of a desk", () => {
  it("is none at first: a test message goes to the previews, and can be read there", async () => {
    const { body } = await admin.call("GET", "/api/mail/settings");
    expect(body).toMatchObject({ isConfigured: false, isFromEnvironment: false, hasPassword: false });
    expect((await admin.call("POST", "/api/mail/test")).body).toEqual({
      outcome: "previewed",
      key: null,
      detail: null,
    });
    const { body: previews } = await admin.call("GET", "/api/mail/previews");
    expect(previews.items).toMatchObject([{ to: admin.email, subject: "Percobaan surel dari Gaung" }]);
    const { body: one } = await admin.call("GET", `/api/mail/previews/${previews.items[0].name}`);
    expect(one.text).toContain("Admin");
    expect((await admin.call("GET", "/api/mail/previews/..%2F..%2Fsecret.key")).status).toBe(404);
  });

  it("is kept with its password sealed, which nobody is shown", async () => {
    const saved = await admin.call("PUT", "/api/mail/settings", server);
    expect(saved.body).toMatchObject({ isConfigured: true, host: "127.0.0.1", hasPassword: true });
    const { rows } = await database.pool.query("select value from platform.desk where key = 'mail'");
    const log = (await admin.call("GET", "/api/audit?action=mail.settings_changed")).body;
    const shown = (await admin.call("GET", "/api/mail/settings")).body;
    expect(JSON.stringify([rows, log, shown, saved.body])).not.toContain(server.password);
    expect(await passwordNow()).toBe(server.password);
  });

  it("keeps the password only while it goes to the same server as the same user", async () => {
    const { password: _, ...same } = server;
    await admin.call("PUT", "/api/mail/settings", { ...same, from: "surel@kota.go.id" });
    expect(await passwordNow()).toBe(server.password);
    await admin.call("PUT", "/api/mail/settings", { ...same, host: "jahat.test" });
    expect(await passwordNow()).toBeNull();
  });

  it("that does not answer is told in plain words", async () => {
    await admin.call("PUT", "/api/mail/settings", { ...server, user: "" });
    const { body } = await admin.call("POST", "/api/mail/test");
    expect(body).toMatchObject({ outcome: "failed", key: "mail_connect" });
    expect(body.detail).toContain("Server surel tidak ditemukan");
    expect((await admin.call("PUT", "/api/mail/settings", { ...server, host: "" })).body.isConfigured).toBe(
      false,
    );
    expect((await admin.call("POST", "/api/mail/test")).body.outcome).toBe("previewed");
  });

  it("needs a sender that is an address, and belongs to the home workspace alone", async () => {
    const { status, body } = await admin.call("PUT", "/api/mail/settings", { ...server, from: "humas" });
    expect([status, body.errors[0].field]).toEqual([422, "from"]);
    const { body: other } = await admin.call("POST", "/api/workspaces", { name: "Ruang lain" });
    await database.db
      .updateTable("platform.workspace")
      .set({ created_at: new Date("2100-01-01") })
      .where("id", "=", other.id)
      .execute();
    const there = { "gaung-workspace": other.slug };
    for (const [method, path] of [
      ["GET", "/settings"],
      ["POST", "/test"],
      ["GET", "/previews"],
    ] as const)
      expect((await admin.call(method, `/api/mail${path}`, undefined, there)).body.key).toBe(
        "home_workspace_only",
      );
  });

  it("set in the environment wins and cannot be changed from the screen", async () => {
    const fixed = createDeskMail({
      db: database.db,
      keys: desk.keys,
      smtpUrl: "smtp://kota:p%40ss@mail.kota.go.id:587",
      mailFrom: "humas@kota.go.id",
      previewDir: desk.mail.previewDir,
      now: () => desk.clock.now,
    });
    expect(await fixed.settings()).toMatchObject({
      isFromEnvironment: true,
      host: "mail.kota.go.id",
      hasPassword: true,
    });
    expect((await fixed.mailer()).mode).toBe("smtp");
  });
});

describe("reading what administrators write", () => {
  it.each([
    [
      "smtp://kota:p%40ss@mail.kota.go.id:587",
      { host: "mail.kota.go.id", port: 587, security: "starttls", user: "kota", password: "p@ss" },
    ],
    [
      "smtps://kota:x@mail.kota.go.id",
      { host: "mail.kota.go.id", port: 465, security: "tls", user: "kota", password: "x" },
    ],
    ["smtp://localhost:25", { host: "localhost", port: 25, security: "none" }],
    [
      "smtp://u:p@127.0.0.1:2525",
      { host: "127.0.0.1", port: 2525, security: "none", user: "u", password: "p" },
    ],
    ["smtp://[::1]:25?security=starttls", { host: "::1", port: 25, security: "starttls" }],
  ])("%s", (url, expected) => {
    expect(readSmtpUrl(url)).toEqual(expected);
  });

  it.each(["mail.kota.go.id", "https://mail.kota.go.id", "smtp://", "smtp://u:rahasia@h?security=apa"])(
    "%s is refused without telling the password",
    (url) => {
      expect(() => readSmtpUrl(url)).toThrow(/SMTP_URL is not usable/);
      expect(() => readSmtpUrl(url)).not.toThrow(/rahasia/);
    },
  );

  it.each([
    ["Humas Kota <humas@kota.go.id>", { name: "Humas Kota", address: "humas@kota.go.id" }],
    ['"Humas, Kota" <humas@kota.go.id>', { name: "Humas, Kota", address: "humas@kota.go.id" }],
    [" humas@kota.go.id ", { address: "humas@kota.go.id" }],
    ["<humas@kota.go.id>", { address: "humas@kota.go.id" }],
    ["Humas", undefined],
    ["a@b.test, c@d.test", undefined],
    ["Humas\r\nBcc: x@y.test <humas@kota.go.id>", undefined],
  ])("%j", (text, expected) => {
    expect(readMailbox(text)).toEqual(expected);
  });
});
