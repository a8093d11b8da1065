import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createLogger } from "#platform/log/logger.ts";
import { testDatabase } from "#test/database.ts";
import { makeWorkspace } from "#test/factories.ts";
import { platformDesk, totp } from "#test/platform-desk.ts";
import { softPasskey } from "#test/soft-passkey.ts";
import { createAuthenticator } from "./create-authenticator.ts";

const database = await testDatabase();
const desk = await platformDesk(database);
await makeWorkspace(database.db);
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await database.db.deleteFrom("auth.rateLimit").execute();
});

const secretOf = (uri: string): string => new URL(uri).searchParams.get("secret") ?? "";
const actions = async (workspaceMember: {
  call: (method: string, path: string) => Promise<{ body: unknown }>;
}) => JSON.stringify((await workspaceMember.call("GET", "/api/audit")).body);

describe("signing in with a password", () => {
  it("proves who somebody is until they sign out", async () => {
    const ratna = await desk.member("officer", "Ratna");
    expect((await ratna.call("GET", "/api/me")).body).toMatchObject({ name: "Ratna", email: ratna.email });
    expect((await ratna.call("POST", "/api/auth/sign-out", {})).status).toBe(200);
    const { status, body } = await ratna.call("GET", "/api/me");
    expect([status, body.key]).toEqual([401, "unauthenticated"]);
  });

  it("says the same of a wrong password and of an address nobody has, in the reader's language", async () => {
    const budi = await desk.member("officer", "Budi");
    const wrong = await desk.visitor().signIn(budi.email, "bukan kata sandinya");
    const nobody = await desk
      .visitor({ "accept-language": "en" })
      .signIn("tidak@ada.test", "bukan kata sandinya");
    for (const { status, body, headers } of [wrong, nobody]) {
      expect(status).toBe(401);
      expect(body.code).toBe("INVALID_EMAIL_OR_PASSWORD");
      expect(headers.get("content-type")).toBe("application/problem+json");
    }
    expect(wrong.body.detail).toContain("Surel atau kata sandi tidak cocok");
    expect(nobody.body.detail).toContain("E-mail and password do not match");
  });

  it("is slowed down after ten tries from one place, and says for how long", async () => {
    const visitor = desk.visitor();
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1)
      statuses.push((await visitor.signIn("siapa@pun.test", `tebakan ke-${attempt}`)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    const { body, headers } = await visitor.signIn("siapa@pun.test", "tebakan lain");
    expect(body.key).toBe("rate_limited");
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(headers.get("retry-after"))).toBeLessThanOrEqual(60);
  });

  it("hands out cookies that scripts and other sites cannot use", async () => {
    const sari = await desk.member("viewer", "Sari");
    const { headers } = await desk.visitor().signIn(sari.email, sari.password);
    const session = headers.getSetCookie().find((line) => line.startsWith("gaung.session_token="));
    expect(session).toMatch(/; HttpOnly/i);
    expect(session).toMatch(/; SameSite=Lax/i);
    expect(session).toMatch(/; Path=\//i);
    expect(session).not.toMatch(/; Secure/i);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("is refused from a page of another site, and so is using a session from there", async () => {
    const joko = await desk.member("viewer", "Joko");
    const origin = { origin: "https://jahat.test" };
    const signIn = await desk
      .visitor(origin)
      .call("POST", "/api/auth/sign-in/email", { email: joko.email, password: joko.password });
    const signOut = await joko.call("POST", "/api/auth/sign-out", {}, origin);
    for (const { status, body } of [signIn, signOut])
      expect([status, body.key]).toEqual([403, "sign_in.address_unknown"]);
    expect((await joko.call("GET", "/api/me")).status).toBe(200);
  });

  it("takes no one in by itself: sign-up and the rest of the library stay shut", async () => {
    const wati = await desk.member("viewer", "Wati");
    const account = { email: "baru@uji.test", name: "Baru", password: "kata sandi panjang" };
    const shut = [
      await wati.call("POST", "/api/auth/sign-up/email", account),
      await wati.call("POST", "/api/auth/update-user", { name: "Lain" }),
      await wati.call("POST", "/api/auth/change-email", { newEmail: "lain@uji.test" }),
      await wati.call("POST", "/api/auth/delete-user", {}),
      await wati.call("GET", "/api/auth/../me"),
    ];
    expect(shut.slice(0, 4).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(
      await database.db.selectFrom("auth.user").select("id").where("email", "=", account.email).execute(),
    ).toEqual([]);
  });
});

describe("sessions", () => {
  it("are listed, ended one by one, and ended everywhere at once", async () => {
    const dewi = await desk.member("officer", "Dewi");
    const phone = desk.visitor({ "user-agent": "Ponsel" });
    const library = desk.visitor({ "user-agent": "Perpustakaan" });
    await phone.signIn(dewi.email, dewi.password);
    await library.signIn(dewi.email, dewi.password);
    const { body: sessions } = await dewi.call("GET", "/api/auth/list-sessions");
    expect(sessions).toHaveLength(3);
    const forgotten = sessions.find((one: { userAgent: string }) => one.userAgent === "Perpustakaan");
    await dewi.call("POST", "/api/auth/revoke-session", { token: forgotten.token });
    expect((await library.call("GET", "/api/me")).status).toBe(401);
    expect((await phone.call("GET", "/api/me")).status).toBe(200);
    await dewi.call("POST", "/api/auth/revoke-sessions", {});
    for (const place of [dewi, phone]) expect((await place.call("GET", "/api/me")).status).toBe(401);
  });

  it("of somebody who was removed open nothing of the workspace any more", async () => {
    const owner = await desk.member("owner", "Pemilik");
    const leaver = await desk.member("officer", "Rudi");
    expect((await leaver.call("GET", "/api/members")).status).toBe(200);
    expect((await owner.call("DELETE", `/api/members/${leaver.userId}`)).status).toBe(204);
    const { status, body } = await leaver.call("GET", "/api/members");
    expect([status, body.key]).toEqual([403, "no_workspace"]);
    expect((await leaver.call("GET", "/api/me")).body.memberships).toEqual([]);
  });

  it("last longer while they are used, and not otherwise", async () => {
    const tuti = await desk.member("viewer", "Tuti");
    expect((await tuti.call("GET", "/api/me")).headers.getSetCookie()).toEqual([]);
    await database.pool.query(
      `update auth.session set "expiresAt" = now() + interval '12 days' where "userId" = $1`,
      [tuti.userId],
    );
    expect((await tuti.call("GET", "/api/members")).status).toBe(200);
    const { headers } = await tuti.call("GET", "/api/me");
    expect(headers.getSetCookie().join()).toContain("gaung.session_token=");
    await database.pool.query(
      `update auth.session set "expiresAt" = now() - interval '1 second' where "userId" = $1`,
      [tuti.userId],
    );
    expect((await tuti.call("GET", "/api/me")).status).toBe(401);
  });

  it("end elsewhere when the password changes, which the log of the workspace tells", async () => {
    const nina = await desk.member("admin", "Nina");
    const elsewhere = desk.visitor();
    await elsewhere.signIn(nina.email, nina.password);
    const change = {
      currentPassword: nina.password,
      newPassword: "kata sandi yang baru",
      revokeOtherSessions: true,
    };
    const short = await nina.call("POST", "/api/auth/change-password", { ...change, newPassword: "pendek" });
    expect([short.status, short.body.key]).toEqual([400, "sign_in.password_short"]);
    expect((await nina.call("POST", "/api/auth/change-password", change)).status).toBe(200);
    expect((await elsewhere.call("GET", "/api/me")).status).toBe(401);
    expect((await desk.visitor().signIn(nina.email, nina.password)).status).toBe(401);
    expect((await desk.visitor().signIn(nina.email, change.newPassword)).status).toBe(200);
    expect(await actions(nina)).toContain("account.password_changed");
  });

  it("note when a member was last here, at most once a minute", async () => {
    const seen = async (userId: string) =>
      (
        await database.db
          .selectFrom("platform.member")
          .select("last_seen_at")
          .where("user_id", "=", userId)
          .executeTakeFirstOrThrow()
      ).last_seen_at;
    const agus = await desk.member("viewer", "Agus");
    const began = desk.clock.now;
    await agus.call("GET", "/api/members");
    desk.clock.now = new Date(began.getTime() + 59_000);
    await agus.call("GET", "/api/members");
    expect(await seen(agus.userId)).toEqual(began);
    desk.clock.now = new Date(began.getTime() + 61_000);
    await agus.call("GET", "/api/members");
    expect(await seen(agus.userId)).toEqual(desk.clock.now);
    desk.clock.now = began;
  });
});

describe("the second factor", () => {
  it("is added with a code, then asked for at every sign-in; a paper code works once", async () => {
    const lestari = await desk.member("admin", "Lestari");
    const wrong = await lestari.call("POST", "/api/auth/two-factor/enable", { password: "bukan ini dia" });
    expect([wrong.status, wrong.body.key]).toEqual([400, "sign_in.password_wrong"]);
    const { body: enrolment } = await lestari.call("POST", "/api/auth/two-factor/enable", {
      password: lestari.password,
    });
    expect(enrolment.totpURI).toMatch(/^otpauth:\/\/totp\/Gaung/);
    const secret = secretOf(enrolment.totpURI);

    // Not in force before it is confirmed: a half-finished enrolment locks nobody out.
    expect(
      (await desk.visitor().signIn(lestari.email, lestari.password)).body.twoFactorRedirect,
    ).toBeUndefined();
    const confirmed = await lestari.call("POST", "/api/auth/two-factor/verify-totp", {
      code: totp(secret, new Date()),
    });
    expect(confirmed.status).toBe(200);
    expect((await lestari.call("GET", "/api/me")).body.hasTwoFactor).toBe(true);
    expect(await actions(lestari)).toContain("account.second_factor_added");

    const browser = desk.visitor();
    expect((await browser.signIn(lestari.email, lestari.password)).body).toMatchObject({
      twoFactorRedirect: true,
      twoFactorMethods: ["totp"],
    });
    expect((await browser.call("GET", "/api/me")).status).toBe(401);
    const mistyped = await browser.call("POST", "/api/auth/two-factor/verify-totp", { code: "000000" });
    expect([mistyped.status, mistyped.body.key]).toEqual([401, "sign_in.code_wrong"]);
    const typed = await browser.call("POST", "/api/auth/two-factor/verify-totp", {
      code: totp(secret, new Date()),
    });
    expect(typed.status).toBe(200);
    expect((await browser.call("GET", "/api/me")).body.email).toBe(lestari.email);

    const [code] = enrolment.backupCodes;
    for (const expected of [200, 401]) {
      const lost = desk.visitor();
      await lost.signIn(lestari.email, lestari.password);
      expect((await lost.call("POST", "/api/auth/two-factor/verify-backup-code", { code })).status).toBe(
        expected,
      );
    }
    const { rows } = await database.pool.query(`select secret, "backupCodes" from auth."twoFactor"`);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  it("outlives a change of the desk's key, as long as the former one is given too", async () => {
    const indah = await desk.member("officer", "Indah");
    const { body } = await indah.call("POST", "/api/auth/two-factor/enable", { password: indah.password });
    const secret = secretOf(body.totpURI);
    await indah.call("POST", "/api/auth/two-factor/verify-totp", { code: totp(secret, new Date()) });
    const fresh = { id: "0123456789ab", bytes: new Uint8Array(32).fill(7) };
    const after = createAuthenticator({
      db: database.db,
      log: createLogger("silent"),
      keys: { current: fresh, older: [desk.keys.current] },
      publicUrl: undefined,
      now: () => desk.clock.now,
    });
    const call = (path: string, request: object, cookie = "") =>
      after.handle(
        new Request(`http://localhost:7300/api/auth${path}`, {
          method: "POST",
          headers: { "content-type": "application/json", origin: "http://localhost:7300", cookie },
          body: JSON.stringify(request),
        }),
        { reader: { locale: "id", requestId: "-", translate: (_locale, key) => key }, peer: null },
      );
    const challenge = await call("/sign-in/email", { email: indah.email, password: indah.password });
    const cookie = challenge.headers
      .getSetCookie()
      .filter((line) => line.startsWith("gaung.two_factor="))
      .map((line) => line.split(";")[0])
      .join();
    expect((await call("/two-factor/verify-totp", { code: totp(secret, new Date()) }, cookie)).status).toBe(
      200,
    );
    // Cookies signed with the former key end: everybody signs in again.
    const headers = new Headers({ cookie: [...indah.cookies].map((pair) => pair.join("=")).join("; ") });
    expect(await after.principalOf(headers)).toBeNull();
    expect(await desk.authenticator.principalOf(headers)).not.toBeNull();
  });

  it("gives five guesses for one sign-in, then wants the password again", async () => {
    const hadi = await desk.member("officer", "Hadi");
    const { body } = await hadi.call("POST", "/api/auth/two-factor/enable", { password: hadi.password });
    const secret = secretOf(body.totpURI);
    await hadi.call("POST", "/api/auth/two-factor/verify-totp", { code: totp(secret, new Date()) });
    const guesser = desk.visitor();
    await guesser.signIn(hadi.email, hadi.password);
    await database.db.deleteFrom("auth.rateLimit").execute();
    const keys: string[] = [];
    for (let guess = 0; guess < 6; guess += 1)
      keys.push(
        (await guesser.call("POST", "/api/auth/two-factor/verify-totp", { code: "123456" })).body.key,
      );
    expect(keys.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => "sign_in.code_wrong"));
    expect(keys[5]).toBe("sign_in.code_expired");
    const right = await guesser.call("POST", "/api/auth/two-factor/verify-totp", {
      code: totp(secret, new Date()),
    });
    expect(right.status).toBe(401);
  });
});

describe("passkeys", () => {
  it("are added, sign their owner in without a password, and no longer once removed", async () => {
    const yanti = await desk.member("admin", "Yanti");
    const device = softPasskey("http://localhost:7300");
    const asked = await yanti.call("GET", "/api/auth/passkey/generate-register-options?name=Laptop");
    const added = await yanti.call("POST", "/api/auth/passkey/verify-registration", {
      response: device.register(asked.body),
      name: "Laptop",
    });
    expect(added.status).toBe(200);
    expect(await actions(yanti)).toContain("account.passkey_added");

    const enter = async (authenticator: typeof device) => {
      const browser = desk.visitor();
      const { body } = await browser.call("GET", "/api/auth/passkey/generate-authenticate-options");
      const response = authenticator.signIn(body);
      const answer = await browser.call("POST", "/api/auth/passkey/verify-authentication", { response });
      return { answer, browser, response };
    };
    const { answer, browser, response } = await enter(device);
    expect(answer.status).toBe(200);
    expect((await browser.call("GET", "/api/me")).body.email).toBe(yanti.email);
    const replayed = await desk
      .visitor()
      .call("POST", "/api/auth/passkey/verify-authentication", { response });
    expect(replayed.status).toBeGreaterThanOrEqual(400);
    const stranger = await enter(softPasskey("http://localhost:7300"));
    expect([stranger.answer.status, stranger.answer.body.key]).toEqual([401, "sign_in.passkey_unknown"]);

    const [kept] = (await yanti.call("GET", "/api/auth/passkey/list-user-passkeys")).body;
    const neighbour = await desk.member("admin", "Tetangga");
    const taken = await neighbour.call("POST", "/api/auth/passkey/delete-passkey", { id: kept.id });
    expect(taken.status).toBeGreaterThanOrEqual(400);
    expect((await yanti.call("POST", "/api/auth/passkey/delete-passkey", { id: kept.id })).status).toBe(200);
    expect((await enter(device)).answer.status).toBe(401);
  });

  it("made by a page of another name are refused", async () => {
    const gita = await desk.member("viewer", "Gita");
    const { body } = await gita.call("GET", "/api/auth/passkey/generate-register-options?name=Palsu");
    const response = softPasskey("http://lokalhost.test:7300").register(body);
    const answer = await gita.call("POST", "/api/auth/passkey/verify-registration", {
      response,
      name: "Palsu",
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect((await gita.call("GET", "/api/auth/passkey/list-user-passkeys")).body).toEqual([]);
  });

  it("are bound to the name of the desk, and asked for only where there is one", async () => {
    const citra = await desk.member("viewer", "Citra");
    const { status, body } = await citra.call(
      "GET",
      "/api/auth/passkey/generate-register-options?name=Laptop",
    );
    expect(status).toBe(200);
    expect(body.rp).toEqual({ name: "Gaung", id: "localhost" });
    expect((await citra.call("GET", "/api/auth/passkey/list-user-passkeys")).body).toEqual([]);
    const numbered = await desk.authenticator.handle(
      new Request("http://127.0.0.1:7300/api/auth/passkey/generate-authenticate-options"),
      { reader: { locale: "id", requestId: "-", translate: (_locale, key) => key }, peer: null },
    );
    expect(await numbered.json()).toMatchObject({ status: 400, code: "PASSKEY_NEEDS_NAME" });
  });
});
