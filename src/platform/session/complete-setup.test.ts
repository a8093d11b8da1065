import { afterAll, describe, expect, it } from "vitest";
import { testDatabase } from "#test/database.ts";
import { platformDesk } from "#test/platform-desk.ts";
import { ensureSetupToken } from "./setup-token.ts";

const database = await testDatabase();
const desk = await platformDesk(database);
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const wanted = (token: string, email = "ratna@uji.test") => ({
  token,
  workspaceName: "Humas Kota Bandung",
  zone: "Asia/Jakarta",
  name: "Ratna Wulandari",
  email,
  password: "kata sandi yang panjang",
  locale: "id",
});

describe("setting a desk up", () => {
  it("is offered while nobody can sign in, and refused without the link's token", async () => {
    const browser = desk.visitor();
    expect((await browser.call("GET", "/api/desk")).body).toMatchObject({ needsSetup: true, isDemo: false });
    const earlier = (await ensureSetupToken(database.db, desk.random)) ?? "";
    await ensureSetupToken(database.db, desk.random);
    for (const token of ["x", earlier]) {
      const { status, body } = await browser.call("POST", "/api/setup", wanted(token));
      expect([status, body.key]).toEqual([403, "setup_token_wrong"]);
    }
  });

  it("names the field that does not fit, and burns nothing", async () => {
    const { status, body } = await desk
      .visitor()
      .call("POST", "/api/setup", { ...wanted("x"), password: "pendek" });
    expect(status).toBe(422);
    expect(body.errors.map((error: { field: string }) => error.field)).toEqual(["password"]);
  });

  it("succeeds for exactly one of many who hold the link at once; then the owner signs in", async () => {
    const token = (await ensureSetupToken(database.db, desk.random)) ?? "";
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        desk.visitor().call("POST", "/api/setup", wanted(token, `orang${index}@uji.test`)),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 410, 410, 410, 410]);
    const email = `orang${answers.findIndex(({ status }) => status === 201)}@uji.test`;
    expect(await ensureSetupToken(database.db, desk.random)).toBeNull();
    const later = await desk.visitor().call("POST", "/api/setup", wanted(token));
    expect([later.status, later.body.key]).toEqual([410, "setup_done"]);

    const owner = desk.visitor();
    expect((await owner.signIn(email, "kata sandi yang panjang")).status).toBe(200);
    const me = await owner.call("GET", "/api/me");
    expect(me.body).toMatchObject({
      email,
      locale: "id",
      memberships: [{ slug: "humas-kota-bandung", role: "owner" }],
    });
    expect((await owner.call("GET", "/api/desk")).body.needsSetup).toBe(false);
    const log = await owner.call("GET", "/api/audit");
    expect(log.body.items).toMatchObject([{ action: "workspace.created", actorName: "Ratna Wulandari" }]);
  });
});
