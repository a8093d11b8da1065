import { afterAll, beforeAll, expect, it } from "vitest";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { Declaration } from "../../contract/register.ts";
import { remindOfRecovery } from "./remind-of-recovery.ts";

const start = new Date("2026-11-20T02:00:00Z");
let time = start;
let run: TestDesk;
let admin: Caller;
let adminId: string;

beforeAll(async () => {
  run = await testDesk(() => time);
  admin = await run.signIn("admin");
  const { items } = (await (await admin.call("GET", "/members")).json()) as { items: { userId: string }[] };
  adminId = items[0]?.userId ?? "";
});
afterAll(() => run[Symbol.asyncDispose]());

const facts = (recoveryCheckedOn: string | null) => ({
  role: "main",
  ownerId: adminId,
  backupId: null,
  recoveryCheckedOn,
  disclosure: "Akun resmi.",
});
async function declare(name: string, recoveryCheckedOn: string | null): Promise<Declaration> {
  const account = { kind: "elsewhere", networkName: "Instagram", url: `https://www.instagram.com/${name}` };
  const answer = await admin.call("POST", "/accounts/register", { ...facts(recoveryCheckedOn), account });
  return Declaration.parse(await answer.json());
}
const remind = () => remindOfRecovery({ db: run.desk.db, now: () => time });
const told = async () => {
  const { items } = (await (await admin.call("GET", "/notices")).json()) as {
    items: { kind: string; subject: { id: string }; values: object }[];
  };
  return items.map(({ kind, subject, values }) => ({ kind, id: subject.id, values }));
};
const after = (days: number): Date => new Date(start.getTime() + days * 24 * 60 * 60 * 1_000);

it("reminds whoever answers for an account, once, until somebody has looked after it", async () => {
  const checked = await declare("diperiksa", "2026-11-01");
  const never = await declare("belum", null);
  expect(await remind()).toBe(0);
  time = after(8);
  expect(await remind()).toBe(1);
  expect(await remind()).toBe(0);
  expect(await told()).toEqual([
    {
      kind: "accounts.recovery_never_checked",
      id: never.id,
      values: { handle: "@belum", network: "Instagram", days: 0 },
    },
  ]);
  await admin.call("PUT", `/accounts/register/${never.id}`, facts("2026-11-28"));
  expect(await told()).toEqual([]);
  time = after(170);
  expect(await remind()).toBe(1);
  expect(await told()).toMatchObject([
    { kind: "accounts.recovery_due", id: checked.id, values: { handle: "@diperiksa", days: 189 } },
  ]);
  await admin.call("DELETE", `/accounts/register/${checked.id}`);
  expect(await told()).toEqual([]);
  expect(await remind()).toBe(0);
});
