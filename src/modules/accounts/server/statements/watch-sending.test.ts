import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openPracticeOffice, type PracticeOffice } from "#test/practice-office.ts";
import { Statement } from "../../contract/statements.ts";
import { withAccounts } from "../account-tables.ts";
import { sendStatements } from "./send-statements.ts";
import { openSendingWatch, watchSending } from "./watch-sending.ts";

const minuteMs = 60_000;
const never = new AbortController().signal;
let office: PracticeOffice;
let accountId: string;

beforeAll(async () => {
  office = await openPracticeOffice(new Date("2026-11-20T02:00:00Z"));
  ({ accountId } = await office.connect("humas.kota"));
});
afterAll(() => office[Symbol.asyncDispose]());

const call = (method: string, address: string, body?: object): Promise<Response> =>
  office.admin.call(method, address, body);
const say = async (text: string): Promise<string> =>
  Statement.parse(await (await call("POST", `/accounts/${accountId}/statements`, { text })).json()).id;
const send = () => sendStatements(office.parts, accountId, never);
const watch = () => watchSending(office.parts);
async function told() {
  const { items } = (await (await call("GET", "/notices")).json()) as {
    items: { id: string; kind: string; isRead: boolean; values: Record<string, unknown> }[];
  };
  return items.filter(({ kind }) => kind === "accounts.sending_late");
}
const change = (table: "accounts.account", values: object) =>
  withAccounts(office.parts.db).updateTable(table).set(values).where("id", "=", accountId).execute();

describe("the watch over sending", () => {
  it("tells once that nothing goes out and since when, and takes it back when it did", async () => {
    await say("Tidak ada yang mengirim ini");
    office.pass(4 * minuteMs);
    await watch();
    expect(await told()).toEqual([]);
    office.pass(2 * minuteMs);
    await watch();
    const [notice] = await told();
    expect(notice).toMatchObject({ isRead: false, values: { count: 1, since: "20/11, 09.00" } });
    await call("POST", "/notices/read", { ids: [notice?.id] });
    office.pass(30 * minuteMs);
    await Promise.all([watch(), watch()]);
    expect(await told()).toMatchObject([{ isRead: true }]);
    await send();
    await watch();
    expect(await told()).toEqual([]);
  });

  it("is not alarmed by what waits for a reason, nor by a sender at work", async () => {
    await say("Ini menunggu sebab yang diketahui");
    office.pass(10 * minuteMs);
    const quiet = async (): Promise<void> => {
      await watch();
      expect(await told()).toEqual([]);
    };
    await change("accounts.account", { state: "broken", cause: "revoked", broken_since: office.parts.now() });
    await quiet();
    await change("accounts.account", { state: "connected", cause: null, broken_since: null });
    const { db } = office.parts;
    const until = new Date(office.parts.now().getTime() + minuteMs);
    await withAccounts(db).insertInto("accounts.pause").values({ account_id: accountId, until }).execute();
    await quiet();
    await withAccounts(db).deleteFrom("accounts.pause").execute();
    await change("accounts.account", { speaking_until: new Date(Date.now() + minuteMs) });
    await quiet();
    await change("accounts.account", { speaking_until: null });
    await watch();
    expect(await told()).toHaveLength(1);
    await send();
    await watch();
  });

  it("notices a statement whose worker died and that nobody took up", async () => {
    const id = await say("Pekerjanya mati di tengah");
    office.pass(10 * minuteMs);
    const lease = (leased_until: Date) =>
      withAccounts(office.parts.db)
        .updateTable("accounts.statement")
        .set({ state: "sending", leased_until })
        .where("id", "=", id)
        .execute();
    await lease(new Date(Date.now() + minuteMs));
    await watch();
    expect(await told()).toEqual([]);
    await lease(new Date(Date.now() - 3 * minuteMs));
    await watch();
    expect(await told()).toHaveLength(1);
    await withAccounts(office.parts.db)
      .updateTable("accounts.statement")
      .set({ state: "waiting", leased_until: null })
      .where("id", "=", id)
      .execute();
    await send();
    await watch();
    expect(await told()).toEqual([]);
  });

  it("looks by itself from a process that sends nothing, until it is ended", async () => {
    await say("Tidak ada pekerja sama sekali");
    office.pass(10 * minuteMs);
    const own = openSendingWatch(office.parts);
    expect(await own.overdue()).toMatchObject({ count: 1 });
    own.begin(10);
    await vi.waitFor(async () => expect(await told()).toHaveLength(1));
    await own.end();
    await send();
    expect(await own.overdue()).toBeNull();
    await watch();
  });
});

describe("whoever asks how the desk is", () => {
  it("is told of what is overdue: probes, scrapers and the page of what was sent", async () => {
    const { app } = office.run.desk;
    expect(await (await app.request("/healthz")).json()).toMatchObject({
      status: "ok",
      sending: { status: "ok", overdue: 0, oldestOverdueSeconds: null },
    });
    const id = await say("Terlambat menurut jam meja");
    const due = new Date("2026-11-20T01:50:00Z");
    await withAccounts(office.parts.db)
      .updateTable("accounts.statement")
      .set({ next_try_at: due })
      .where("id", "=", id)
      .execute();
    const health = await app.request("/healthz");
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({
      status: "late",
      sending: { status: "late", overdue: 1, oldestOverdueSeconds: 600 },
    });
    expect(await (await app.request("/metrics")).text()).toContain(
      "gaung_oldest_overdue_statement_seconds 600",
    );
    const list = (await (await call("GET", "/accounts/statements")).json()) as { overdue: unknown };
    expect(list.overdue).toEqual({ count: 1, since: due.toISOString() });
    const stranger = await office.run.signIn("admin");
    const theirs = (await (await stranger.call("GET", "/accounts/statements")).json()) as {
      overdue: unknown;
    };
    expect(theirs.overdue).toBeNull();
  });
});
