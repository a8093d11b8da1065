import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Tx } from "#platform/db/database.ts";
import { contentPath } from "#platform/files/content-store.ts";
import { keepFile } from "#platform/files/keep-file.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { loadTranslator, type Translate } from "#platform/i18n/translator.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { openStoryReader } from "#platform/language/story-reader.ts";
import { createLogger } from "#platform/log/logger.ts";
import { MailError } from "#platform/mail/mail-error.ts";
import type { MailMessage } from "#platform/mail/mail-message.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { pdfText } from "#test/pdf-text.ts";
import { ClippingSettings } from "../../contract/clipping.ts";
import { MonitorSettings } from "../../contract/monitor.ts";
import { judgeMention } from "../analysis/judge-mention.ts";
import { copyQueue } from "../copies/copy-queue.ts";
import { compareAll } from "../copies/copy-samples.ts";
import { applyRetention } from "../mentions/apply-retention.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { updateRetention } from "../mentions/update-retention.ts";
import { createMonitor } from "../monitors/create-monitor.ts";
import { refreshStories } from "../stories/refresh-stories.ts";
import { withStories } from "../stories/story-tables.ts";
import { writeMembers } from "../stories/write-members.ts";
import { addToClipping } from "./add-to-clipping.ts";
import { showClipping } from "./clipping-store.ts";
import { withClippings } from "./clipping-tables.ts";
import { clippingWork } from "./clipping-work.ts";
import { createClippingPlan } from "./create-clipping-plan.ts";
import { deliverClippings } from "./deliver-clippings.ts";
import { editClipping } from "./edit-clipping.ts";
import { mostGathered } from "./gather-mentions.ts";
import { getClippingForms } from "./get-clipping-forms.ts";
import { listClippings } from "./list-clippings.ts";
import { makeClipping, makeDueClippings } from "./make-clipping.ts";
import { openClippingSheet } from "./open-clipping-sheet.ts";
import { sendAgain } from "./send-again.ts";
import { sendClipping, sendUneditedClippings } from "./send-clipping.ts";

const log = createLogger("silent");
const analyst = openAnalyst(1);
const noStop = new AbortController().signal;
let database: TestDatabase;
let translate: Translate;
let dataDir: string;
let officer: RequestContext;
let monitorId: string;
let ids: string[];

beforeAll(async () => {
  database = await testDatabase();
  translate = await loadTranslator([fileURLToPath(new URL("../messages", import.meta.url))]);
  dataDir = await mkdtemp(path.join(tmpdir(), "clippings-"));
});
afterAll(async () => {
  await analyst.close();
  await rm(dataDir, { recursive: true });
  await database[Symbol.asyncDispose]();
});

/** Thursday 12 September 2019, 06.30 WIB. */
const due = new Date("2019-09-11T23:30:00Z");
const before = new Date("2019-09-11T08:00:00Z");
const at = (minutes: number) => new Date(due.getTime() - minutes * 60_000);

const habibie =
  "Presiden ketiga Republik Indonesia Bacharuddin Jusuf Habibie wafat di RSPAD Gatot Soebroto, Jakarta, Rabu petang pukul 18.05 WIB. Kabar duka itu disampaikan putranya, Thareq Kemal Habibie, yang menyebut ayahnya wafat karena usia dan kondisi jantung yang melemah. Jenazah disemayamkan di rumah duka di kawasan Patra Kuningan sebelum dimakamkan di Taman Makam Pahlawan Kalibata pada Kamis siang.";
const drafts = [
  { outlet: "Kabar Satu", minute: 600, title: "BJ Habibie Wafat di RSPAD Gatot Soebroto", text: habibie },
  { outlet: "Kabar Dua", minute: 590, title: "BJ Habibie Wafat di RSPAD Gatot Soebroto", text: habibie },
  { outlet: "Kabar Tiga", minute: 580, title: "BJ Habibie Meninggal Dunia di RSPAD", text: habibie },
  {
    outlet: "Kabar Satu",
    minute: 300,
    title: "Habibie Festival Digelar di Kemayoran",
    text: "Festival teknologi yang memakai nama Habibie digelar di Kemayoran pekan depan. Panitia menunggu tiga puluh ribu pengunjung, dan tiket bisa dipesan lewat nomor 0812-3456-7890 sampai Jumat.",
  },
  {
    outlet: "Kabar Empat",
    minute: 200,
    title: "Harga Cabai Turun",
    text: "Harga cabai turun di pasar induk.",
  },
];

const settings = (parts: Partial<ClippingSettings> = {}) =>
  ClippingSettings.parse({
    name: "Kliping Pagi",
    monitorIds: [monitorId],
    addresses: ["kepala@humas.test"],
    ...parts,
  });
const desk = {
  translate: (...args: Parameters<Translate>) => translate(...args),
  deskUrl: () => "https://humas.test",
};
const make = (now: Date) => makeDueClippings({ db: database.db, log, translate, now: () => now }, noStop);
const contextAt = (now: Date): RequestContext => ({
  ...officer,
  membership: officer.membership,
  workspaceId: officer.workspaceId,
  now: () => now,
});
/** For tests: puts mentions into a story of their own, as a person does. */
async function putInStory(tx: Tx, mentionIds: readonly string[]): Promise<string> {
  const storyId = randomUUID();
  const stories = withStories(tx);
  const placed = mentionIds.map((mentionId) => ({ mentionId, storyId, score: null }));
  await writeMembers(stories, officer.workspaceId, placed, 1, before);
  await refreshStories(stories, officer.workspaceId, [storyId], openStoryReader());
  return storyId;
}
const mailbox = (outcome: (message: MailMessage) => void = () => {}) => {
  const sent: MailMessage[] = [];
  return {
    sent,
    mail: {
      async send(message: MailMessage) {
        outcome(message);
        sent.push(message);
        return { messageId: "", accepted: [], refused: [] };
      },
    },
  };
};
const deliver = (box: ReturnType<typeof mailbox>, now: Date) =>
  deliverClippings({ db: database.db, log, mail: box.mail, now: () => now, dataDir, ...desk }, noStop);

beforeEach(async () => {
  // What other tests left would be due here too.
  await withClippings(database.db).updateTable("listen.clipping_plan").set({ next_at: null }).execute();
  await withClippings(database.db).updateTable("listen.clipping").set({ send_at: null }).execute();
  officer = contextFor(database.db, await makeWorkspace(database.db), "officer", before);
  const jobs = { send: async () => null };
  ({ id: monitorId } = await createMonitor(
    officer,
    MonitorSettings.parse({ name: "Habibie", kind: "topic", q: "habibie", receiverIds: [] }),
    jobs,
  ));
  const articles = drafts.map(({ minute, ...draft }, n) => aDraft(n, { ...draft, publishedAt: at(minute) }));
  ({ ids } = await storeMentions(database.db, officer.workspaceId, articles, at(100), analyst));
  await copyQueue.add(database.db, officer.workspaceId, ids);
  await compareAll(database.db, officer.workspaceId);
});

describe("a clipping at its hour", () => {
  test("two workers make it once; a late start makes one that tells of all since the last; the next begins where it ended", async () => {
    const plan = await createClippingPlan(officer, settings());
    expect(plan.nextAt).toBe(due.toISOString());
    expect(await make(at(1))).toEqual([]);
    const [one, two] = await Promise.all([make(due), make(due)]);
    expect([...one, ...two]).toHaveLength(1);
    const late = new Date(due.getTime() + 3 * 24 * 3_600_000 + 5 * 3_600_000);
    expect(await make(late)).toHaveLength(1);
    expect(await make(late)).toEqual([]);
    const { items } = await listClippings(officer);
    expect(items.map(({ from, until }) => [from, until])).toEqual([
      [due.toISOString(), "2019-09-14T23:30:00.000Z"],
      ["2019-09-10T23:30:00.000Z", due.toISOString()],
    ]);
    expect(items[0]).toMatchObject({ mentions: 0, stories: 0 });
  });

  test("what tells of one event is one line, led by the first whole text of the press, with who else has it and the figures of people", async () => {
    await createClippingPlan(officer, settings());
    await judgeMention(
      officer,
      { id: ids[0] ?? "", trait: "tone", value: "negative", isBlind: false },
      analyst,
    );
    const [id = ""] = await make(due);
    const { sections, figures } = await showClipping(database.db, officer.workspaceId, id);
    expect(figures).toMatchObject({ mentions: 4, outlets: 3, corrected: 1, leftOut: 0 });
    expect(figures.query).toContain('monitor:("Habibie")');
    const [first, second] = sections[0]?.items ?? [];
    expect(first).toMatchObject({
      leadId: ids[0],
      outlet: "Kabar Satu",
      title: "BJ Habibie Wafat di RSPAD Gatot Soebroto",
      mentions: 3,
      outlets: 3,
      tone: "negative",
      isCorrected: true,
    });
    expect(first?.others.map(({ outlet }) => outlet)).toEqual(["Kabar Dua", "Kabar Tiga"]);
    expect(first?.extract).toContain("wafat");
    expect(second?.title).toBe("Habibie Festival Digelar di Kemayoran");
  });

  test("mentions of one story are one line, also what people put there; copies that are in none yet follow their group", async () => {
    const stories = await database.db.transaction().execute((tx) =>
      putInStory(
        tx,
        [1, 2, 3].map((n) => ids[n] ?? ""),
      ),
    );
    await createClippingPlan(officer, settings());
    const [id = ""] = await make(due);
    const [section] = (await showClipping(database.db, officer.workspaceId, id)).sections;
    expect(section?.items).toHaveLength(1);
    expect(section?.items[0]).toMatchObject({ leadId: ids[0], mentions: 4, outlets: 3, storyId: stories });
  });

  test("a large story has a line for each of its phases, in every form; a small one does not", async () => {
    const told = [
      [
        1_300,
        "Habibie Dirawat Intensif di RSPAD, Dokter Batasi Kunjungan",
        "dokter merawat pasien jantung di ruang intensif",
      ],
      [
        300,
        "Pemakaman Habibie di Kalibata Dipimpin Presiden",
        "upacara pemakaman kenegaraan di taman makam pahlawan",
      ],
    ] as const;
    const many = told.flatMap(([minute, title, words], phase) =>
      Array.from({ length: 9 }, (_, n) =>
        aDraft(2_000 + phase * 20 + n, {
          outlet: `Media ${n}`,
          title: `${title} ${n}`,
          text: `Nomor ${n}: ${words}.`,
          url: null,
          publishedAt: at(minute - n * 30),
        }),
      ),
    );
    const { ids: large } = await storeMentions(database.db, officer.workspaceId, many, at(10));
    await database.db.transaction().execute((tx) => putInStory(tx, large));
    await createClippingPlan(officer, settings());
    const [id = ""] = await make(due);
    const items = (await showClipping(database.db, officer.workspaceId, id)).sections[0]?.items ?? [];
    const [first, ...others] = items;
    expect(first?.phases.map(({ title, mentions }) => [title.slice(0, 15), mentions])).toEqual([
      ["Habibie Dirawat", 9],
      ["Pemakaman Habib", 9],
    ]);
    expect(others.length).toBeGreaterThan(0);
    expect(others.every(({ phases }) => phases.length === 0)).toBe(true);
    const sheet = await openClippingSheet(database.db, officer.workspaceId, id, { ...desk, dataDir });
    const pages = pdfText(await clippingWork.pdf(sheet));
    const { whatsapp, mailHtml, mailText } = await getClippingForms(officer, { id }, { ...desk, dataDir });
    for (const form of [pages, whatsapp.join(), mailHtml, mailText])
      for (const words of ["Habibie Dirawat Intensif", "Pemakaman Habibie di Kalibata", "(9 sebutan)"])
        expect(form.replace(/\s+/g, " ")).toContain(words);
  });

  test("it waits for its mentions to be put into stories, but not for ever", async () => {
    await createClippingPlan(officer, settings());
    const waiting = new Map<string, number>();
    const makeIt = () =>
      makeDueClippings({ db: database.db, log, translate, now: () => due, waiting }, noStop);
    expect(await makeIt()).toEqual([]);
    expect(waiting.size).toBe(1);
    for (const plan of waiting.keys()) waiting.set(plan, performance.now() - 11 * 60_000);
    expect(await makeIt()).toHaveLength(1);
    const plan = await createClippingPlan(officer, settings({ name: "Kedua" }));
    await database.db.transaction().execute((tx) => putInStory(tx, ids));
    expect(await makeIt()).toHaveLength(1);
    expect(waiting.has(plan.id)).toBe(false);
  });

  test("of thousands of mentions the newest are read, and the count tells of the rest", async () => {
    const many = Array.from({ length: mostGathered + 50 }, (_, n) =>
      aDraft(1_000 + n, {
        outlet: `Media ${n % 7}`,
        title: `Kenangan Habibie nomor ${n}`,
        text: "",
        url: null,
        publishedAt: new Date(at(400).getTime() + n * 5_000),
      }),
    );
    await storeMentions(database.db, officer.workspaceId, many, at(10));
    await createClippingPlan(officer, settings({ mostItems: 5 }));
    const [id = ""] = await make(due);
    const { figures, sections } = await showClipping(database.db, officer.workspaceId, id);
    expect(figures.mentions).toBe(mostGathered + 54);
    const shown = sections.flatMap(({ items }) => items);
    expect(shown).toHaveLength(5);
    expect(figures.leftOut).toBe(figures.mentions - shown.reduce((sum, item) => sum + item.mentions, 0));
    const { mailText } = await getClippingForms(officer, { id }, { ...desk, dataDir });
    expect(mailText).toMatch(/3\.\d{3} sebutan lain tidak dimuat/);
  });

  test("personal data in posts stays covered in every form", async () => {
    const posts = [
      aDraft(9, {
        channel: "x",
        outlet: "@warga",
        title: "",
        text: "Film Habibie diputar gratis di balai warga, daftar lewat nomor 0812-3456-7890 ya kak",
        publishedAt: at(50),
      }),
    ];
    await storeMentions(database.db, officer.workspaceId, posts, at(40), analyst);
    await createClippingPlan(officer, settings());
    const [id = ""] = await make(due);
    const forms = await getClippingForms(officer, { id }, { ...desk, dataDir });
    const posted = [...forms.whatsapp, forms.mailHtml, forms.mailText].join("\n");
    expect(posted).toContain("balai warga");
    expect(posted).not.toContain("3456");
    expect(JSON.stringify(await showClipping(database.db, officer.workspaceId, id))).not.toContain("3456");
  });

  test("mentions that came late belong to the next one, once", async () => {
    await createClippingPlan(officer, settings());
    await make(due);
    const late = aDraft(20, { outlet: "Kabar Telat", title: "Habibie Dikenang Dunia", publishedAt: at(90) });
    await storeMentions(database.db, officer.workspaceId, [late], new Date(due.getTime() + 60_000), analyst);
    const [id = ""] = await make(new Date(due.getTime() + 24 * 3_600_000));
    const { figures } = await showClipping(database.db, officer.workspaceId, id);
    expect(figures.mentions).toBe(1);
    const [next = ""] = await make(new Date(due.getTime() + 48 * 3_600_000));
    expect((await showClipping(database.db, officer.workspaceId, next)).figures.mentions).toBe(0);
  });

  test("settings that cannot work are refused: a monitor that is not there, sending by itself to nobody, wrong addresses", async () => {
    const stranger = "11111111-1111-4111-8111-111111111111";
    await expect(createClippingPlan(officer, settings({ monitorIds: [stranger] }))).rejects.toMatchObject({
      fields: [{ field: "monitorIds.0" }],
    });
    await expect(createClippingPlan(officer, settings({ addresses: [], sendAt: 400 }))).rejects.toMatchObject(
      { fields: [{ field: "sendAt" }] },
    );
    expect(() => settings({ addresses: ["bukan alamat"] })).toThrow();
    expect(() => settings({ monitorIds: [] })).toThrow();
  });
});

describe("a draft", () => {
  const draft = async (parts: Partial<ClippingSettings> = {}) => {
    const plan = await createClippingPlan(officer, settings(parts));
    const { id } = await makeClipping(contextAt(due), { id: plan.id }, { log, translate });
    return showClipping(database.db, officer.workspaceId, id);
  };

  test("is edited: order, title, comment, left out, added; then sent once to each address, with the PDF", async () => {
    const made = await draft();
    const [section] = made.sections;
    const edit = {
      id: made.id,
      revision: made.revision,
      sections: [
        {
          key: section?.key ?? "",
          items: (section?.items ?? []).toReversed().map(({ id }, n) => ({
            id,
            isOut: n === 0,
            ownTitle: n === 1 ? "Bangsa Kehilangan Habibie" : null,
            comment: n === 1 ? "Siapkan ucapan duka." : null,
          })),
        },
      ],
    };
    const edited = await editClipping(contextAt(due), edit);
    expect(edited.stories).toBe(1);
    await expect(editClipping(contextAt(due), edit)).rejects.toMatchObject({ code: "conflict" });
    const missing = {
      ...edit,
      revision: edited.revision,
      sections: [{ key: section?.key ?? "", items: [] }],
    };
    await expect(editClipping(contextAt(due), missing)).rejects.toMatchObject({ code: "invalid" });
    const added = await addToClipping(contextAt(due), {
      id: made.id,
      revision: edited.revision,
      mentionId: ids[4] ?? "",
      section: section?.key ?? "",
    });
    const sent = await sendClipping(contextAt(due), { id: made.id, revision: added.revision });
    expect(sent).toMatchObject({
      state: "sent",
      mails: [{ address: "kepala@humas.test", state: "waiting" }],
    });
    const box = mailbox();
    expect(await Promise.all([deliver(box, due), deliver(box, due)])).toContain(1);
    expect(box.sent).toHaveLength(1);
    const [mail] = box.sent;
    expect(mail?.text).toContain("Bangsa Kehilangan Habibie");
    expect(mail?.text).toContain("Siapkan ucapan duka.");
    expect(mail?.text).toContain("Harga Cabai Turun");
    expect(mail?.text).not.toContain("Festival");
    expect(mail?.html).toContain("color-scheme");
    const drawn = pdfText(mail?.attachments?.[0]?.content ?? new Uint8Array());
    expect(drawn).toContain("Bangsa Kehilangan Habibie");
    expect(drawn).toContain("Kamis, 12 September 2019");
    expect(drawn).not.toContain("Festival");
    await expect(editClipping(contextAt(due), { ...edit, revision: sent.revision })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("goes by itself when nobody edits it, and waits for a person who has", async () => {
    await createClippingPlan(officer, settings({ sendAt: 420 }));
    const [id = ""] = await make(due);
    const hour = new Date("2019-09-12T00:00:00Z");
    const parts = (now: Date) => ({ db: database.db, now: () => now });
    expect(await sendUneditedClippings(parts(due))).toBe(0);
    expect(
      (await Promise.all([sendUneditedClippings(parts(hour)), sendUneditedClippings(parts(hour))])).sort(),
    ).toEqual([0, 1]);
    expect((await showClipping(database.db, officer.workspaceId, id)).state).toBe("sent");
    const tomorrow = new Date(due.getTime() + 24 * 3_600_000);
    const [next = ""] = await make(tomorrow);
    const { revision, sections } = await showClipping(database.db, officer.workspaceId, next);
    await editClipping(contextAt(tomorrow), {
      id: next,
      revision,
      sections: sections.map(({ key }) => ({ key, items: [] })),
    });
    expect(await sendUneditedClippings(parts(new Date(tomorrow.getTime() + 3_600_000)))).toBe(0);
  });

  test("a mail server that is down is tried again with the same message id; an address that is refused is shown", async () => {
    const { id, revision } = await draft({ addresses: ["a@humas.test", "b@humas.test"] });
    await sendClipping(contextAt(due), { id, revision });
    const seen = new Set<string | undefined>();
    let isDown = true;
    const box = mailbox((message) => {
      seen.add(message.messageId);
      if (message.to[0]?.address === "b@humas.test")
        throw new MailError("invalid_message", "not a mail address");
      if (isDown) throw new MailError("connect", "down");
    });
    expect(await deliver(box, due)).toBe(0);
    expect((await showClipping(database.db, officer.workspaceId, id)).mails).toMatchObject([
      { address: "a@humas.test", state: "waiting", tries: 1, error: "connect" },
      { address: "b@humas.test", state: "failed", error: "invalid_message" },
    ]);
    isDown = false;
    expect(await deliver(box, due)).toBe(0);
    expect(await deliver(box, new Date(due.getTime() + 120_000))).toBe(1);
    expect(seen.size).toBe(2);
    expect(await showClipping(database.db, officer.workspaceId, id)).toMatchObject({ mailsFailed: 1 });
  });

  test("keeps what was sent when retention takes its mentions away", async () => {
    const { id, revision } = await draft();
    await sendClipping(contextAt(due), { id, revision });
    const before = await showClipping(database.db, officer.workspaceId, id);
    const owner = contextFor(database.db, officer.workspaceId, "owner", due);
    await updateRetention(owner, { months: 1 });
    expect(await applyRetention(database.db, new Date("2019-12-01T00:00:00Z"))).toBeGreaterThan(3);
    const after = await showClipping(database.db, officer.workspaceId, id);
    expect(after).toEqual(before);
    expect((await getClippingForms(officer, { id }, { ...desk, dataDir })).mailText).toContain(
      "BJ Habibie Wafat",
    );
    const box = mailbox();
    expect(await deliver(box, due)).toBe(1);
    expect(pdfText(box.sent[0]?.attachments?.[0]?.content ?? new Uint8Array())).toContain("BJ Habibie Wafat");
  });

  test("a worker that is killed while it sends leaves nobody with two mails: what was not handed over goes later, the rest is shown", async () => {
    const { id, revision } = await draft({ addresses: ["a@humas.test", "b@humas.test"] });
    await sendClipping(contextAt(due), { id, revision });
    const killed = mailbox(() => {
      throw new Error("killed");
    });
    // Killed after the mail server has the first, and before the second is laid out.
    await expect(deliver(killed, due)).rejects.toThrow("killed");
    const dead = {
      ...desk,
      translate: () => {
        throw new Error("killed");
      },
    };
    await expect(
      deliverClippings({ db: database.db, log, mail: killed.mail, now: () => due, dataDir, ...dead }, noStop),
    ).rejects.toThrow("killed");
    const box = mailbox();
    expect(await deliver(box, due)).toBe(0);
    await sql`update listen.clipping_mail set leased_until = clock_timestamp() - interval '1 second'
      where clipping_id = ${id}::uuid`.execute(database.db);
    expect(await Promise.all([deliver(box, due), deliver(box, due)])).toContain(1);
    expect(box.sent.map(({ to }) => to[0]?.address)).toHaveLength(1);
    const { mails } = await showClipping(database.db, officer.workspaceId, id);
    const lost = mails.find(({ state }) => state === "failed");
    expect(lost).toMatchObject({ error: "unknown_outcome" });
    expect(mails.map(({ state }) => state).sort()).toEqual(["failed", "sent"]);
    expect(box.sent[0]?.to[0]?.address).not.toBe(lost?.address);
    const again = await sendAgain(contextAt(due), { id, address: lost?.address ?? "" });
    expect(again.mails.map(({ state }) => state).sort()).toEqual(["sent", "waiting"]);
    expect(await deliver(box, due)).toBe(1);
    await expect(sendAgain(contextAt(due), { id, address: lost?.address ?? "" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("a logo that is no image is refused, a large one is drawn small, and one that the disk has lost stops nothing", async () => {
    const keep = (bytes: Uint8Array, originalName: string) =>
      keepFile(database.db, dataDir, officer.workspaceId, {
        source: new Blob([Buffer.from(bytes)]).stream(),
        originalName,
        accept: ["image/png", "application/pdf"],
        maxBytes: 30_000_000,
        createdBy: officer.actor.id,
        now: due,
      });
    const scan = await keep(Buffer.from("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"), "surat.pdf");
    await expect(createClippingPlan(officer, settings({ logoId: scan.id }))).rejects.toMatchObject({
      fields: [{ field: "logoId" }],
    });
    const noise = { create: { width: 1_400, height: 1_400, channels: 3 as const, background: "#8a6d2f" } };
    const logo = await keep(
      await sharp({
        ...noise,
        create: { ...noise.create, noise: { type: "gaussian", mean: 128, sigma: 60 } },
      })
        .png()
        .toBuffer(),
      "logo.png",
    );
    const { id } = await draft({ logoId: logo.id });
    const opened = await openClippingSheet(database.db, officer.workspaceId, id, { ...desk, dataDir });
    const { width = 0, height = 0 } = await sharp(opened.logo ?? Buffer.alloc(0)).metadata();
    expect(Math.max(width, height)).toBeLessThanOrEqual(900);
    await writeFile(contentPath(dataDir, logo.sha256), "");
    const lost = await openClippingSheet(database.db, officer.workspaceId, id, { ...desk, dataDir });
    expect(lost.logo).toBeNull();
  });
});
