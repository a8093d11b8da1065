import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import { loadTranslator, type Translate } from "#platform/i18n/translator.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { openStoryReader } from "#platform/language/story-reader.ts";
import { createLogger } from "#platform/log/logger.ts";
import type { MailMessage } from "#platform/mail/mail-message.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { pdfText } from "#test/pdf-text.ts";
import { BriefQuestion, type SentBrief } from "../../contract/brief.ts";
import { ClippingSettings } from "../../contract/clipping.ts";
import { MonitorSettings } from "../../contract/monitor.ts";
import { judgeMention } from "../analysis/judge-mention.ts";
import { showClipping } from "../clippings/clipping-store.ts";
import { withClippings } from "../clippings/clipping-tables.ts";
import { createClippingPlan } from "../clippings/create-clipping-plan.ts";
import { deliverClippings } from "../clippings/deliver-clippings.ts";
import { getClippingForms } from "../clippings/get-clipping-forms.ts";
import { makeDueClippings } from "../clippings/make-clipping.ts";
import { sendClipping } from "../clippings/send-clipping.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { createMonitor } from "../monitors/create-monitor.ts";
import { summarizeMentions } from "../search/summarize-mentions.ts";
import { withSpikes } from "../spikes/spike-tables.ts";
import { refreshStories } from "../stories/refresh-stories.ts";
import { withStories } from "../stories/story-tables.ts";
import { writeMembers } from "../stories/write-members.ts";
import { editBrief } from "./edit-brief.ts";
import { getBrief } from "./get-brief.ts";
import { sendBrief } from "./send-brief.ts";

const analyst = openAnalyst(1);
const log = createLogger("silent");
const noStop = new AbortController().signal;
/** Thursday 12 September 2019, 06.30 WIB. */
const until = new Date("2019-09-11T23:30:00Z");
const hours = (count: number): Date => new Date(until.getTime() - count * 3_600_000);

let database: TestDatabase;
let translate: Translate;
let dataDir: string;
let officer: RequestContext;
let monitors: { habibie: string; kpk: string };
let ids: string[];
let storyId: string;

beforeAll(async () => {
  database = await testDatabase();
  translate = await loadTranslator([fileURLToPath(new URL("../messages", import.meta.url))]);
  dataDir = await mkdtemp(path.join(tmpdir(), "briefs-"));
});
afterAll(async () => {
  await analyst.close();
  await rm(dataDir, { recursive: true });
  await database[Symbol.asyncDispose]();
});

const drafts = [
  { outlet: "Kabar Satu", hoursAgo: 12, title: "BJ Habibie Wafat di RSPAD Gatot Soebroto" },
  { outlet: "Kabar Dua", hoursAgo: 11.5, title: "Habibie Wafat, Bangsa Berduka" },
  { outlet: "Kabar Tiga", hoursAgo: 11, title: "Jenazah Habibie Tiba, Hubungi 0812-3456-7890" },
  { outlet: "Kabar Satu", hoursAgo: 10, title: "Habibie Dimakamkan di Kalibata" },
  { outlet: "Kabar Satu", hoursAgo: 9, title: "Revisi UU KPK Dibahas" },
  { outlet: "Kabar Dua", hoursAgo: 30, title: "Revisi UU KPK Ditolak Mahasiswa" },
  { outlet: "Kabar Tiga", hoursAgo: 31, title: "KPK Menolak Revisi" },
];

async function putInStory(mentionIds: readonly string[]): Promise<string> {
  const id = randomUUID();
  await database.db.transaction().execute(async (tx) => {
    const stories = withStories(tx);
    const placed = mentionIds.map((mentionId) => ({ mentionId, storyId: id, score: null }));
    await writeMembers(stories, officer.workspaceId, placed, 1, until);
    await refreshStories(stories, officer.workspaceId, [id], openStoryReader());
  });
  return id;
}

beforeEach(async () => {
  await withClippings(database.db).updateTable("listen.clipping_plan").set({ next_at: null }).execute();
  officer = contextFor(database.db, await makeWorkspace(database.db), "officer", hours(40));
  const jobs = { send: async () => null };
  const watch = async (name: string, q: string, kind: "ours" | "topic") =>
    (await createMonitor(officer, MonitorSettings.parse({ name, kind, q, receiverIds: [] }), jobs)).id;
  monitors = {
    habibie: await watch("Habibie", "habibie", "ours"),
    kpk: await watch("UU KPK", "KPK", "topic"),
  };
  const articles = drafts.map(({ hoursAgo, ...draft }, n) =>
    aDraft(n, { ...draft, text: "", publishedAt: hours(hoursAgo) }),
  );
  ({ ids } = await storeMentions(database.db, officer.workspaceId, articles, hours(8)));
  storyId = await putInStory(ids.slice(0, 4));
  await putInStory(ids.slice(4));
});

const ask = (parts: Partial<BriefQuestion> = {}): Promise<SentBrief> =>
  getBrief(
    officer,
    BriefQuestion.parse({ from: hours(24).toISOString(), until: until.toISOString(), ...parts }),
    { translate },
  );
const totalAt = async (at: string): Promise<number> => {
  const q = new URL(at, "http://desk.test").searchParams.get("q") ?? "";
  return (await summarizeMentions({ ...officer, now: () => until }, { q, bucket: "auto" })).total;
};

describe("a brief of the day", () => {
  test("says what matters and why, what changed since the day before, and every figure opens what it counts", async () => {
    await judgeMention(
      officer,
      { id: ids[1] ?? "", trait: "tone", value: "negative", isBlind: false },
      analyst,
    );
    const spike = {
      id: randomUUID(),
      workspace_id: officer.workspaceId,
      kind: "monitor" as const,
      subject: monitors.habibie,
      name: "Habibie",
      minutes: 60,
      started_at: hours(12.5),
      raised_at: hours(11),
      seen_at: hours(11),
      raised_count: 3,
      raised_expected: 0.2,
      raised_weeks: 400,
      past_hours: 900,
      peak_at: hours(10.9),
      peak_count: 3,
      peak_expected: 0.2,
      peak_weeks: 400,
      told_count: 3,
      told_expected: 0.2,
      last_up_at: hours(10),
      ended_at: hours(5),
      verdict: "spike" as const,
      told_at: hours(11),
    };
    await withSpikes(database.db).insertInto("listen.spike").values(spike).execute();
    const brief = await ask();
    expect(brief.empty).toBeNull();
    const [first, second] = brief.points;
    expect(first?.title).toContain("Habibie");
    expect(first?.reasons.join(" ")).toMatch(
      /Baru muncul: 4 sebutan di 3 media.*Bermula dari Kabar Satu.*Melonjak: 3 sebutan dalam satu jam.*25% bernada negatif.*Menyangkut lembaga kita/,
    );
    expect(first?.links.map(({ path: to }) => to)).toEqual([`/cerita/${storyId}`, `/lonjakan/${spike.id}`]);
    expect(second?.reasons.join(" ")).toContain("Mereda, tetapi masih 1 sebutan");
    expect(brief.figures.map(({ value, before }) => [value, before])).toEqual([
      ["5", "2"],
      ["3", "2"],
      ["20%", "0%"],
      ["0%", "0%"],
    ]);
    expect(brief.changes.map(({ text }) => text)).toContain("Sebutan naik 150%: 5, sebelumnya 2.");
    expect(brief.trust[0]).toBe("Nada 1 dari 5 sebutan diperiksa petugas; selebihnya dibaca mesin bahasa.");
    expect(brief.trust[1]).toContain("belum diketahui");
    const { chart } = brief;
    expect(chart?.points).toHaveLength(24);
    expect(chart?.before.values.reduce((sum, count) => sum + count, 0)).toBe(2);
    const [mentions, , negative] = brief.figures;
    expect(await totalAt(mentions?.path ?? "")).toBe(5);
    expect(await totalAt(mentions?.pathBefore ?? "")).toBe(2);
    expect(await totalAt(negative?.path ?? "")).toBe(1);
    expect(await totalAt(first?.path ?? "")).toBe(4);
    for (const { rows } of brief.tables)
      for (const row of rows)
        expect([await totalAt(row.path), await totalAt(row.pathBefore)]).toEqual([row.count, row.before]);
    const bar = chart?.series.map(({ values }) => values[12] ?? 0).reduce((sum, count) => sum + count, 0);
    expect(await totalAt(chart?.points[12]?.path ?? "")).toBe(bar);
  });

  test("covers personal data in its words, and says so where there is nothing", async () => {
    await putInStory([ids[2] ?? "", ids[3] ?? ""]);
    expect(JSON.stringify(await ask({ monitorIds: monitors.habibie }))).not.toContain("3456");
    const empty = await ask({
      from: "2018-01-01T00:00:00Z",
      until: "2018-01-02T00:00:00Z",
      language: "en",
    });
    expect(empty.empty).toBe("These monitors found no mentions, neither in this period nor before.");
    expect(empty.chart).toBeNull();
  });

  test("refuses what cannot be compared, naming the field", async () => {
    const field = (name: string) => ({ fields: [{ field: name }] });
    await expect(ask({ until: hours(25).toISOString() })).rejects.toMatchObject(field("until"));
    await expect(ask({ from: "2018-01-01T00:00:00Z" })).rejects.toMatchObject(field("until"));
    await expect(ask({ otherIds: randomUUID() })).rejects.toMatchObject(field("otherIds"));
    const empty = contextFor(database.db, await makeWorkspace(database.db), "officer", until);
    await expect(
      getBrief(empty, BriefQuestion.parse({ from: hours(24).toISOString(), until: until.toISOString() }), {
        translate,
      }),
    ).rejects.toMatchObject({ key: "brief.no_monitors" });
  });
});

describe("a comparison", () => {
  test("of two monitors stands side by side, with the stories that both tell; of two periods with both names", async () => {
    await putInStory([ids[3] ?? "", ids[4] ?? ""]);
    const beside = await ask({ monitorIds: monitors.habibie, otherIds: monitors.kpk });
    expect(beside.sides).toEqual(["Habibie", "UU KPK"]);
    expect(beside.figures[0]).toMatchObject({ value: "4", before: "1" });
    expect(beside.changes[0]?.text).toMatch(/Habibie 1 sebutan, UU KPK 1/);
    const periods = await ask({ otherFrom: hours(48).toISOString(), otherUntil: hours(24).toISOString() });
    expect(periods.kind).toBe("periods");
    expect(periods.sides).toEqual(["11 Sep, 06.30 – 12 Sep, 06.30 WIB", "10 Sep, 06.30 – 11 Sep, 06.30 WIB"]);
    expect(periods.figures[0]).toMatchObject({ value: "5", before: "2" });
  });
});

describe("a brief by mail", () => {
  const deskUrl = () => "https://humas.test";
  const parts = () => ({ translate, deskUrl, dataDir });
  const deliver = async (): Promise<MailMessage[]> => {
    const sent: MailMessage[] = [];
    const mail = {
      async send(message: MailMessage) {
        sent.push(message);
        return { messageId: "", accepted: [], refused: [] };
      },
    };
    await deliverClippings({ db: database.db, log, mail, now: () => until, ...parts() }, noStop);
    return sent;
  };

  test("is sent by hand as it stands: one page, the chart as a picture, and a text that says it all", async () => {
    const order = { from: hours(24).toISOString(), until: until.toISOString(), language: "id" as const };
    const to = { name: "Taklimat untuk Kepala", receiverIds: [], addresses: ["kepala@humas.test"] };
    await expect(sendBrief(officer, { ...order, ...to, addresses: [] }, { translate })).rejects.toMatchObject(
      {
        key: "clipping.nobody",
      },
    );
    const { id } = await sendBrief(officer, { ...order, ...to }, { translate });
    const [mail] = await deliver();
    expect(mail?.subject).toBe("Taklimat untuk Kepala – Kamis, 12 September 2019");
    expect(mail?.text).toContain("Baru muncul: 4 sebutan di 3 media.");
    expect(mail?.html).toContain("cid:brief-chart@gaung");
    const [picture, pages] = mail?.attachments ?? [];
    expect(picture).toMatchObject({ mediaType: "image/png", contentId: "brief-chart@gaung" });
    expect(await sharp(picture?.content).metadata()).toMatchObject({ format: "png", width: 1168 });
    const drawn = pages?.content ?? new Uint8Array();
    expect(
      Buffer.from(drawn)
        .toString("latin1")
        .match(/\/Type \/Page\b/g),
    ).toHaveLength(1);
    expect(pdfText(drawn)).toContain("Taklimat untuk Kepala");
    expect(pdfText(drawn)).toContain("Puncaknya");
    const kept = await showClipping(database.db, officer.workspaceId, id);
    expect(kept).toMatchObject({ form: "brief", planId: null, state: "sent", mails: [{ state: "sent" }] });
    const { whatsapp } = await getClippingForms(officer, { id }, parts());
    expect(whatsapp).toHaveLength(1);
    expect(whatsapp[0]).toContain("*TAKLIMAT UNTUK KEPALA*");
  });

  test("can be edited before it goes: every form says the person's words, the machine's stay beside them, and no later one takes their place", async () => {
    const order = { from: hours(24).toISOString(), until: until.toISOString(), language: "id" as const };
    const to = { name: "Taklimat rapat", receiverIds: [], addresses: ["kepala@humas.test"], isDraft: true };
    const { id } = await sendBrief(officer, { ...order, ...to }, { translate });
    expect(await deliver()).toEqual([]);
    const draft = await showClipping(database.db, officer.workspaceId, id);
    expect(draft.state).toBe("draft");
    expect(draft.madeBrief).toBeUndefined();
    const made = draft.brief;
    const points = (made?.points ?? []).map((_, at) => ({ at, isOut: at > 0, title: null, reasons: null }));
    const changes = (made?.changes ?? []).map((_, at) => ({ at, isOut: false, text: null })).reverse();
    const own = {
      title: "Duka untuk *B.J. Habibie*",
      reasons: "Bendera setengah tiang.\nHubungi 0812-3456-7890.",
    };
    const edit = {
      id,
      revision: draft.revision,
      points: points.map((point) => (point.at === 0 ? { ...point, ...own } : point)),
      changes,
      note: "Mohon arahan sebelum pukul 09.00.",
    };
    await expect(editBrief(officer, { ...edit, points: [] }, { translate })).rejects.toMatchObject({
      fields: [{ field: "points" }],
    });
    const edited = await editBrief({ ...officer, now: () => until }, edit, { translate });
    await expect(editBrief(officer, edit, { translate })).rejects.toMatchObject({ key: "clipping.changed" });
    expect(edited.madeBrief).toEqual(made);
    expect(edited.brief?.points).toHaveLength(1);
    expect(edited.brief?.points[0]).toMatchObject({ title: own.title, reasons: own.reasons.split("\n") });
    expect(edited.brief?.changes.map(({ text }) => text)).toEqual(
      made?.changes.map(({ text }) => text).toReversed(),
    );
    expect(edited.brief?.figures).toEqual(made?.figures);
    expect(edited.brief?.edited).toMatch(/^Disunting oleh .+, 12 September 2019 pukul 06\.30 WIB$/);
    // Whatever is made of the same time afterwards is another one.
    await sendBrief(officer, { ...order, ...to }, { translate });
    const again = await showClipping(database.db, officer.workspaceId, id);
    expect(again).toEqual(edited);

    await sendClipping(officer, { id, revision: edited.revision });
    const [mail] = await deliver();
    const { whatsapp } = await getClippingForms(officer, { id }, parts());
    const pages = mail?.attachments?.find(({ mediaType }) => mediaType === "application/pdf");
    for (const said of [mail?.text, mail?.html, pdfText(pages?.content ?? new Uint8Array()), whatsapp[0]])
      for (const words of ["Bendera setengah tiang.", "Mohon arahan sebelum pukul 09.00.", "Disunting oleh"])
        expect(said).toContain(words);
    await expect(
      editBrief(officer, { ...edit, revision: edited.revision + 1 }, { translate }),
    ).rejects.toMatchObject({ key: "clipping.sent_already" });
    const { rows } = await sql<{ action: string }>`select action from platform.audit_entry
      where workspace_id = ${officer.workspaceId}::uuid and action like 'brief.%'`.execute(database.db);
    expect(rows.map(({ action }) => action)).toContain("brief.edited");
  });

  test("is made at its hour by its plan, like a clipping", async () => {
    const settings = ClippingSettings.parse({
      name: "Taklimat Pagi",
      form: "brief",
      monitorIds: [monitors.habibie],
      addresses: ["kepala@humas.test"],
    });
    await createClippingPlan(officer, settings);
    const [id = ""] = await makeDueClippings({ db: database.db, log, translate, now: () => until }, noStop);
    const made = await showClipping(database.db, officer.workspaceId, id);
    expect(made).toMatchObject({ form: "brief", state: "draft", stories: 1, figures: { mentions: 4 } });
    expect(made.brief?.points[0]?.title).toContain("Habibie");
  });
});
