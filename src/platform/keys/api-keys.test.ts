import { afterAll, describe, expect, it } from "vitest";
import { testDatabase } from "#test/database.ts";
import { makeWorkspace } from "#test/factories.ts";
import { platformDesk } from "#test/platform-desk.ts";

const database = await testDatabase();
const desk = await platformDesk(database);
await makeWorkspace(database.db);
const owner = await desk.member("owner", "Pemilik");
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const bearer = (secret: string) => desk.visitor({ authorization: `Bearer ${secret}` });
const makeKey = async (scopes: string[], maker = owner, name = "Papan pantau") =>
  (await maker.call("POST", "/api/api-keys", { name, scopes })).body;

describe("an API key", () => {
  it("does what its scopes say and nothing else, by either header", async () => {
    const key = await makeKey(["members.read", "audit.read"]);
    expect(key.secret).toMatch(/^gaung_[\w-]{43}$/);
    expect(key.secret.startsWith(key.start)).toBe(true);
    const program = bearer(key.secret);
    expect((await program.call("GET", "/api/members")).status).toBe(200);
    expect((await desk.visitor({ "x-api-key": key.secret }).call("GET", "/api/audit")).status).toBe(200);
    const refused = await program.call("GET", "/api/api-keys");
    expect([refused.status, refused.body.key]).toEqual([403, "forbidden"]);
    expect((await program.call("GET", "/api/me")).status).toBe(403);
    expect((await program.call("POST", "/api/workspaces", { name: "Lain" })).status).toBe(403);
  });

  it("is stored as a hash and shown once", async () => {
    const key = await makeKey(["members.read"]);
    const { body } = await owner.call("GET", "/api/api-keys");
    expect(JSON.stringify(body)).not.toContain(key.secret);
    expect(body.items).toContainEqual(
      expect.objectContaining({ id: key.id, createdBy: "Pemilik", lastUsedAt: null }),
    );
    const { rows } = await database.pool.query("select key_hash from platform.api_key");
    expect(JSON.stringify(rows)).not.toContain(key.secret.slice(6));
    expect(JSON.stringify((await owner.call("GET", "/api/audit")).body)).not.toContain(key.secret);
  });

  it("is not kept for a repeated request either: it is made once, and told so", async () => {
    const asked = { name: "Sekali", scopes: ["members.read"] };
    const header = { "idempotency-key": "sekali-saja" };
    const first = await owner.call("POST", "/api/api-keys", asked, header);
    expect(first.status).toBe(201);
    const again = await owner.call("POST", "/api/api-keys", asked, header);
    expect([again.status, again.body.key]).toEqual([409, "idempotency_secret"]);
    const { rows } = await database.pool.query("select * from platform.idempotency");
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(first.body.secret);
    const { body } = await owner.call("GET", "/api/api-keys");
    expect(body.items.filter((key: { name: string }) => key.name === "Sekali")).toHaveLength(1);
  });

  it("stops at the very next request once revoked, and a wrong one is nobody", async () => {
    const key = await makeKey(["members.read"]);
    const program = bearer(key.secret);
    expect((await program.call("GET", "/api/members")).status).toBe(200);
    expect((await owner.call("DELETE", `/api/api-keys/${key.id}`)).status).toBe(204);
    expect((await program.call("GET", "/api/members")).status).toBe(401);
    expect((await owner.call("DELETE", `/api/api-keys/${key.id}`)).status).toBe(404);
    for (const secret of ["gaung_salah", "bukan", key.secret.toLowerCase()])
      expect((await bearer(secret).call("GET", "/api/members")).status).toBe(401);
  });

  it("that is wrong is not saved by a good session beside it", async () => {
    expect((await owner.call("GET", "/api/members", undefined, { "x-api-key": "gaung_salah" })).status).toBe(
      401,
    );
  });

  it("ends on its day, by the desk's clock", async () => {
    const key = (
      await owner.call("POST", "/api/api-keys", {
        name: "Sehari",
        scopes: ["members.read"],
        expiresInDays: 1,
      })
    ).body;
    const began = desk.clock.now;
    const program = bearer(key.secret);
    desk.clock.now = new Date(began.getTime() + 24 * 3600_000 - 1);
    expect((await program.call("GET", "/api/members")).status).toBe(200);
    desk.clock.now = new Date(began.getTime() + 24 * 3600_000);
    expect((await program.call("GET", "/api/members")).status).toBe(401);
    desk.clock.now = began;
  });

  it("notes its last use at most once a minute", async () => {
    const key = await makeKey(["members.read"]);
    const program = bearer(key.secret);
    const lastUsed = async () =>
      (await owner.call("GET", "/api/api-keys")).body.items.find((one: { id: string }) => one.id === key.id)
        .lastUsedAt;
    const began = desk.clock.now;
    await program.call("GET", "/api/members");
    desk.clock.now = new Date(began.getTime() + 30_000);
    await program.call("GET", "/api/members");
    expect(await lastUsed()).toBe(began.toISOString());
    desk.clock.now = new Date(began.getTime() + 61_000);
    await program.call("GET", "/api/members");
    expect(await lastUsed()).toBe(desk.clock.now.toISOString());
    desk.clock.now = began;
  });
});

describe("what a key may be given", () => {
  it("is never more than its maker holds, be it a person or another key", async () => {
    const key = await makeKey(["keys.manage", "members.read"]);
    const child = await bearer(key.secret).call("POST", "/api/api-keys", {
      name: "Anak",
      scopes: ["members.read", "audit.read"],
    });
    expect(child.status).toBe(422);
    expect(child.body.errors[0]).toMatchObject({ field: "scopes", key: "field.scope_not_held" });
    expect(child.body.errors[0].detail).toContain("audit.read");
    const fitting = await bearer(key.secret).call("POST", "/api/api-keys", {
      name: "Anak",
      scopes: ["members.read"],
    });
    expect(fitting.body).toMatchObject({ createdBy: "Pemilik", scopes: ["members.read"] });
  });

  it("shrinks with its maker's role and ends with their membership", async () => {
    const admin = await desk.member("admin", "Admin");
    const key = await makeKey(["audit.read", "members.read"], admin);
    const program = bearer(key.secret);
    expect((await program.call("GET", "/api/audit")).status).toBe(200);
    await owner.call("PATCH", `/api/members/${admin.userId}`, { role: "viewer" });
    expect((await program.call("GET", "/api/audit")).status).toBe(403);
    expect((await program.call("GET", "/api/members")).status).toBe(200);
    await owner.call("DELETE", `/api/members/${admin.userId}`);
    expect((await program.call("GET", "/api/members")).status).toBe(401);
    const log = (await owner.call("GET", "/api/audit?action=member.removed")).body.items[0];
    expect(log.details.revokedKeys).toEqual(["Papan pantau"]);
  });

  it("lets no key invite or promote beyond itself", async () => {
    const viewer = await desk.member("viewer", "Pembaca");
    const { secret } = await makeKey(["members.manage", "members.read"]);
    const program = bearer(secret);
    const invited = await program.call("POST", "/api/invitations", { email: "x@uji.test", role: "admin" });
    expect([invited.status, invited.body.key]).toEqual([403, "grant_too_wide"]);
    const promoted = await program.call("PATCH", `/api/members/${viewer.userId}`, { role: "owner" });
    expect([promoted.status, promoted.body.key]).toEqual([403, "owner_untouchable"]);
  });

  it("opens its own workspace only, whichever is asked for", async () => {
    const other = await desk.member("owner", "Tetangga");
    const { body: theirs } = await other.call("POST", "/api/workspaces", { name: "Humas Tetangga" });
    const { secret } = await makeKey(["members.read"]);
    expect(
      (await bearer(secret).call("GET", "/api/members", undefined, { "gaung-workspace": theirs.slug }))
        .status,
    ).toBe(404);
    const there = { "gaung-workspace": theirs.slug };
    const foreign = await other.call(
      "POST",
      "/api/api-keys",
      { name: "Asing", scopes: ["members.read"] },
      there,
    );
    expect((await owner.call("DELETE", `/api/api-keys/${foreign.body.id}`)).status).toBe(404);
    expect((await other.call("GET", "/api/api-keys", undefined, there)).body.items).toHaveLength(1);
  });
});
