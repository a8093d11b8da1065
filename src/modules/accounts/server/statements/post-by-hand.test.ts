import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPracticeOffice, type PracticeOffice } from "#test/practice-office.ts";
import { Account } from "../../contract/accounts.ts";
import { Statement } from "../../contract/statements.ts";
import { sendStatements } from "./send-statements.ts";
import { readStatement } from "./statement-store.ts";

const never = new AbortController().signal;
let office: PracticeOffice;
let accountId: string;

const post = (address: string, body?: object): Promise<Response> => office.admin.call("POST", address, body);
const look = (id: string): Promise<Statement> =>
  readStatement(office.parts.db, office.admin.workspaceId, id, office.parts.now());

async function said(text: string): Promise<Statement> {
  const answer = await post(`/accounts/${accountId}/statements`, { text });
  const { id } = Statement.parse(await answer.json());
  await sendStatements(office.parts, accountId, never);
  return look(id);
}

beforeAll(async () => {
  office = await openPracticeOffice(new Date("2026-11-20T02:00:00Z"));
  const settings = {
    place: "Instagram",
    handle: "humaskota",
    url: "https://www.instagram.com/humaskota",
  };
  const answer = await post("/accounts", { network: "manual", way: "name", settings, secrets: {} });
  accountId = Account.parse(await answer.json()).id;
});
afterAll(() => office[Symbol.asyncDispose]());

describe("a place without an interface", () => {
  it("has nothing made ready for an account that is not declared", async () => {
    expect(await said("Belum terdaftar")).toMatchObject({ state: "failed", cause: "undeclared" });
  });

  it("is posted to by a person, at once and not after a look-up, who says where it stands", async () => {
    const { items } = (await (await office.admin.call("GET", "/members")).json()) as {
      items: { userId: string }[];
    };
    const declared = await post("/accounts/register", {
      account: { kind: "connected", accountId },
      role: "main",
      ownerId: items[0]?.userId,
      backupId: null,
      recoveryCheckedOn: null,
      disclosure: "Akun resmi.",
    });
    expect(declared.status).toBe(201);
    const statement = await said("Loket buka sampai sore");
    expect(statement).toMatchObject({ state: "waiting_for_person", cause: "by_hand" });
    expect(await sendStatements(office.parts, accountId, never)).toBe(0);
    const notices = await (await office.admin.call("GET", "/notices")).text();
    expect(notices).toContain("accounts.statement_by_hand");
    const url = "https://www.instagram.com/p/abc/";
    const decided = await post(`/accounts/statements/${statement.id}/decide`, { stands: true, url });
    expect(await decided.json()).toMatchObject({ state: "sent", url, canEdit: false, canRemove: false });
  });

  it("where a person did not post after all, it is not sent, and can be made ready again", async () => {
    const { id } = await said("Tidak jadi");
    await post(`/accounts/statements/${id}/decide`, { stands: false });
    expect(await look(id)).toMatchObject({ state: "failed", cause: "not_posted" });
    await post(`/accounts/statements/${id}/retry`);
    await sendStatements(office.parts, accountId, never);
    expect(await look(id)).toMatchObject({ state: "waiting_for_person", cause: "by_hand" });
  });
});
