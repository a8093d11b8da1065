import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { testNow } from "#test/factories.ts";
import type { Mention } from "../../contract/mentions.ts";
import { mostOwnContacts } from "../../contract/personal-data.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";

const text = "Lampu di Jl. Melati No. 12 mati, hubungi 0812-3456-7890 atau 0813-9876-5432";
let desk: TestDesk;
let owner: Caller;
let officer: Caller;
let viewer: Caller;
let id: string;
beforeAll(async () => {
  desk = await testDesk();
  owner = await desk.signIn("owner");
  officer = await desk.signIn("officer", owner.workspaceId);
  viewer = await desk.signIn("viewer", owner.workspaceId);
  id = await store({ text, title: "", channel: "x" });
});
afterAll(() => desk[Symbol.asyncDispose]());

let stored = 0;
async function store(parts: Parameters<typeof aDraft>[1]): Promise<string> {
  stored += 1;
  const { ids } = await storeMentions(desk.desk.db, owner.workspaceId, [aDraft(stored, parts)], testNow);
  return ids[0] ?? "";
}
const mentionOf = async (answer: Promise<Response>): Promise<Mention> =>
  (await (await answer).json()) as Mention;
type Entry = { action: string; actorName: string; subjectId: string; details: unknown };
const audited = async (action: string): Promise<Entry[]> => {
  const answer = await owner.call("GET", `/audit?action=${action}&limit=50`);
  return ((await answer.json()) as { items: Entry[] }).items;
};

describe("a mention with personal data", () => {
  test("is covered for everybody, and says what is covered", async () => {
    for (const reader of [viewer, officer, owner]) {
      const mention = await mentionOf(reader.call("GET", `/listen/mentions/${id}`));
      expect(mention.text).not.toMatch(/\d/);
      expect(mention.text).toHaveLength(text.length);
      expect(mention.covered).toEqual([
        { kind: "phone", count: 2 },
        { kind: "address", count: 1 },
      ]);
    }
    expect(await audited("personal_data.shown")).toEqual([]);
  });

  test("is shown to an officer who asks, and that they looked is on record without what they saw", async () => {
    const shown = await mentionOf(officer.call("POST", `/listen/mentions/${id}/reveal`, {}));
    expect(shown).toMatchObject({ text, covered: [] });
    const entries = await audited("personal_data.shown");
    expect(entries).toMatchObject([
      {
        actorName: "Petugas officer",
        subjectId: id,
        details: { outlet: "Kabar Uji", channel: "x", kinds: { phone: 2, address: 1 } },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain("0812");
  });

  test("is not shown to a viewer, and not found by a stranger; neither leaves a trace of a look", async () => {
    const before = (await audited("personal_data.shown")).length;
    expect((await viewer.call("POST", `/listen/mentions/${id}/reveal`, {})).status).toBe(403);
    const stranger = await desk.signIn("officer");
    expect((await stranger.call("POST", `/listen/mentions/${id}/reveal`, {})).status).toBe(404);
    expect(await audited("personal_data.shown")).toHaveLength(before);
  });

  test("is found by its number as before", async () => {
    const found = await viewer.call("GET", `/listen/mentions?q=${encodeURIComponent('"0812-3456-7890"')}`);
    expect(((await found.json()) as { items: Mention[] }).items.map((one) => one.id)).toContain(id);
  });
});

test("an own note comes back as it was written, a colleague sees it covered", async () => {
  const note = "sudah ditelepon ke 0812-3456-7890";
  const made = await officer.call("POST", `/listen/mentions/${id}/notes`, { text: note });
  expect(await made.json()).toMatchObject({ text: note });
  expect((await mentionOf(officer.call("GET", `/listen/mentions/${id}`))).notes[0]?.text).toBe(note);
  expect((await mentionOf(viewer.call("GET", `/listen/mentions/${id}`))).notes[0]?.text).not.toMatch(/\d/);
});

test("a scan of a page is open to readers, one of a letter to those who may see personal data", async () => {
  const fileId = randomUUID();
  await sql`insert into platform.file (id, workspace_id, sha256, bytes, media_type, original_name, created_at)
    values (${fileId}::uuid, ${owner.workspaceId}::uuid, ${"0".repeat(64)}, 12, 'image/png', 'surat 081234567890.png', now())`.execute(
    desk.desk.db,
  );
  const [page, letter] = [
    await store({ channel: "print", attachmentIds: [fileId] }),
    await store({ channel: "mail", attachmentIds: [fileId] }),
  ];
  const scanFor = async (reader: Caller, mention: string) =>
    (await mentionOf(reader.call("GET", `/listen/mentions/${mention}`))).attachments[0];
  const address = (mention: string) => `/listen/mentions/${mention}/attachments/${fileId}`;
  expect(await scanFor(viewer, letter)).toMatchObject({ url: null, name: "surat ••••••••••••.png" });
  expect((await scanFor(officer, letter))?.url).toContain(address(letter));
  expect((await scanFor(viewer, page))?.url).toContain(address(page));
  expect((await viewer.call("GET", address(letter))).status).toBe(403);
  expect((await viewer.call("GET", address(id))).status).toBe(404);
  expect((await viewer.call("GET", `/files/${fileId}`)).status).toBe(403);
});

describe("rules", () => {
  test("are the office's own, changed by an admin on record", async () => {
    const rules = { press: ["phone", "email"], others: ["nationalId"] };
    expect((await officer.call("PUT", "/listen/personal-data", rules)).status).toBe(403);
    const saved = await owner.call("PUT", "/listen/personal-data", {
      ...rules,
      press: ["email", "phone", "phone"],
    });
    expect(await saved.json()).toEqual(rules);
    expect(await (await officer.call("GET", "/listen/personal-data")).json()).toEqual(rules);
    expect((await mentionOf(viewer.call("GET", `/listen/mentions/${id}`))).text).toBe(text);
    expect(await audited("personal_data.rules_changed")).toMatchObject([{ details: { after: rules } }]);
    const refused = await owner.call("PUT", "/listen/personal-data", { press: ["names"], others: [] });
    expect(refused.status).toBe(422);
  });
});

describe("contacts of the office", () => {
  const path = "/listen/personal-data/contacts";
  const rules = { press: ["phone"], others: ["phone", "address"] };
  const problem = async (answer: Response) => {
    expect(answer.status).toBe(422);
    return ((await answer.json()) as { errors: { field: string; key: string }[] }).errors;
  };

  test("are listed by an admin on record, shown to everybody, and covered again when they are taken off", async () => {
    await owner.call("PUT", "/listen/personal-data", rules);
    expect(await (await officer.call("GET", path)).json()).toEqual({ items: [] });
    expect((await officer.call("POST", path, { contact: "0812 3456 7890" })).status).toBe(403);
    const made = await owner.call("POST", path, { contact: "+62 812-3456-7890", note: "Hotline" });
    expect(made.status).toBe(201);
    const hotline = (await made.json()) as { id: string; contact: string };
    expect(hotline).toMatchObject({ kind: "number", contact: "+62 812-3456-7890", note: "Hotline" });
    expect(await (await officer.call("GET", path)).json()).toEqual({ items: [hotline] });
    const shown = (await mentionOf(viewer.call("GET", `/listen/mentions/${id}`))).text;
    expect(shown).toMatch(/0812-3456-7890 atau [•]+$/);
    const details = { contact: "+62 812-3456-7890", note: "Hotline" };
    expect(await audited("personal_data.contact_added")).toMatchObject([{ details }]);

    await owner.call("PUT", "/listen/personal-data", rules);
    expect(await (await officer.call("GET", path)).json()).toEqual({ items: [hotline] });
    const note = { note: "Hotline pengaduan" };
    expect((await officer.call("PUT", `${path}/${hotline.id}`, note)).status).toBe(403);
    expect(await (await owner.call("PUT", `${path}/${hotline.id}`, note)).json()).toEqual({
      ...hotline,
      ...note,
    });
    expect(await (await officer.call("GET", path)).json()).toEqual({ items: [{ ...hotline, ...note }] });
    expect(await audited("personal_data.contact_changed")).toMatchObject([
      { details: { contact: hotline.contact, before: "Hotline", after: note.note } },
    ]);
    expect((await mentionOf(viewer.call("GET", `/listen/mentions/${id}`))).text).toBe(shown);
    expect((await owner.call("DELETE", `${path}/${hotline.id}`)).status).toBe(200);
    expect((await owner.call("DELETE", `${path}/${hotline.id}`)).status).toBe(404);
    expect((await mentionOf(viewer.call("GET", `/listen/mentions/${id}`))).text).not.toContain("0812");
    expect((await owner.call("PUT", `${path}/${hotline.id}`, note)).status).toBe(404);
    expect(await audited("personal_data.contact_removed")).toMatchObject([
      { details: { ...details, ...note } },
    ]);
  });

  test("are refused by name of the field: no contact, one that is listed, one too many", async () => {
    const add = (contact: string) => owner.call("POST", path, { contact });
    expect(await problem(await add("Bu Sari"))).toMatchObject([
      { field: "contact", key: "field.not_a_contact" },
    ]);
    // Two at once: neither is lost.
    await Promise.all([add("0812-3456-7890"), add("@kota.go.id")]);
    expect(await problem(await add("+62 812 3456 7890"))).toMatchObject([{ field: "contact" }]);
    for (let at = 2; at < mostOwnContacts; at += 1) await add(`031 5345${100 + at}`);
    expect(((await (await owner.call("GET", path)).json()) as { items: unknown[] }).items).toHaveLength(
      mostOwnContacts,
    );
    const [fault] = await problem(await add("halo@kota.go.id"));
    expect(fault).toMatchObject({
      field: "contact",
      detail: expect.stringContaining(String(mostOwnContacts)),
    });
  });
});

describe("an export", () => {
  test("with personal data is asked for by those who may, on record", async () => {
    const { items } = (await (await owner.call("GET", "/listen/exports")).json()) as { items: unknown[] };
    const asked = await officer.call("POST", "/listen/exports", { q: "", format: "csv", isPlain: true });
    expect(await asked.json()).toMatchObject({ isPlain: true });
    const plain = await officer.call("POST", "/listen/exports", { q: "", format: "csv" });
    expect(await plain.json()).toMatchObject({ isPlain: false });
    expect(await (await owner.call("GET", "/listen/exports")).json()).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ isPlain: true })]),
    });
    expect(items).toEqual([]);
    expect(await audited("export.created")).toContainEqual(
      expect.objectContaining({
        actorName: "Petugas officer",
        details: { q: "", format: "csv", isPlain: true },
      }),
    );
  });
});
