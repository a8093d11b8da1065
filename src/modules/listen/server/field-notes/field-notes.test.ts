import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sql } from "kysely";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import type { AppError } from "#shared/app-error.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { FieldNoteDraft, fieldPartBytes } from "../../contract/field-note.ts";
import { forgetFieldPhotos } from "../jobs/field-jobs.ts";
import { getMention } from "../mentions/get-mention.ts";
import { revealMention } from "../mentions/reveal-mention.ts";
import { searchMentions } from "../search/search-mentions.ts";
import { createFieldNote } from "./create-field-note.ts";
import { findFieldPhoto, receiveFieldPhoto } from "./receive-field-photo.ts";

const now = new Date("2026-03-02T05:00:00Z");
const analyst = openAnalyst(1);
let database: TestDatabase;
let dataDir: string;
let workspaceId: string;
let photo: Buffer;
beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(path.join(os.tmpdir(), "gaung-field-"));
  const noise = { create: { width: 700, height: 500, channels: 3, background: "red" } } as const;
  photo = await sharp({
    ...noise,
    create: { ...noise.create, noise: { type: "gaussian", mean: 128, sigma: 60 } },
  })
    .withExif({ IFD3: { GPSLatitudeRef: "S", GPSLatitude: "6/1 54/1 0/1" } })
    .jpeg({ quality: 95 })
    .toBuffer();
});
beforeEach(async () => {
  workspaceId = await makeWorkspace(database.db);
});
afterAll(async () => {
  await analyst.close();
  await rm(dataDir, { recursive: true, force: true });
  await database[Symbol.asyncDispose]();
});

const noteId = "0198f1de-1111-7000-8000-000000000001";
const photoId = "0198f1de-2222-7000-8000-000000000001";
const note = (parts: Partial<FieldNoteDraft> = {}) =>
  FieldNoteDraft.parse({
    id: noteId,
    text: "Tanggul jebol di dekat pasar\nWarga mulai mengungsi.",
    seenAt: "2026-03-02T03:00:00Z",
    sentAt: now.toISOString(),
    ...parts,
  });
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: AppError) => error,
  );
const found = async (context: ReturnType<typeof contextFor>, q: string) =>
  (await searchMentions(context, { q, sort: "newest", limit: 100 })).items;

/** Sends a picture from where the desk says, until it is whole or `calls` are used up. */
async function sendPhoto(context: ReturnType<typeof contextFor>, calls = 100): Promise<boolean> {
  let { received, isWhole } = await findFieldPhoto(context, photoId);
  for (let call = 0; call < calls && !isWhole; call += 1) {
    const content = photo.subarray(received, received + fieldPartBytes);
    const part = { photoId, at: received, bytes: photo.length, content };
    ({ received, isWhole } = await receiveFieldPhoto(context, dataDir, part));
  }
  return isWhole;
}

describe("a note from the field", () => {
  it("becomes one mention with its place, point, topic and pictures, however often it is sent", async () => {
    const context = contextFor(database.db, workspaceId, "officer", now);
    expect(await sendPhoto(context)).toBe(true);
    const draft = note({
      placeCode: "32.73",
      spot: "Pasar Induk",
      topic: "Banjir",
      photoIds: [photoId],
      point: { latitude: -6.914744, longitude: 107.60981, accuracyM: 12 },
    });
    const sent = await Promise.all([1, 2, 3].map(() => createFieldNote(context, draft, analyst)));
    expect(new Set(sent.map(({ mentionId }) => mentionId)).size).toBe(1);
    expect(sent.filter(({ isNew }) => isNew)).toHaveLength(1);
    const [listed] = await found(context, "channel:field tag:banjir");
    expect(listed).toMatchObject({
      title: "Tanggul jebol di dekat pasar",
      outlet: "Pasar Induk",
      author: "Ratna Wulandari",
      publishedAt: "2026-03-02T03:00:00.000Z",
    });
    expect(listed?.analysis?.places).toContain("32.73");
    const mention = await getMention(context, { id: listed?.id ?? "" });
    // A point is personal data: covered until somebody asks for it on record.
    expect(mention.place).not.toContain("54");
    const { place } = await revealMention(context, { id: mention.id });
    expect(place).toBe("6°54′53″S 107°36′35″E (±12 m)");
    expect(mention.attachments).toMatchObject([{ mediaType: "image/jpeg" }]);
    const { rows } = await sql<{ left: number }>`
      select (select count(*) from listen.field_photo)::int + (select count(*) from listen.field_photo_part)::int as left`.execute(
      database.db,
    );
    expect(rows[0]?.left).toBe(0);
    // Its answer was lost, and it is sent once more by a clock that went on.
    const again = { ...draft, sentAt: "2026-03-02T05:30:00Z" };
    expect(await createFieldNote(context, again, analyst)).toMatchObject({ isNew: false });
    expect(await refusal(createFieldNote(context, { ...draft, text: "Lain" }, analyst))).toMatchObject({
      code: "conflict",
      key: "listen.field_note_known",
    });
    expect(await found(context, "channel:field")).toHaveLength(1);
  });

  it("is put right when the phone's clock runs wrong, and never lies in the future", async () => {
    const context = contextFor(database.db, workspaceId, "officer", now);
    const late = note({ seenAt: "2031-01-01T00:00:00Z", sentAt: "2031-01-01T01:00:00Z" });
    await createFieldNote(context, late, analyst);
    expect((await found(context, "channel:field"))[0]?.publishedAt).toBe("2026-03-02T04:00:00.000Z");
  });

  it("is refused with a place that is none, a picture that is not whole, or somebody else's", async () => {
    const context = contextFor(database.db, workspaceId, "officer", now);
    expect(await refusal(createFieldNote(context, note({ placeCode: "99" }), analyst))).toMatchObject({
      fields: [{ field: "placeCode" }],
    });
    await sendPhoto(context, 1);
    expect(await refusal(createFieldNote(context, note({ photoIds: [photoId] }), analyst))).toMatchObject({
      fields: [{ field: "photoIds.0" }],
    });
    const other = contextFor(database.db, workspaceId, "officer", now);
    expect(await refusal(findFieldPhoto(other, photoId))).toMatchObject({ code: "not_found" });
  });
});

describe("a picture from the field", () => {
  it("goes on where it broke off, takes no part twice, and loses where it was taken", async () => {
    const context = contextFor(database.db, workspaceId, "officer", now);
    expect(photo.length).toBeGreaterThan(2 * fieldPartBytes);
    expect(await sendPhoto(context, 1)).toBe(false);
    const first = { photoId, at: 0, bytes: photo.length, content: photo.subarray(0, fieldPartBytes) };
    expect(await receiveFieldPhoto(context, dataDir, first)).toEqual({
      received: fieldPartBytes,
      isWhole: false,
    });
    const early = { ...first, at: 2 * fieldPartBytes };
    expect(await receiveFieldPhoto(context, dataDir, early)).toEqual({
      received: fieldPartBytes,
      isWhole: false,
    });
    expect(await sendPhoto(context)).toBe(true);
    expect(await receiveFieldPhoto(context, dataDir, first)).toEqual({
      received: photo.length,
      isWhole: true,
    });
    const { mentionId } = await createFieldNote(context, note({ photoIds: [photoId] }), analyst);
    const { attachments } = await getMention(context, { id: mentionId });
    const { rows } = await sql<{ sha256: string }>`
      select sha256 from platform.file where id = ${attachments[0]?.id ?? ""}::uuid`.execute(database.db);
    const sha = rows[0]?.sha256 ?? "";
    const kept = path.join(dataDir, "files", sha.slice(0, 2), sha.slice(2, 4), sha);
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
  });

  it("is refused when it is none or too large, and forgotten when no note asks for it", async () => {
    const context = contextFor(database.db, workspaceId, "officer", now);
    const content = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>");
    const fake = { photoId, at: 0, bytes: content.length, content };
    expect(await refusal(receiveFieldPhoto(context, dataDir, fake))).toMatchObject({
      key: "file_type_refused",
    });
    expect(await refusal(receiveFieldPhoto(context, dataDir, { ...fake, bytes: 50_000_000 }))).toMatchObject({
      code: "too_large",
    });
    await sendPhoto(context);
    await sql`update listen.field_photo set touched_at = now() - interval '40 days'`.execute(database.db);
    await forgetFieldPhotos(database.db);
    expect(await findFieldPhoto(context, photoId)).toEqual({ received: 0, isWhole: false });
  });
});
