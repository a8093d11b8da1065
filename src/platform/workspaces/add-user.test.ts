import { afterAll, describe, expect, it } from "vitest";
import { testDatabase } from "#test/database.ts";
import { testNow } from "#test/factories.ts";
import { platformDesk } from "#test/platform-desk.ts";
import { addUser, createDemoAccount, resetPassword } from "./add-user.ts";

const database = await testDatabase();
const desk = await platformDesk(database);
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});
const hands = { db: database.db, now: () => testNow, random: desk.random };
const demo = {
  workspaceName: "Humas Contoh",
  zone: "Asia/Jakarta",
  name: "Demo",
  email: "demo@gaung.test",
  password: "demo-gaung-2019",
} as const;

describe("accounts made on the server", () => {
  it("are refused while there is no workspace to add them to", async () => {
    const asked = addUser(hands, { email: "a@uji.test", name: "A", role: "viewer", workspace: null });
    await expect(asked).rejects.toMatchObject({ key: "no_such_workspace" });
  });

  it("open the demo once, however often it starts", async () => {
    const first = await createDemoAccount(hands, demo);
    expect(await createDemoAccount(hands, demo)).toEqual(first);
    expect(first.workspaceSlug).toBe("humas-contoh");
    const visitor = desk.visitor();
    expect((await visitor.signIn(demo.email, demo.password)).status).toBe(200);
    expect((await visitor.call("GET", "/api/me")).body.memberships).toMatchObject([{ role: "owner" }]);
  });

  it("come with a password to hand over, unless the person has an account", async () => {
    const wanted = {
      email: "Sari@Uji.test",
      name: "Sari",
      role: "officer",
      workspace: "humas-contoh",
    } as const;
    const added = await addUser(hands, wanted);
    expect(added).toMatchObject({ email: "sari@uji.test", workspaceSlug: "humas-contoh" });
    expect((await desk.visitor().signIn("sari@uji.test", added.password ?? "")).status).toBe(200);
    await expect(addUser(hands, wanted)).rejects.toMatchObject({ key: "already_member" });
    await expect(addUser(hands, { ...wanted, workspace: "tidak-ada" })).rejects.toMatchObject({
      values: { slug: "tidak-ada" },
    });
    const owner = desk.visitor();
    await owner.signIn(demo.email, demo.password);
    const { body } = await owner.call("POST", "/api/workspaces", { name: "Kedua" });
    expect((await addUser(hands, { ...wanted, workspace: body.slug })).password).toBeNull();
  });

  it("get a new password when it was forgotten, and are signed out everywhere", async () => {
    const sari = desk.visitor();
    const { password: first } = await resetPassword(hands, { email: "sari@uji.test" });
    expect((await sari.signIn("sari@uji.test", first)).status).toBe(200);
    const { password } = await resetPassword(hands, { email: "SARI@uji.test" });
    expect((await sari.call("GET", "/api/me")).status).toBe(401);
    expect((await sari.signIn("sari@uji.test", first)).status).toBe(401);
    expect((await sari.signIn("sari@uji.test", password)).status).toBe(200);
    await expect(resetPassword(hands, { email: "tidak@ada.test" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
