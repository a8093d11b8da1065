import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPracticeOffice, type PracticeOffice } from "#test/practice-office.ts";
import { Application } from "../../contract/applications.ts";
import { remindOfApplications } from "./remind-of-applications.ts";

let office: PracticeOffice;

beforeAll(async () => {
  office = await openPracticeOffice(new Date("2026-11-20T02:00:00Z"));
});
afterAll(() => office[Symbol.asyncDispose]());

const keep = (body: object): Promise<Response> => office.admin.call("POST", "/accounts/applications", body);
async function list(): Promise<Application[]> {
  const answer = await office.admin.call("GET", "/accounts/applications");
  const { items } = (await answer.json()) as { items: unknown[] };
  return items.map((item) => Application.parse(item));
}
const told = async (): Promise<unknown[]> =>
  office.parts.db
    .selectFrom("platform.notice")
    .select(["kind", "values"])
    .where("kind", "=", "accounts.application_waits")
    .execute();

describe("what the office waits for at a network", () => {
  it("stands with its day until an account is connected there", async () => {
    const kept = await keep({ network: "fake", askedOn: "2026-11-12", note: "Nomor 77" });
    expect(kept.status).toBe(201);
    expect(await list()).toMatchObject([{ network: "fake", askedOn: "2026-11-12", note: "Nomor 77" }]);
    await office.connect("humas.kota");
    expect(await list()).toEqual([]);
  });

  it("is told of once after two weeks, and no more once it is ended", async () => {
    await keep({ network: "fediverse", askedOn: "2026-11-07" });
    expect(await remindOfApplications(office.parts)).toBe(0);
    office.pass(24 * 3_600_000);
    expect(await remindOfApplications(office.parts)).toBe(1);
    expect(await remindOfApplications(office.parts)).toBe(0);
    expect(await told()).toMatchObject([{ values: { network: "Fediverse (Mastodon)", days: 14 } }]);
    const [application] = await list();
    const address = `/accounts/applications/${application?.id}`;
    expect((await office.admin.call("DELETE", address)).status).toBe(200);
    expect((await office.admin.call("DELETE", address)).status).toBe(404);
    expect(await told()).toEqual([]);
    expect(await list()).toEqual([]);
  });

  it("is refused for a network that there is not, and for a day that has not come", async () => {
    expect((await keep({ network: "friendster", askedOn: "2026-11-12" })).status).toBe(422);
    expect((await keep({ network: "telegram", askedOn: "2026-11-22" })).status).toBe(422);
    expect((await keep({ network: "telegram", askedOn: "kemarin" })).status).toBe(422);
  });
});
