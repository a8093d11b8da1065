import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withAccounts } from "#modules/accounts/server/account-tables.ts";
import { sendStatements } from "#modules/accounts/server/statements/send-statements.ts";
import type { Actor } from "#platform/http/request-context.ts";
import { type Analyst, openAnalyst } from "#platform/language/open-analyst.ts";
import { AppError } from "#shared/app-error.ts";
import type { Caller } from "#test/desk.ts";
import { openPracticeOffice, type PracticeOffice } from "#test/practice-office.ts";
import { emptyContent, wordsOf } from "../../contract/content.ts";
import { Draft } from "../../contract/drafts.ts";
import { Variant } from "../../contract/variants.ts";
import { createDraft } from "../drafts/create-draft.ts";
import { readDraft } from "../drafts/draft-store.ts";
import { updateDraft } from "../drafts/update-draft.ts";
import type { PublishParts } from "../parts.ts";
import { withPublish } from "../publish-tables.ts";
import {
  approveVariant,
  expireApprovals,
  refuseVariant,
  submitVariant,
  takeBackVariant,
} from "./approvals.ts";
import { reopenVariant, updateVariant } from "./changes.ts";
import { followStatement } from "./follow-statement.ts";
import { scheduleVariant, withdrawVariant } from "./schedule-variant.ts";

const never = new AbortController().signal;
const hourMs = 3_600_000;
let office: PracticeOffice;
let analyst: Analyst;
let accountId: string;
let writer: Caller;
let chief: Caller;

beforeAll(async () => {
  office = await openPracticeOffice(new Date("2026-11-20T02:00:00Z"));
  analyst = openAnalyst(1);
  ({ accountId } = await office.connect("humas.kota"));
  writer = await office.run.signIn("officer", office.admin.workspaceId);
  chief = await office.run.signIn("officer", office.admin.workspaceId);
}, 60_000);
afterAll(async () => {
  await analyst.close();
  await office[Symbol.asyncDispose]();
});

async function begun(text: string): Promise<{ draft: Draft; variant: Variant }> {
  const answer = await writer.call("POST", "/publish/drafts", {
    title: "Jembatan dibuka",
    content: { ...emptyContent, text },
    accountIds: [accountId],
  });
  expect(answer.status).toBe(201);
  const draft = Draft.parse(await answer.json());
  const [variant] = draft.variants;
  if (!variant) throw new Error("the draft has no variant");
  return { draft, variant };
}

const act = (who: Caller, id: string, what: string, body: object = {}): Promise<Response> =>
  who.call("POST", `/publish/variants/${id}/${what}`, body);

async function moved(who: Caller, id: string, what: string, body: object = {}): Promise<Variant> {
  const answer = await act(who, id, what, body);
  expect([what, answer.status]).toEqual([what, 200]);
  return Variant.parse(await answer.json());
}

const keyOf = async (answer: Response): Promise<string> => ((await answer.json()) as { key: string }).key;

describe("A variant", () => {
  it("goes from draft to the network by somebody else's approval, word for word", async () => {
    const { variant } = await begun("Jembatan Kali Code dibuka lagi untuk mobil hari ini.");
    const seen = { version: variant.version };
    expect((await act(writer, variant.id, "schedule", seen)).status).toBe(409);
    expect((await moved(writer, variant.id, "submit", seen)).state).toBe("in_review");
    expect(await keyOf(await act(writer, variant.id, "approve", seen))).toBe("publish.own_words");
    expect((await moved(chief, variant.id, "approve", seen)).approval?.byName).toBe("Petugas officer");
    const scheduled = await moved(writer, variant.id, "schedule", seen);
    expect(scheduled).toMatchObject({ state: "scheduled", statement: { state: "waiting" } });
    await sendStatements(office.parts, accountId, never);
    expect(office.fake.network.posts.map(({ text }) => text)).toContain(
      "Jembatan Kali Code dibuka lagi untuk mobil hari ini.",
    );
    const { speaking } = office.run.desk.accounts;
    await followStatement(
      { ...office.parts, speaking },
      office.admin.workspaceId,
      scheduled.statement?.id ?? "",
    );
    const { items } = (await (await writer.call("GET", "/publish/drafts")).json()) as { items: Draft[] };
    expect(items.flatMap(({ variants }) => variants).find(({ id }) => id === variant.id)).toMatchObject({
      state: "sent",
    });
  });

  it("is sent back with a reason, and its approval dies with the words it named", async () => {
    const { draft, variant } = await begun("Jembatan ditutup malam ini untuk perbaikan lampu.");
    await moved(writer, variant.id, "submit", { version: 1 });
    const reason = "Sebut jam tutupnya.";
    expect((await moved(chief, variant.id, "refuse", { version: 1, reason })).refusal?.reason).toBe(reason);
    const changed = await writer.call("PUT", `/publish/drafts/${draft.id}`, {
      ...{ revision: 1, title: draft.title },
      content: { ...emptyContent, text: "Jembatan ditutup malam ini pukul 22.00 untuk perbaikan lampu." },
    });
    expect(changed.status).toBe(200);
    await moved(writer, variant.id, "submit", { version: 2 });
    expect(await keyOf(await act(chief, variant.id, "approve", { version: 1 }))).toBe(
      "publish.changed_meanwhile",
    );
    await moved(chief, variant.id, "approve", { version: 2 });
    const own = { text: "Jembatan ditutup malam ini pukul 23.00." };
    const rewritten = await writer.call("PATCH", `/publish/variants/${variant.id}`, { version: 2, own });
    expect(Variant.parse(await rewritten.json())).toMatchObject({
      state: "draft",
      version: 3,
      approval: null,
    });
    expect((await act(writer, variant.id, "schedule", { version: 3 })).status).toBe(409);
  });

  it("has fixed words while it is scheduled, until it is withdrawn", async () => {
    const { draft, variant } = await begun("Loket layanan dibuka pada hari Sabtu pekan ini.");
    await moved(writer, variant.id, "submit", { version: 1 });
    await moved(chief, variant.id, "approve", { version: 1 });
    const notBefore = "2026-11-20T09:00:00Z";
    expect(
      await keyOf(
        await act(writer, variant.id, "schedule", { version: 1, notBefore: "2026-12-20T09:00:00Z" }),
      ),
    ).toBe("publish.approval_ends_before");
    await moved(writer, variant.id, "schedule", { version: 1, notBefore });
    const change = {
      ...{ revision: 1, title: draft.title },
      content: { ...emptyContent, text: "Loket tutup." },
    };
    expect(await keyOf(await writer.call("PUT", `/publish/drafts/${draft.id}`, change))).toBe(
      "publish.scheduled_is_fixed",
    );
    expect((await writer.call("DELETE", `/publish/drafts/${draft.id}`)).status).toBe(409);
    expect((await moved(writer, variant.id, "withdraw")).state).toBe("approved");
    expect((await writer.call("PUT", `/publish/drafts/${draft.id}`, change)).status).toBe(200);
    expect((await writer.call("DELETE", `/publish/drafts/${draft.id}`)).status).toBe(200);
  });

  it("is not handed on for approval with a serious slip, unless somebody says why it stands", async () => {
    const { draft, variant } = await begun("Mari coblos nomor 2 di kelurahan!");
    expect(await keyOf(await act(writer, variant.id, "submit", { version: 1 }))).toBe(
      "publish.has_to_be_mended",
    );
    const check = await writer.call("POST", `/publish/drafts/${draft.id}/check`, {
      accountId,
      content: { ...emptyContent, text: "Mari coblos nomor 2 di kelurahan!", hashtags: ["CoblosRW"] },
    });
    const { findings } = (await check.json()) as { findings: { kind: string; quote: string }[] };
    expect(findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["partisan", "first_hashtag"]));
    const quote = findings.find(({ kind }) => kind === "partisan")?.quote ?? "";
    const kept = await writer.call("POST", `/publish/drafts/${draft.id}/overrides`, {
      ...{ kind: "partisan", quote, reason: "Pemilihan ketua RW, bukan pemilu." },
    });
    expect(kept.status).toBe(200);
    expect((await moved(writer, variant.id, "submit", { version: 1 })).state).toBe("in_review");
  });

  it("is warned of when the account said the same within a week", async () => {
    const text = "Pendaftaran posyandu balita dibuka di semua kelurahan mulai hari Senin.";
    const said = await office.admin.call("POST", `/accounts/${accountId}/statements`, { text });
    expect(said.status).toBe(201);
    const { draft } = await begun(text);
    const check = await writer.call("POST", `/publish/drafts/${draft.id}/check`, {
      ...{ accountId, content: { ...emptyContent, text } },
    });
    const { findings } = (await check.json()) as { findings: { kind: string; severity: number }[] };
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "said_before", severity: 3 }),
        expect.objectContaining({ kind: "same_hour" }),
      ]),
    );
  });

  it("of another workspace is a 404, and the database refuses one's own approval", async () => {
    const { variant } = await begun("Layanan administrasi kependudukan pindah ke lantai dua.");
    const stranger = await office.run.signIn("owner");
    expect((await act(stranger, variant.id, "submit", { version: 1 })).status).toBe(404);
    const row = {
      ...{ id: randomUUID(), workspace_id: office.admin.workspaceId, variant_id: variant.id, version: 1 },
      ...{ by_name: "Uji", at: new Date(0), expires_at: new Date(1), ended_at: null },
    };
    const { author_key } = await withPublish(office.parts.db)
      .selectFrom("publish.variant_version")
      .select("author_key")
      .where("variant_id", "=", variant.id)
      .executeTakeFirstOrThrow();
    const insert = withPublish(office.parts.db)
      .insertInto("publish.approval")
      .values({ ...row, author_key, approver_key: author_key });
    await expect(insert.execute()).rejects.toThrow(/check/);
  });
});

const steps = [
  "base",
  "own",
  "submit",
  "take_back",
  "approve_self",
  "approve_other",
  "refuse",
  "schedule",
  "schedule_later",
  "withdraw",
  "reopen",
  "hour",
  "day",
  "expire",
  "mishap",
  "send",
  "hear",
] as const;

describe("Whatever people and the network do", () => {
  it("nothing is said that was not approved by somebody else as it stands, or after its approval has ended", async () => {
    const { db } = office.parts;
    const { workspaceId } = office.admin;
    const { speaking } = office.run.desk.accounts;
    const { accountId: spoken } = await office.connect("humas.acak");
    const parts: PublishParts = { db, analyst, speaking, now: office.parts.now };
    const people: Actor[] = ["a", "b"].map((name) => ({ kind: "user", id: randomUUID(), name }));
    const [one, other] = people;
    if (!one || !other) throw new Error("nobody is there");
    const as = (actor: Actor) => ({ db, workspaceId, actor, now: office.parts.now });
    const refusals = (error: unknown) => {
      if (!(error instanceof AppError)) throw error;
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...steps), { minLength: 12, maxLength: 40 }),
        fc.array(fc.constantFrom(...steps), { maxLength: 4 }),
        async (walk, more) => {
          // The walk that leads to the network is taken often.
          const path = [...more, "submit", "approve_other", "schedule", ...walk] as const;
          const begin = { title: "Uji", whyNow: "", objective: "", sources: [] };
          let count = 0;
          const words = () => {
            count += 1;
            return { ...emptyContent, text: `Kalimat uji ke ${count} ${randomUUID()}` };
          };
          const { id: draftId } = await createDraft(
            as(one),
            { ...begin, content: words(), accountIds: [spoken] },
            parts,
          );
          const look = async () => {
            const draft = await readDraft(db, workspaceId, { actor: one, speaking }, draftId);
            const [variant] = draft.variants;
            if (!variant) throw new Error("no variant");
            return { draft, variant };
          };
          for (const step of path) {
            const { draft, variant } = await look();
            const { id, version } = variant;
            const author = variant.writtenByName === "a" ? one : other;
            const reviewer = author === one ? other : one;
            const does: Record<(typeof steps)[number], () => Promise<unknown>> = {
              base: () =>
                updateDraft(
                  as(one),
                  { ...begin, id: draftId, revision: draft.revision, content: words() },
                  parts,
                ),
              own: () => updateVariant(as(other), { id, version, own: words(), options: {} }, parts),
              submit: () => submitVariant(as(author), { id, version }, parts),
              take_back: () => takeBackVariant(as(one), { id }, parts),
              approve_self: () => approveVariant(as(author), { id, version, hours: 3 }, parts),
              approve_other: () => approveVariant(as(reviewer), { id, version, hours: 3 }, parts),
              refuse: () => refuseVariant(as(reviewer), { id, version, reason: "tidak" }, parts),
              schedule: () => scheduleVariant(as(one), { id, version }, parts),
              schedule_later: () =>
                scheduleVariant(
                  as(one),
                  {
                    id,
                    version,
                    notBefore: new Date(office.parts.now().getTime() + 2 * hourMs).toISOString(),
                  },
                  parts,
                ),
              withdraw: () => withdrawVariant(as(other), { id }, parts),
              reopen: () => reopenVariant(as(one), { id }, parts),
              hour: async () => office.pass(hourMs),
              day: async () => office.pass(24 * hourMs),
              expire: () => expireApprovals(parts),
              mishap: async () => {
                office.fake.network.mishaps.push({ kind: "answer_lost" });
              },
              send: () => sendStatements(office.parts, spoken, never),
              hear: async () => {
                if (variant.statement) await followStatement(parts, workspaceId, variant.statement.id);
              },
            };
            const before = office.fake.network.posts.length;
            await does[step]().catch(refusals);
            const after = await look();
            const rows = await withAccounts(db)
              .selectFrom("accounts.statement")
              .select(["id", "text", "state", "give_up_at"])
              .where("workspace_id", "=", workspaceId)
              .where("say_key", "like", `variant:${id}:%`)
              .execute();
            const open = rows.filter(({ state }) => state === "waiting" || state === "failed");
            // At most one wish may still be sent, and only as it was approved.
            if (after.variant.state === "scheduled") {
              expect(after.variant.approval).not.toBeNull();
              expect(open.length).toBeLessThanOrEqual(1);
              for (const { text, give_up_at } of open) {
                expect(text).toBe(wordsOf(after.variant.content));
                expect(give_up_at.getTime()).toBeLessThanOrEqual(
                  Date.parse(after.variant.approval?.expiresAt ?? ""),
                );
              }
            } else expect(open).toEqual([]);
            const standing = await withPublish(db)
              .selectFrom("publish.approval as approval")
              .innerJoin("publish.variant_version as version", (join) =>
                join
                  .onRef("version.variant_id", "=", "approval.variant_id")
                  .onRef("version.version", "=", "approval.version"),
              )
              .select(["version.content", "approval.expires_at"])
              .select(["approval.author_key", "approval.approver_key"])
              .where("approval.variant_id", "=", id)
              .where("approval.ended_at", "is", null)
              .execute();
            expect(standing.length).toBeLessThanOrEqual(1);
            for (const post of office.fake.network.posts.slice(before)) {
              const [approval] = standing;
              expect(post.text).toBe(wordsOf(approval?.content ?? emptyContent));
              expect(approval?.expires_at.getTime()).toBeGreaterThan(office.parts.now().getTime());
              expect(approval?.approver_key).not.toBe(approval?.author_key);
            }
          }
          // Said once at most, whatever was lost on the way.
          const { variant } = await look();
          const said = wordsOf(variant.content);
          expect(office.fake.network.posts.filter(({ text }) => text === said).length).toBeLessThanOrEqual(1);
          office.fake.network.mishaps.length = 0;
        },
      ),
      { numRuns: 12 },
    );
  }, 300_000);
});
