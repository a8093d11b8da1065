import { afterAll, describe, expect, it } from "vitest";
import { listPreviews, readPreview } from "#platform/mail/previews.ts";
import { testDatabase } from "#test/database.ts";
import { makeWorkspace } from "#test/factories.ts";
import { platformDesk } from "#test/platform-desk.ts";

const database = await testDatabase();
const desk = await platformDesk(database);
const workspaceId = await makeWorkspace(database.db, "Humas Kota");
const admin = await desk.member("admin", "Admin");
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const invite = async (email: string, role = "officer", locale = "id") =>
  (await admin.call("POST", "/api/invitations", { email, role, locale })).body;
const tokenIn = (link: string): string => link.split("/").at(-1) ?? "";
const linkPath = (invitation: { link: string }) => `/api/invitations/by-token/${tokenIn(invitation.link)}`;
const join = (invitation: { link: string }, body: Record<string, string> = {}) =>
  desk.visitor().call("POST", `${linkPath(invitation)}/acceptance`, body);
const newcomer = { name: "Orang Baru", password: "kata sandi yang panjang" };

describe("an invitation", () => {
  it("goes out by mail in both languages, shows its link once, and keeps only a hash", async () => {
    const invitation = await invite("Wulan@Uji.test", "officer", "en");
    expect(invitation).toMatchObject({ email: "wulan@uji.test", role: "officer", invitedBy: "Admin" });
    expect(invitation.link).toMatch(/^http:\/\/localhost:7300\/undangan\/[\w-]{43}$/);
    const [latest] = await listPreviews(desk.mail.previewDir, 1);
    expect(latest).toMatchObject({ to: ["wulan@uji.test"], subject: "Invitation to Humas Kota on Gaung" });
    const mail = await readPreview(desk.mail.previewDir, latest?.id ?? "");
    expect(mail?.text).toMatch(
      /Admin invites you to work in Humas Kota as officer[\s\S]*Admin mengundang Anda bekerja di Humas Kota sebagai petugas/,
    );
    expect(mail?.text).toContain(invitation.link);

    const { body } = await admin.call("GET", "/api/invitations");
    expect(body.items).toMatchObject([{ id: invitation.id, link: null }]);
    const rows = await database.db.selectFrom("platform.invitation").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(tokenIn(invitation.link));
  });

  it("is taken once, by a new account that can then sign in with the role it was given", async () => {
    const invitation = await invite("baru@uji.test", "viewer");
    const offer = await desk.visitor().call("GET", linkPath(invitation));
    expect(offer.body).toEqual({
      workspaceName: "Humas Kota",
      email: "baru@uji.test",
      role: "viewer",
      hasAccount: false,
    });
    for (const [field, body] of [
      ["name", { password: newcomer.password }],
      ["password", { name: "Baru" }],
    ] as const) {
      const { status, body: problem } = await join(invitation, body);
      expect([status, problem.errors[0].field]).toEqual([422, field]);
    }
    const answers = await Promise.all(Array.from({ length: 4 }, () => join(invitation, newcomer)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410]);
    expect((await desk.visitor().call("GET", linkPath(invitation))).body.key).toBe("invitation_used");
    const person = desk.visitor();
    expect((await person.signIn("baru@uji.test", newcomer.password)).status).toBe(200);
    expect((await person.call("GET", "/api/me")).body.memberships).toMatchObject([{ role: "viewer" }]);
    const log = await admin.call("GET", "/api/audit?action=member.joined");
    expect(log.body.items[0]).toMatchObject({ actorName: "Orang Baru", details: { isNewAccount: true } });
  });

  it("adds an account that exists without touching its password or signing anybody in", async () => {
    const elsewhere = await makeWorkspace(database.db, "Humas Lain");
    const { slug } = await database.db
      .selectFrom("platform.workspace")
      .select("slug")
      .where("id", "=", elsewhere)
      .executeTakeFirstOrThrow();
    const person = await desk.member("viewer", "Dari Lain", slug);
    const invitation = await invite(person.email, "officer");
    expect((await desk.visitor().call("GET", linkPath(invitation))).body.hasAccount).toBe(true);
    const joined = await join(invitation, { name: "Bukan Dia", password: "kata sandi perebut" });
    expect(joined.status).toBe(200);
    expect(joined.headers.getSetCookie()).toEqual([]);
    expect((await desk.visitor().signIn(person.email, "kata sandi perebut")).status).toBe(401);
    const { body: me } = await person.call("GET", "/api/me");
    expect(me.name).toBe("Dari Lain");
    // Both were joined at the same instant of the test's clock, so their order says nothing.
    expect(me.memberships.map((one: { name: string }) => one.name).sort()).toEqual([
      "Humas Kota",
      "Humas Lain",
    ]);
  });

  it("ends when it is withdrawn, replaced, or seven days old", async () => {
    const withdrawn = await invite("tarik@uji.test");
    expect((await admin.call("DELETE", `/api/invitations/${withdrawn.id}`)).status).toBe(204);
    expect((await admin.call("DELETE", `/api/invitations/${withdrawn.id}`)).status).toBe(404);
    const replaced = await invite("ganti@uji.test");
    const replacing = await invite("ganti@uji.test");
    const aged = await invite("lama@uji.test");
    const statuses = async () =>
      Promise.all([withdrawn, replaced, replacing, aged].map(async (one) => (await join(one, {})).body.key));
    expect(await statuses()).toEqual([
      "invitation_revoked",
      "invitation_revoked",
      "invalid_input",
      "invalid_input",
    ]);
    const began = desk.clock.now;
    desk.clock.now = new Date(began.getTime() + 7 * 24 * 3600_000);
    expect((await statuses()).slice(2)).toEqual(["invitation_expired", "invitation_expired"]);
    expect((await admin.call("GET", "/api/invitations")).body.items).toEqual([]);
    desk.clock.now = began;
    expect((await desk.visitor().call("GET", "/api/invitations/by-token/bukan")).status).toBe(404);
  });

  it("is not made for a member, for an owner, by a viewer, or for what is no address", async () => {
    const viewer = await desk.member("viewer", "Pembaca");
    const again = await admin.call("POST", "/api/invitations", {
      email: viewer.email.toUpperCase(),
      role: "viewer",
    });
    expect([again.status, again.body.key]).toEqual([409, "already_member"]);
    expect(
      (await admin.call("POST", "/api/invitations", { email: "x@uji.test", role: "owner" })).status,
    ).toBe(422);
    expect((await admin.call("POST", "/api/invitations", { email: "bukan", role: "viewer" })).status).toBe(
      422,
    );
    expect(
      (await viewer.call("POST", "/api/invitations", { email: "x@uji.test", role: "viewer" })).status,
    ).toBe(403);
  });

  it("of another workspace is as good as not there", async () => {
    const invitation = await invite("sini@uji.test");
    const stranger = await desk.member("viewer", "Asing");
    const { body: own } = await stranger.call("POST", "/api/workspaces", { name: "Milik Asing" });
    const there = { "gaung-workspace": own.slug };
    expect(
      (await stranger.call("DELETE", `/api/invitations/${invitation.id}`, undefined, there)).status,
    ).toBe(404);
    expect((await stranger.call("GET", "/api/invitations", undefined, there)).body.items).toEqual([]);
    const open = await database.db
      .selectFrom("platform.invitation")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", invitation.id)
      .where("revoked_at", "is", null)
      .execute();
    expect(open).toHaveLength(1);
  });
});
