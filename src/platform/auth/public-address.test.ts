import { afterAll, describe, expect, it } from "vitest";
import { testDatabase } from "#test/database.ts";
import { makeWorkspace } from "#test/factories.ts";
import { platformDesk } from "#test/platform-desk.ts";
import { clientAddress } from "./client-address.ts";

const database = await testDatabase();
const desk = await platformDesk(database, "https://humas.uji.go.id");
await makeWorkspace(database.db);
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

describe("a desk behind a public address", () => {
  it("sends its cookies over https only, and is used at that address only", async () => {
    const ratna = await desk.member("officer", "Ratna");
    expect((await ratna.call("GET", "/api/me")).status).toBe(200);
    await database.db.deleteFrom("auth.rateLimit").execute();
    const { headers } = await desk.visitor().signIn(ratna.email, ratna.password);
    const session = headers.getSetCookie().find((line) => line.includes("session_token="));
    expect(session).toMatch(/^__Secure-gaung\.session_token=/);
    expect(session).toMatch(/; Secure/i);
    for (const origin of [
      "http://humas.uji.go.id",
      "http://localhost:7300",
      "https://humas.uji.go.id.jahat.test",
    ]) {
      const { status } = await ratna.call("POST", "/api/auth/sign-out", {}, { origin });
      expect([origin, status]).toEqual([origin, 403]);
    }
  });

  it("binds passkeys to its name", async () => {
    const budi = await desk.member("officer", "Budi");
    const { body } = await budi.call("GET", "/api/auth/passkey/generate-register-options?name=Ponsel");
    expect(body.rp.id).toBe("humas.uji.go.id");
  });

  it("counts tries by where they come from, not by what they claim", async () => {
    await database.db.deleteFrom("auth.rateLimit").execute();
    const knock = (peer: string, claimed: string, forwarded: string) =>
      desk.authenticator.handle(
        new Request("https://humas.uji.go.id/api/auth/sign-in/email", {
          method: "POST",
          headers: {
            "content-type": "application/json",
            origin: "https://humas.uji.go.id",
            "x-forwarded-for": `${claimed}, ${forwarded}`,
            "x-gaung-client-address": claimed,
          },
          body: JSON.stringify({ email: "siapa@pun.test", password: "tebakan panjang" }),
        }),
        { reader: { locale: "id", requestId: "-", translate: (_locale, key) => key }, peer },
      );
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1)
      statuses.push((await knock("127.0.0.1", `198.51.100.${attempt}`, "203.0.113.9")).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await knock("127.0.0.1", "203.0.113.9", "203.0.113.10")).status).toBe(401);
  });
});

describe("the address of a caller", () => {
  it.each([
    ["no proxy: headers are claims", "203.0.113.5", "198.51.100.1", false, "203.0.113.5"],
    ["a proxy on this machine", "127.0.0.1", "6.6.6.6, 198.51.100.1", true, "198.51.100.1"],
    ["a proxy on the own network", "::ffff:10.0.0.2", "198.51.100.1", true, "198.51.100.1"],
    ["a stranger who plays proxy", "203.0.113.5", "198.51.100.1", true, "203.0.113.5"],
    ["a proxy that says nothing", "127.0.0.1", null, true, "127.0.0.1"],
    ["a proxy that says nonsense", "127.0.0.1", "siapa", true, "127.0.0.1"],
    ["a call inside the process", null, "198.51.100.1", true, null],
  ])("%s", (_what, peer, forwardedFor, isBehindProxy, expected) => {
    expect(clientAddress(peer, forwardedFor, isBehindProxy)).toBe(expected);
  });
});
