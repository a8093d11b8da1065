import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { listNotices } from "#platform/notices/list-notices.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { MonitorSettings } from "../../contract/monitor.ts";
import { judgeMention } from "../analysis/judge-mention.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { ensureMonitors } from "../monitors/ensure-monitors.ts";
import { readTies } from "../network/read-ties.ts";
import { addReach } from "./add-reach.ts";
import { silentOutlets } from "./gap-store.ts";
import { getOutlet } from "./get-outlet.ts";
import { importReach } from "./import-reach.ts";
import { listOutlets } from "./list-outlets.ts";
import { lookForGaps } from "./look-for-gaps.ts";
import { removeReach } from "./remove-reach.ts";
import { updateOutlet } from "./update-outlet.ts";

const analyst = openAnalyst(1);
let database: TestDatabase;
let officer: RequestContext;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await analyst.close();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  officer = contextFor(database.db, await makeWorkspace(database.db), "officer");
});

const hourMs = 3_600_000;
const days = { from: "2026-03-10T00:00:00.000Z", until: "2026-03-18T00:00:00.000Z" };
const forEver = new AbortController().signal;
const store = (drafts: MentionDraft[]) =>
  storeMentions(database.db, officer.workspaceId, drafts, testNow, analyst);
const watchUs = () =>
  ensureMonitors(
    { db: database.db, jobs: { send: async () => undefined } as unknown as JobQueue, now: () => testNow },
    { id: officer.workspaceId, zone: "Asia/Jakarta" },
    [
      MonitorSettings.parse({ name: "Dinas kami", kind: "ours", q: "dinas" }),
      MonitorSettings.parse({ name: "Kepala dinas", kind: "ours", q: '"kepala dinas"' }),
      MonitorSettings.parse({ name: "Banjir", kind: "topic", q: "banjir" }),
    ],
  );
const list = (input: Partial<Parameters<typeof listOutlets>[1]> = {}) =>
  listOutlets(officer, {
    ...days,
    kind: "outlet",
    sort: "mentions",
    words: "",
    limit: 20,
    skip: 0,
    ...input,
  });
const page = (key: string, kind: "outlet" | "account" = "outlet") =>
  getOutlet(officer, { kind, key, ...days });

const article = (n: number, outlet: string, text: string, parts: Partial<MentionDraft> = {}) =>
  aDraft(n, {
    outlet,
    title: `Berita nomor ${n} hari ini`,
    text,
    publishedAt: new Date(testNow.getTime() - n * hourMs),
    ...parts,
  });

describe("outlets and accounts", () => {
  test("are listed with what they said, the tone towards us with each mention once, and what people corrected", async () => {
    await watchUs();
    const { ids } = await store([
      article(1, "Kabar Uji", "Kepala dinas dipuji warga, pelayanan dinas cepat dan ramah, terima kasih.", {
        author: "Rani",
      }),
      article(2, "Kabar Uji", "Warga kecewa berat, dinas lamban dan buruk menangani banjir.", {
        author: "Rani",
      }),
      article(3, "Kabar Uji", "Pertandingan sepak bola berakhir imbang."),
      article(4, "Harian Melati", "Hujan turun sejak pagi."),
    ]);
    const { items, total } = await list();
    expect(total).toBe(2);
    expect(items.map(({ key, mentions }) => [key, mentions])).toEqual([
      ["kabar uji", 3],
      ["harian melati", 1],
    ]);
    // Two monitors of ours find the first mention, which counts once.
    expect(items[0]?.ours?.total).toBe(2);
    const detail = await page("kabar uji");
    expect(detail).toMatchObject({ name: "Kabar Uji", mentions: 3, before: 0, corrected: 0, reach: null });
    expect(detail.topics).toMatchObject([{ name: "Banjir", count: 1 }]);
    expect(detail.authors).toMatchObject([{ author: "Rani", count: 2 }]);
    expect(detail.delay).toMatchObject({ median: 120, of: 3 });
    const before = detail.ours?.tones.negative ?? 0;
    const [first = ""] = ids;
    await judgeMention(officer, { id: first, trait: "tone", value: "negative", isBlind: false }, analyst);
    const after = await page("kabar uji");
    expect(after.corrected).toBe(1);
    expect(after.ours?.tones.negative).toBe(before + 1);
    expect((await page("tidak ada")).mentions).toBe(0);
  });

  test("accounts speak on networks, under one name however it is written", async () => {
    await store([
      article(1, "X", "Jalan rusak di kampung kami", { channel: "x", author: "@Budi_S" }),
      article(2, "X", "Masih rusak juga jalannya", { channel: "x", author: "budi_s" }),
      article(3, "Kabar Uji", "Jalan diperbaiki"),
    ]);
    await readTies(database.db, officer.workspaceId, forEver);
    expect((await list()).items.map(({ key }) => key)).toEqual(["kabar uji"]);
    const before = await list({ kind: "account" });
    expect(before.items).toEqual([]);
    await sql`insert into listen.tie_queue (workspace_id, mention_ids)
      select workspace_id, array_agg(id) from listen.mention where workspace_id = ${officer.workspaceId}::uuid
      group by 1`.execute(database.db);
    await readTies(database.db, officer.workspaceId, forEver);
    expect((await list({ kind: "account" })).items).toMatchObject([
      { key: "x:budi_s", name: "@Budi_S", mentions: 2, channels: [{ channel: "x", count: 2 }] },
    ]);
    expect(await page("x:budi_s", "account")).toMatchObject({ mentions: 2, sample: { size: 2 } });
  });

  test("reach is a range with source and date, is never made up, and the latest date counts", async () => {
    await store([article(1, "Kabar Uji", "Hujan turun"), article(2, "Harian Melati", "Hujan reda")]);
    const of = {
      kind: "outlet",
      key: "kabar uji",
      basis: "monthly_visitors",
      certainty: "measured",
    } as const;
    const older = { ...of, low: 100_000, high: 150_000, source: "Lembaga ukur", asOf: "2026-01-31" };
    await addReach(officer, older);
    const newer = await addReach(officer, { ...older, low: 90_000, high: 120_000, asOf: "2026-02-28" });
    await addReach(officer, older);
    const { items, withReach } = await list();
    const reachOf = (key: string) => items.find((one) => one.key === key)?.reach ?? null;
    expect(reachOf("kabar uji")).toMatchObject({ low: 90_000, high: 120_000 });
    expect(reachOf("harian melati")).toBeNull();
    expect(withReach).toBe(1);
    expect((await page("kabar uji")).reaches).toHaveLength(2);
    await removeReach(officer, { id: newer.id });
    expect((await page("kabar uji")).reach).toMatchObject({ low: 100_000, asOf: "2026-01-31" });
    await expect(removeReach(officer, { id: newer.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(addReach(officer, { ...older, low: 2, high: 1 })).rejects.toMatchObject({ code: "invalid" });
    await expect(addReach(officer, { ...older, asOf: "2027-01-01" })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  test("reaches are brought from a spreadsheet, bad rows are told by line, and the same file again changes nothing", async () => {
    const csv = [
      "Media;Kanal;Rendah;Tinggi;Dasar;Kepastian;Sumber;Tanggal",
      "Kabar Uji;;1.000.000;1.500.000;pengunjung bulanan;terukur;Lembaga ukur;2026-02-01",
      "@budi_s;x;2500;;pengikut;klaim;Profil akun;2026-03-01",
      "Harian Melati;;900;100;pembaca edisi;perkiraan;Kantor;2026-02-01",
      "Harian Melati;;100;900;penonton bulan;perkiraan;Kantor;2026-02-01",
      ";;100;900;pengikut;perkiraan;Kantor;2026-02-01",
    ].join("\n");
    expect(await importReach(officer, { csv })).toEqual({
      added: 2,
      known: 0,
      refused: [
        { line: 4, reason: "bad_range" },
        { line: 5, reason: "bad_basis" },
        { line: 6, reason: "no_name" },
      ],
    });
    expect(await importReach(officer, { csv })).toMatchObject({ added: 0, known: 2 });
    expect((await page("kabar uji")).reach).toMatchObject({
      low: 1_000_000,
      high: 1_500_000,
      certainty: "measured",
    });
    expect((await page("x:budi_s", "account")).reach).toMatchObject({ low: 2_500, high: 2_500 });
    await expect(importReach(officer, { csv: "bukan tabel" })).rejects.toMatchObject({ code: "invalid" });
  });

  test("a silence against an outlet's own rhythm is told once, and ends when it is heard again", async () => {
    // Three weeks in which one outlet spoke every two hours, another once in four days; both are silent for three days.
    const hour = (n: number) => new Date(testNow.getTime() - n * hourMs);
    const drafts: MentionDraft[] = [];
    for (let n = 24 * 24; n > 0; n -= 1) {
      const say = (outlet: string) =>
        drafts.push(
          aDraft(drafts.length, { outlet, publishedAt: hour(n), text: `Kabar ${outlet} pukul ${n}` }),
        );
      say("Kantor Berita");
      if (n > 72 && n % 2 === 0) say("Kabar Ramai");
      if (n > 72 && n % 60 === 0) say("Kabar Jarang");
    }
    await storeMentions(database.db, officer.workspaceId, drafts, testNow);
    const look = () => lookForGaps({ db: database.db, now: () => testNow }, officer.workspaceId);
    const told = async () =>
      (await listNotices(officer, { limit: 20 })).items.map(({ kind, values }) => [kind, values["outlet"]]);
    expect(await look()).toEqual({ began: 1, ended: 0 });
    expect(await look()).toEqual({ began: 0, ended: 0 });
    expect(await told()).toEqual([["listen.outlet_silent", "Kabar Ramai"]]);
    expect(await silentOutlets(database.db, officer.workspaceId)).toMatchObject([
      { kind: "outlet_silent", title: "Kabar Ramai", subjectId: "kabar ramai" },
    ]);
    expect((await list({ sort: "silent" })).items[0]).toMatchObject({
      key: "kabar ramai",
      gap: { endedAt: null },
    });
    await updateOutlet(officer, {
      kind: "outlet",
      key: "kabar ramai",
      isWatched: false,
      note: "Libur panjang",
    });
    expect(await silentOutlets(database.db, officer.workspaceId)).toEqual([]);
    expect(await told()).toEqual([]);
    await updateOutlet(officer, { kind: "outlet", key: "kabar ramai", isWatched: true });
    await storeMentions(
      database.db,
      officer.workspaceId,
      [aDraft(90_000, { outlet: "Kabar Ramai", publishedAt: hour(2), text: "Kami kembali" })],
      testNow,
    );
    expect(await look()).toEqual({ began: 0, ended: 1 });
    const detail = await page("kabar ramai");
    expect(detail).toMatchObject({ gap: null, isWatched: true, note: { text: "Libur panjang" } });
    expect(detail.gaps).toHaveLength(1);
  });

  test("the desk's own silence is nobody's", async () => {
    const drafts = Array.from({ length: 24 * 20 }, (_, n) =>
      aDraft(n, { outlet: `Media ${n % 3}`, publishedAt: new Date(testNow.getTime() - (n + 96) * hourMs) }),
    );
    await storeMentions(database.db, officer.workspaceId, drafts, testNow);
    expect(await lookForGaps({ db: database.db, now: () => testNow }, officer.workspaceId)).toEqual({
      began: 0,
      ended: 0,
    });
  });
});
