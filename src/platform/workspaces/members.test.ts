import { afterAll, describe, expect, it } from "vitest";
import { testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { type Member, platformDesk } from "#test/platform-desk.ts";
import { removeMember } from "./remove-member.ts";
import { updateMember } from "./update-member.ts";

const database = await testDatabase();
const desk = await platformDesk(database);
const workspaceId = await makeWorkspace(database.db);
// The first workspace of the desk, by the desk's clock as well as by the database's.
await database.db
  .updateTable("platform.workspace")
  .set({ created_at: new Date(0) })
  .execute();
const owner = await desk.member("owner", "Pemilik");
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const roleOf = async (userId: string) =>
  (await owner.call("GET", "/api/members")).body.items.find(
    (one: { userId: string }) => one.userId === userId,
  )?.role;

describe("who may change whom", () => {
  const matrix: [
    actor: "owner" | "admin" | "officer" | "viewer",
    target: "owner" | "admin" | "viewer",
    to: string,
    status: number,
  ][] = [
    ["owner", "viewer", "owner", 200],
    ["owner", "owner", "viewer", 200],
    ["admin", "viewer", "admin", 200],
    ["admin", "admin", "officer", 200],
    ["admin", "viewer", "owner", 403],
    ["admin", "owner", "viewer", 403],
    ["officer", "viewer", "officer", 403],
    ["viewer", "viewer", "officer", 403],
  ];
  it.each(matrix)("%s makes %s a %s: %i", async (actorRole, targetRole, to, status) => {
    const mark = `${actorRole}${targetRole}${to}`;
    const actor = await desk.member(actorRole, `Pelaku ${mark}`);
    const target = await desk.member(targetRole, `Sasaran ${mark}`);
    const answer = await actor.call("PATCH", `/api/members/${target.userId}`, { role: to });
    expect(answer.status).toBe(status);
    expect(await roleOf(target.userId)).toBe(status === 200 ? to : targetRole);
    const log = await owner.call("GET", "/api/audit?action=member.role_changed&limit=1");
    expect(log.body.items[0]?.subjectId === target.userId).toBe(status === 200);
  });

  it("an admin removes members but no owner, and a viewer removes nobody", async () => {
    const admin = await desk.member("admin", "Admin Satu");
    const viewer = await desk.member("viewer", "Pembaca Satu");
    expect((await viewer.call("DELETE", `/api/members/${admin.userId}`)).status).toBe(403);
    const refused = await admin.call("DELETE", `/api/members/${owner.userId}`);
    expect([refused.status, refused.body.key]).toEqual([403, "owner_untouchable"]);
    expect((await admin.call("DELETE", `/api/members/${viewer.userId}`)).status).toBe(204);
    expect((await admin.call("DELETE", `/api/members/${viewer.userId}`)).status).toBe(404);
  });

  it("shows every member with their second factor and last visit", async () => {
    const { body } = await owner.call("GET", "/api/members");
    expect(body.items).toContainEqual({
      userId: owner.userId,
      name: "Pemilik",
      email: owner.email,
      role: "owner",
      hasTwoFactor: false,
      joinedAt: desk.clock.now.toISOString(),
      lastSeenAt: desk.clock.now.toISOString(),
    });
  });
});

describe("the last owner", () => {
  it("can neither step down nor leave, not even together with the other one", async () => {
    const id = await makeWorkspace(database.db);
    const first = await desk.member("owner", "Pemilik Satu");
    const second = await desk.member("owner", "Pemilik Dua");
    for (const { userId } of [first, second])
      await database.db
        .insertInto("platform.member")
        .values({ workspace_id: id, user_id: userId, role: "owner" })
        .execute();
    const context = contextFor(database.db, id);
    const results = await Promise.allSettled([
      updateMember(context, { userId: first.userId, role: "viewer" }),
      removeMember(context, { userId: second.userId }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused).toMatchObject({ reason: { code: "conflict", key: "last_owner" } });
  });
});

describe("workspaces", () => {
  it("are opened by anybody signed in, who owns them, under an address nobody else has", async () => {
    const viewer = await desk.member("viewer", "Pendiri");
    desk.clock.now = new Date(desk.clock.now.getTime() + 1000);
    const first = await viewer.call("POST", "/api/workspaces", { name: "Humas  Provinsi é" });
    const second = await viewer.call("POST", "/api/workspaces", {
      name: "Humas Provinsi É",
      zone: "Asia/Makassar",
    });
    expect([first.body.slug, second.body.slug]).toEqual(["humas-provinsi-e", "humas-provinsi-e-2"]);
    const { body: me } = await viewer.call("GET", "/api/me");
    expect(me.memberships.map((one: { role: string }) => one.role)).toEqual(["viewer", "owner", "owner"]);
    const there = { "gaung-workspace": "humas-provinsi-e" };
    const renamed = await viewer.call(
      "PATCH",
      "/api/workspace",
      { name: "Humas Baru", zone: "Asia/Jayapura" },
      there,
    );
    expect(renamed.body).toMatchObject({
      name: "Humas Baru",
      zone: "Asia/Jayapura",
      slug: "humas-provinsi-e",
    });
    expect((await viewer.call("GET", "/api/workspace", undefined, there)).body.name).toBe("Humas Baru");
    const log = await viewer.call("GET", "/api/audit", undefined, there);
    expect(log.body.items.map((one: { action: string }) => one.action)).toEqual([
      "workspace.updated",
      "workspace.created",
    ]);
  });

  it("of others are as good as not there", async () => {
    const stranger = await desk.member("viewer", "Asing");
    const { body: own } = await stranger.call("POST", "/api/workspaces", { name: "Milik Asing" });
    const there = { "gaung-workspace": own.slug };
    const { slug } = await database.db
      .selectFrom("platform.workspace")
      .select("slug")
      .where("id", "=", workspaceId)
      .executeTakeFirstOrThrow();
    const outsider = await outsideOf(stranger);
    expect(
      (await outsider.call("GET", "/api/workspace", undefined, { "gaung-workspace": slug })).status,
    ).toBe(404);
    expect(
      (await outsider.call("GET", "/api/workspace", undefined, { "gaung-workspace": "tidak-ada" })).status,
    ).toBe(404);
    expect(
      (await stranger.call("PATCH", `/api/members/${owner.userId}`, { role: "viewer" }, there)).status,
    ).toBe(404);
    expect((await stranger.call("DELETE", `/api/members/${owner.userId}`, undefined, there)).status).toBe(
      404,
    );
  });

  async function outsideOf(member: Member): Promise<Member> {
    await owner.call("DELETE", `/api/members/${member.userId}`);
    return member;
  }
});

describe("changing oneself", () => {
  it("gives the name to everyone and the language to oneself, and tells the log of the name", async () => {
    const ayu = await desk.member("officer", "Ayu");
    const { body } = await ayu.call("PATCH", "/api/me", { name: "Ayu Lestari", locale: "en" });
    expect(body).toMatchObject({ name: "Ayu Lestari", locale: "en" });
    expect((await ayu.call("GET", "/api/me")).body).toMatchObject({ name: "Ayu Lestari", locale: "en" });
    const log = await owner.call("GET", "/api/audit?action=member.renamed");
    expect(log.body.items[0]).toMatchObject({
      actorName: "Ayu",
      details: { from: "Ayu", to: "Ayu Lestari" },
    });
  });
});
