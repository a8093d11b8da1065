import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "#platform/http/request-context.ts";
import { openPracticeOffice, type PracticeOffice } from "#test/practice-office.ts";
import { Statement } from "../../contract/statements.ts";
import { sayStatement } from "../../index.ts";
import { withAccounts } from "../account-tables.ts";
import { sendStatements } from "./send-statements.ts";
import { loseAbandoned } from "./take-statement.ts";

const never = new AbortController().signal;
let office: PracticeOffice;
let number = 0;

beforeAll(async () => {
  office = await openPracticeOffice(new Date("2026-11-20T02:00:00Z"));
});
afterAll(() => office[Symbol.asyncDispose]());

/** Something was said, its answer was lost, and then access to the account ended. */
async function cutOff() {
  number += 1;
  const { accountId, there } = await office.connect(`humas.${number}`);
  const text = `Pengumuman nomor ${number}`;
  const { db } = office.parts;
  const { statementId } = await db.transaction().execute((tx) =>
    sayStatement(tx, office.admin.workspaceId, {
      ...{ accountId, text, media: [], options: {}, sayKey: `uji:${number}`, by: systemActor },
      now: office.parts.now(),
    }),
  );
  const send = () => sendStatements(office.parts, accountId, never);
  office.fake.network.mishaps.push({ kind: "answer_lost" });
  await send();
  there.isRevoked = true;
  await office.admin.call("POST", `/accounts/${accountId}/test`);
  const list = async (view: string) => {
    const answer = await office.admin.call("GET", `/accounts/statements?view=${view}&accountId=${accountId}`);
    const { items, counts } = (await answer.json()) as { items: unknown[]; counts: Record<string, number> };
    return { items: items.map((item) => Statement.parse(item)), counts };
  };
  return {
    accountId,
    there,
    statementId,
    send,
    list,
    look: async () => (await list("all")).items[0],
    decide: (body: object) => office.admin.call("POST", `/accounts/statements/${statementId}/decide`, body),
    stands: () => office.fake.network.posts.filter((post) => post.text === text).length,
  };
}

describe("a statement of unknown outcome, through an account whose access ended", () => {
  it("is for a person to decide, stands among what needs one, and counts as sent where they found it", async () => {
    const one = await cutOff();
    office.pass(31_000);
    expect(await one.send()).toBe(0);
    expect(await one.look()).toMatchObject({ state: "unknown", accountState: "broken", canDecide: true });
    const { items, counts } = await one.list("attention");
    expect(items.map(({ id }) => id)).toEqual([one.statementId]);
    expect(counts["attention"]).toBe(1);
    const url = "https://jaringan.test/p/1";
    expect((await one.decide({ stands: true, url })).status).toBe(200);
    expect(await one.look()).toMatchObject({ state: "sent", url, canDecide: false });
    expect((await one.list("attention")).counts["attention"]).toBe(0);
    expect((await one.decide({ stands: false })).status).toBe(409);
    expect(await (await office.admin.call("GET", "/audit?limit=50")).text()).toContain("statement.found");
  });

  it("waits for access where they did not find it, and can be called off until then", async () => {
    const one = await cutOff();
    office.fake.network.posts.pop();
    expect((await one.decide({ stands: false })).status).toBe(200);
    expect(await one.look()).toMatchObject({ state: "waiting", canDecide: false });
    expect(await one.send()).toBe(0);
    one.there.isRevoked = false;
    await office.admin.call("POST", `/accounts/${one.accountId}/test`);
    await one.send();
    expect(await one.look()).toMatchObject({ state: "sent", attempts: 2 });
    expect(one.stands()).toBe(1);
  });

  it("is the desk's to look up once access is there again, and nobody's to decide before it has", async () => {
    const one = await cutOff();
    one.there.isRevoked = false;
    await office.admin.call("POST", `/accounts/${one.accountId}/test`);
    expect(await one.look()).toMatchObject({ state: "unknown", canDecide: false });
    office.pass(31_000);
    await one.send();
    expect(await one.look()).toMatchObject({ state: "sent" });
    expect(one.stands()).toBe(1);
  });

  it("becomes one when its worker died while it sent", async () => {
    const one = await cutOff();
    const { db, now } = office.parts;
    const set = (values: object) =>
      withAccounts(db)
        .updateTable("accounts.statement")
        .set({ state: "sending", ...values })
        .where("id", "=", one.statementId)
        .execute();
    await set({ leased_until: new Date(Date.now() + 60_000) });
    expect(await loseAbandoned(db, now())).toBe(0);
    await set({ leased_until: new Date(0) });
    expect(await loseAbandoned(db, now())).toBe(1);
    expect(await one.look()).toMatchObject({ state: "unknown", cause: "lost", canDecide: true });
  });
});
