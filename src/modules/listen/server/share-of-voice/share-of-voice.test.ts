import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { type MonitorSettings, MonitorSettings as Settings } from "../../contract/monitor.ts";
import { judgeMention } from "../analysis/judge-mention.ts";
import { undoJudgement } from "../analysis/undo-judgement.ts";
import { copyQueue } from "../copies/copy-queue.ts";
import { compareAll, release } from "../copies/copy-samples.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { removeMonth } from "../mentions/remove-month.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { createMonitor } from "../monitors/create-monitor.ts";
import { withOutlets } from "../outlets/outlet-tables.ts";
import { keepReach } from "../outlets/reach-store.ts";
import { searchMentions } from "../search/search-mentions.ts";
import { getShareOfVoice } from "./get-share-of-voice.ts";
import { sumReach } from "./sum-reach.ts";

const hourMs = 3_600_000;
const ago = (hours: number): Date => new Date(testNow.getTime() - hours * hourMs);
const analyst = openAnalyst(1);
const jobs = { send: async () => null };
let database: TestDatabase;
let officer: RequestContext;
let made = 0;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  officer = contextFor(database.db, await makeWorkspace(database.db), "officer");
});
afterAll(async () => {
  await analyst.close();
  await database[Symbol.asyncDispose]();
});

const monitor = (parts: Partial<MonitorSettings>) => createMonitor(officer, Settings.parse(parts), jobs);
const store = async (drafts: readonly Partial<MentionDraft>[]) => {
  const { ids } = await storeMentions(
    database.db,
    officer.workspaceId,
    drafts.map((draft) => {
      made += 1;
      return aDraft(made, { url: null, title: "", text: "", publishedAt: ago(2), ...draft });
    }),
    testNow,
    analyst,
  );
  return ids;
};
const share = (parts: Partial<Parameters<typeof getShareOfVoice>[1]> = {}) =>
  getShareOfVoice(officer, {
    from: ago(7 * 24).toISOString(),
    until: testNow.toISOString(),
    monitorIds: [],
    copies: "each",
    topics: "monitors",
    ...parts,
  });
const found = async (q: string) =>
  (await searchMentions(officer, { q, sort: "newest", limit: 100 })).items.length;

async function three() {
  await monitor({ name: "Kota Melati", q: '"kota melati"', kind: "ours", colour: "1" });
  await monitor({ name: "Kota Dahlia", q: '"kota dahlia"', kind: "peer", colour: "2" });
  await monitor({ name: "Banjir", q: "banjir", kind: "topic", folder: "Bencana" });
  await monitor({ name: "Gempa", q: "gempa", kind: "topic", folder: "Bencana" });
}

describe("the share of voice", () => {
  test("is that of ours and of peers, ours first, with what is said of both and of topics", async () => {
    await three();
    await store([
      { title: "Banjir di Kota Melati" },
      { title: "Pasar Kota Melati dan taman Kota Dahlia dibuka" },
      { title: "Banjir dan gempa di Kota Dahlia", publishedAt: ago(50) },
      { title: "Kota Dahlia merayakan ulang tahun", publishedAt: ago(9 * 24) },
      { title: "Harga beras turun" },
    ]);
    const { voices, union, overlaps, topics, bucket, at } = await share();
    expect(voices.map(({ name, total, before, alone }) => ({ name, total, before, alone }))).toEqual([
      { name: "Kota Melati", total: 2, before: 0, alone: 1 },
      { name: "Kota Dahlia", total: 2, before: 1, alone: 1 },
    ]);
    expect(union).toBe(3);
    expect(overlaps.map(({ count }) => count)).toEqual([1]);
    expect(topics.map(({ name, counts }) => ({ name, counts }))).toEqual([
      { name: "Banjir", counts: [1, 1] },
      { name: "Gempa", counts: [0, 1] },
    ]);
    const [folder] = (await share({ topics: "folders" })).topics;
    expect(folder).toMatchObject({ name: "Bencana", counts: [1, 1] });
    expect(await found(`${voices[1]?.query} ${folder?.query}`)).toBe(1);
    expect(bucket).toBe("day");
    expect(voices[0]?.curve).toHaveLength(at.length);
    expect(voices[0]?.curve.reduce((sum, one) => sum + one, 0)).toBe(2);
  });

  test("follows corrections and their undoing at once, and says how many there are", async () => {
    await three();
    const [id = ""] = await store([{ title: "Kota Melati", text: "Kota Melati mengadakan rapat rutin." }]);
    const before = (await share()).voices[0];
    const said = { id, trait: "tone", value: "negative", isBlind: false } as const;
    const { judgement } = await judgeMention(officer, said, analyst);
    expect((await share()).voices[0]).toMatchObject({
      tones: { negative: 1, neutral: 0, positive: 0, unsure: 0 },
      judged: 1,
      corrected: 1,
    });
    expect((await share({ copies: "once" })).voices[0]).toMatchObject({ tones: { negative: 1 } });
    await undoJudgement(officer, { id: judgement.id }, analyst);
    expect((await share()).voices[0]).toMatchObject({ tones: before?.tones, judged: 0, corrected: 0 });
  });

  test("counts copies each or once, as one asks", async () => {
    await three();
    const outlets = ["Kabar", "Harian", "Warta"];
    const ids = await store([
      ...outlets.map((outlet, n) => ({
        outlet,
        title: `${outlet}: Kenanga ditutup`,
        text: release,
        publishedAt: ago(3 + n),
      })),
      { title: "Kota Melati berbenah" },
    ]);
    await copyQueue.add(database.db, officer.workspaceId, ids);
    await compareAll(database.db, officer.workspaceId);
    const each = await share();
    const once = await share({ copies: "once" });
    expect([each.voices[0]?.total, each.union]).toEqual([4, 4]);
    expect([once.voices[0]?.total, once.union]).toEqual([2, 2]);
    expect(once.voices[0]?.curve.reduce((sum, one) => sum + one, 0)).toBe(2);
  });

  test("says of reach what was entered, as a range, and of how many outlets nobody knows", async () => {
    await three();
    await store([
      { title: "Kota Melati berbenah", outlet: "Kabar" },
      { title: "Kota Melati bersolek", outlet: "Harian" },
      { title: "Kota Dahlia berbenah", outlet: "Kabar", channel: "x", author: "@warga" },
    ]);
    expect((await share()).voices.map(({ reach, outlets }) => ({ reach, outlets }))).toEqual([
      { reach: [], outlets: { known: 0, unknown: 2 } },
      { reach: [], outlets: { known: 0, unknown: 0 } },
    ]);
    const entered = {
      low: 1_000,
      high: 2_000,
      basis: "monthly_visitors",
      certainty: "claimed",
      source: "Uji",
      asOf: "2026-03-01",
    } as const;
    const by = { id: null, kind: "user", name: "Ratna" } as const;
    const voice = { kind: "outlet", key: "kabar" } as const;
    await keepReach(withOutlets(database.db), officer.workspaceId, voice, entered, by, testNow);
    expect((await share()).voices[0]).toMatchObject({
      reach: [{ basis: "monthly_visitors", low: 1_000, high: 2_000, outlets: 1 }],
      outlets: { known: 1, unknown: 1 },
    });
    expect(
      sumReach([
        { ...entered, low: 5, high: 9 },
        { ...entered, low: 3, high: 20 },
      ]),
    ).toEqual([{ basis: "monthly_visitors", low: 5, high: 29, outlets: 2 }]);
  });

  test("takes late mentions in, lets go of those that retention removes, and knows one workspace", async () => {
    await three();
    await store([{ title: "Kota Melati berbenah" }]);
    await store([{ title: "Kota Melati dulu", publishedAt: ago(6 * 24) }]);
    expect((await share()).voices[0]?.total).toBe(2);
    const other = contextFor(database.db, await makeWorkspace(database.db), "officer");
    const input = { from: ago(48).toISOString(), until: testNow.toISOString(), monitorIds: [] };
    expect(await getShareOfVoice(other, { ...input, copies: "each", topics: "monitors" })).toMatchObject({
      voices: [],
      union: 0,
    });
    const [mine] = (await share()).voices;
    const asked = {
      ...input,
      monitorIds: [mine?.monitorId ?? ""],
      copies: "each",
      topics: "monitors",
    } as const;
    await expect(getShareOfVoice(other, asked)).rejects.toMatchObject({ code: "not_found" });
    const month = new Date("2026-03-01T00:00:00Z");
    await database.db
      .transaction()
      .execute((tx) => removeMonth(withMentions(tx), [officer.workspaceId], month));
    expect((await share()).voices[0]).toMatchObject({ total: 0, alone: 0 });
  });
});
