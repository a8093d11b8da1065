import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeAccount, openAccount, putPost } from "#connectors/fake/network/fake-state.ts";
import { shownNotice } from "#connectors/fake/network/read-routes.ts";
import { signatureOf } from "#connectors/fake/network/send-webhooks.ts";
import { type ServedFakeNetwork, serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { createLogger } from "#platform/log/logger.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { Account } from "../../contract/accounts.ts";
import { Delivery, type Door } from "../../contract/webhooks.ts";
import { withAccounts } from "../account-tables.ts";
import { inboxJobs } from "../inbox/inbox-jobs.ts";
import { sweepInbox } from "../inbox/sweep-inbox.ts";

const now = new Date("2026-11-20T02:00:00Z");
const seconds = now.getTime() / 1_000;
let fake: ServedFakeNetwork;
let run: TestDesk;
let admin: Caller;
let other: Caller;

beforeAll(async () => {
  fake = await serveFakeNetwork(() => now);
  run = await testDesk(now, { GAUNG_ALLOWED_PRIVATE_HOSTS: new URL(fake.address).host });
  admin = await run.signIn("admin");
  other = await run.signIn("admin");
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
  await fake.stop();
});

type Office = { id: string; there: FakeAccount; secret: string; as: Caller };

async function connected(handle: string, as = admin): Promise<Office> {
  const there = openAccount(fake.network, handle, handle);
  const secret = `rahasia webhook ${handle}`;
  const answer = await as.call("POST", "/accounts", {
    network: "fake",
    way: "token",
    settings: { server: fake.address },
    secrets: { token: there.token, webhookSecret: secret },
  });
  expect(answer.status).toBe(201);
  return { id: Account.parse(await answer.json()).id, there, secret, as };
}

/** What the practice network would send for something that was just said. */
function eventFor(there: FakeAccount, text: string): string {
  const author = openAccount(fake.network, "warga", "Warga");
  const { notices } = putPost(
    fake.network,
    { authorId: author.id, text: `@${there.handle} ${text}` },
    now.getTime(),
  );
  const [notice] = notices;
  if (!notice) throw new Error("nobody was told");
  return JSON.stringify({ id: `n${notice.number}`, ...shownNotice(fake.network, notice) });
}

const ring = (
  { id, secret }: Office,
  body: string,
  { at = seconds, key = secret, header = true }: { at?: number; key?: string; header?: boolean } = {},
): Promise<Response> =>
  run.nobody.call("POST", `/webhooks/${id}`, body, {
    ...(header && { "fake-signature": `t=${at},v1=${signatureOf(key, at, body)}` }),
  });

const kinds = () =>
  inboxJobs({ db: run.desk.db, jobs: run.desk.jobs, log: createLogger("silent"), now: () => now });
const readAll = (): Promise<number> => run.desk.jobs.runDue(kinds());

const textsOf = async ({ id }: Office): Promise<string[]> => {
  const rows = await withAccounts(run.desk.db)
    .selectFrom("accounts.message")
    .select(["text", "removed_at"])
    .where("account_id", "=", id)
    .orderBy("seq")
    .execute();
  return rows.map(({ text, removed_at }) => `${removed_at ? "- " : ""}${text.replace(/^@\S+ /, "")}`);
};
type Listing = { items: unknown[]; doors: (typeof Door)["_output"][] };
const deliveriesOf = async ({ id, as }: Office): Promise<Delivery[]> => {
  const answer = await as.call("GET", `/deliveries?accountId=${id}`);
  return ((await answer.json()) as Listing).items.map((item) => Delivery.parse(item));
};

describe("a webhook", () => {
  it("is kept before it is answered, and read into the inbox afterwards", async () => {
    const office = await connected("humas.pintu");
    expect((await ring(office, eventFor(office.there, "lewat pintu"))).status).toBe(200);
    expect(await textsOf(office)).toEqual([]);
    expect(await deliveriesOf(office)).toMatchObject([{ verdict: "accepted", state: "waiting", repeats: 0 }]);
    await readAll();
    expect(await textsOf(office)).toEqual(["lewat pintu"]);
    expect(await deliveriesOf(office)).toMatchObject([{ state: "read" }]);
  });

  it("delivered twice is counted twice and stored once, at the same moment and later", async () => {
    const office = await connected("humas.ganda");
    const body = eventFor(office.there, "sekali saja");
    const answers = await Promise.all([1, 2, 3, 4].map(() => ring(office, body)));
    await readAll();
    expect([...answers, await ring(office, body)].map(({ status }) => status)).toEqual([
      200, 200, 200, 200, 200,
    ]);
    await readAll();
    expect(await textsOf(office)).toEqual(["sekali saja"]);
    expect(await deliveriesOf(office)).toMatchObject([{ repeats: 4, state: "read" }]);
  });

  it("that comes late, forged, unsigned, unreadable or for another account changes nothing, and the page says why", async () => {
    const office = await connected("humas.palsu");
    const neighbour = await connected("humas.tetangga", other);
    const body = eventFor(office.there, "tidak masuk");
    const foreign = eventFor(neighbour.there, "punya tetangga");
    const html = "<html>";
    const answers = [
      await ring(office, body, { at: seconds - 3_600 }),
      await ring(office, body, { at: seconds + 3_600 }),
      await ring(office, body, { key: "bukan rahasia kita" }),
      await ring(office, body, { header: false }),
      await ring(office, html),
      await ring(office, foreign),
      // Another workspace's own, brought to our door with its own secret.
      await ring(office, foreign, { key: neighbour.secret }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
    await readAll();
    expect(await textsOf(office)).toEqual([]);
    expect(await textsOf(neighbour)).toEqual([]);
    expect((await deliveriesOf(office)).map(({ verdict }) => verdict).reverse()).toEqual([
      "too_old",
      "too_old",
      "bad_signature",
      "no_signature",
      "unreadable",
      "wrong_account",
      "bad_signature",
    ]);
    expect((await deliveriesOf({ ...office, as: other })).length).toBe(0);
  });

  it("for an account that is not there, or was disconnected, is answered like no address", async () => {
    const office = await connected("humas.pergi");
    await admin.call("DELETE", `/accounts/${office.id}`);
    const gone = await ring(office, eventFor(office.there, "halo"));
    const never = await ring({ ...office, id: "3b0f5f0e-58b8-4c49-9e1b-4f0f6f2f7f11" }, "{}");
    const odd = await ring({ ...office, id: "bukan-id" }, "{}");
    expect([gone.status, never.status, odd.status]).toEqual([404, 404, 404]);
    expect(new Set([await gone.text(), await never.text(), await odd.text()]).size).toBe(1);
  });

  it("larger than any network sends is not even read", async () => {
    const office = await connected("humas.besar");
    expect((await ring(office, `"${"x".repeat(1_100_000)}"`)).status).toBe(413);
    expect(await deliveriesOf(office)).toEqual([]);
  });

  it("out of order ends as it does in order: the removal before the words, the correction before the first wording", async () => {
    const office = await connected("humas.acak");
    const first = JSON.parse(eventFor(office.there, "awal"));
    const edited = {
      ...first,
      id: `${first.id}-edited`,
      kind: "edited",
      post: {
        ...first.post,
        text: "@humas.acak akhir",
        editedAt: new Date(now.getTime() + 1_000).toISOString(),
      },
    };
    const lost = JSON.parse(eventFor(office.there, "dihapus"));
    const removed = { ...lost, id: `${lost.id}-removed`, kind: "removed", post: null };
    for (const event of [edited, first, removed, lost]) {
      expect((await ring(office, JSON.stringify(event))).status).toBe(200);
      await readAll();
    }
    expect(await textsOf(office)).toEqual(["akhir"]);
  });

  it("that could not be read holds up nobody, and is read once it is played again; whoever plays it is on record", async () => {
    const office = await connected("humas.ulang");
    await ring(office, eventFor(office.there, "sebelum"));
    await ring(office, eventFor(office.there, "sesudah"));
    // Somebody's update of the connector was wrong for a while.
    const whole = await withAccounts(run.desk.db)
      .selectFrom("accounts.delivery")
      .select(["id", "body"])
      .where("account_id", "=", office.id)
      .orderBy("seq")
      .executeTakeFirstOrThrow();
    const change = (body: string) =>
      withAccounts(run.desk.db)
        .updateTable("accounts.delivery")
        .set({ body })
        .where("id", "=", whole.id)
        .execute();
    await change("{}");
    await readAll();
    expect(await textsOf(office)).toEqual(["sesudah"]);
    expect((await deliveriesOf(office)).map(({ state }) => state)).toEqual(["read", "failed"]);
    await change(whole.body);
    expect((await other.call("POST", `/deliveries/${whole.id}/replay`, {})).status).toBe(404);
    expect((await admin.call("POST", `/deliveries/${whole.id}/replay`, {})).status).toBe(200);
    await readAll();
    expect(await textsOf(office)).toEqual(["sesudah", "sebelum"]);
    const audit = await (await admin.call("GET", "/audit?limit=50")).text();
    expect(audit).toContain("webhook.replayed");
    const shown = (await (await admin.call("GET", `/deliveries/${whole.id}`)).json()) as { body: string };
    expect(shown.body).toContain("sebelum");
  });

  it("is forgotten after a week, and of calls that were turned away a few are kept", async () => {
    const office = await connected("humas.lupa");
    await ring(office, eventFor(office.there, "lama"));
    await readAll();
    await Promise.all(Array.from({ length: 230 }, () => ring(office, "x", { header: false })));
    await sweepInbox({ db: run.desk.db, now: () => now });
    const count = async (): Promise<number> =>
      Number(
        (
          await withAccounts(run.desk.db)
            .selectFrom("accounts.delivery")
            .select((eb) => eb.fn.countAll<string>().as("count"))
            .where("account_id", "=", office.id)
            .executeTakeFirstOrThrow()
        ).count,
      );
    expect(await count()).toBe(201);
    await sweepInbox({ db: run.desk.db, now: () => new Date(now.getTime() + 8 * 24 * 60 * 60_000) });
    expect(await count()).toBe(0);
    expect(await textsOf(office)).toEqual(["lama"]);
  });
});
