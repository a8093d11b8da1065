import { sql } from "kysely";
import type { Tx } from "#platform/db/database.ts";
import { keepFile } from "#platform/files/keep-file.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError, invalidField, notFound } from "#shared/app-error.ts";
import { type FieldPhotoState, fieldPartBytes, largestFieldPhoto } from "../../contract/field-note.ts";
import { type FieldDb, withFieldNotes } from "./field-note-tables.ts";

type PhotoContext = Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">;

/** How much of a picture has come in; nothing of one that is not known. */
export async function findFieldPhoto(
  { db, workspaceId, actor }: PhotoContext,
  photoId: string,
): Promise<FieldPhotoState> {
  const row = await rowOf(withFieldNotes(db), workspaceId, photoId);
  if (!row) return { received: 0, isWhole: false };
  if (row.owner_id !== actor.id) throw notFound("photo");
  return { received: row.received, isWhole: row.file_id !== null };
}

/**
 * Takes one part of a picture that somebody outside sends. Parts come one after the other; one that has come before, or
 * comes too early, changes nothing: the answer says from where to go on. With the last one the picture is drawn anew,
 * without what else hid in its file, and kept.
 * @throws AppError `invalid` for what is no picture or larger than a phone's; `not_found` for somebody else's
 */
export async function receiveFieldPhoto(
  context: PhotoContext,
  dataDir: string,
  part: { photoId: string; at: number; bytes: number; content: Buffer },
): Promise<FieldPhotoState> {
  const { db, workspaceId, actor } = context;
  const { photoId, at, bytes, content } = part;
  if (!Number.isInteger(bytes) || bytes < 1 || bytes > largestFieldPhoto)
    throw new AppError("too_large", "file_too_large", { maxMegabytes: largestFieldPhoto / 1024 / 1024 });
  if (!Number.isInteger(at) || at < 0 || content.length > fieldPartBytes)
    throw invalidField("at", "field.invalid_value");
  return db.transaction().execute(async (platformTx) => {
    const tx = withFieldNotes(platformTx);
    await tx
      .insertInto("listen.field_photo")
      .values({ workspace_id: workspaceId, id: photoId, owner_id: actor.id ?? "", bytes, file_id: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const row = await rowOf(tx, workspaceId, photoId, true);
    if (!row || row.owner_id !== actor.id) throw notFound("photo");
    if (row.file_id !== null) return { received: row.received, isWhole: true };
    if (row.bytes !== bytes) throw new AppError("conflict", "listen.field_photo_differs");
    const isNext = at === row.received && content.length > 0 && at + content.length <= bytes;
    if (!isNext) return { received: row.received, isWhole: false };
    await tx
      .insertInto("listen.field_photo_part")
      .values({ workspace_id: workspaceId, photo_id: photoId, at, content })
      .execute();
    const received = at + content.length;
    const fileId = received === bytes ? await keepWhole(context, platformTx, dataDir, photoId) : null;
    await tx
      .updateTable("listen.field_photo")
      .set({ received, file_id: fileId, touched_at: sql<Date>`now()` })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", photoId)
      .execute();
    return { received, isWhole: fileId !== null };
  });
}

const rowOf = (db: FieldDb, workspaceId: string, photoId: string, isLocked = false) =>
  db
    .selectFrom("listen.field_photo")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", photoId)
    .$if(isLocked, (query) => query.forUpdate())
    .executeTakeFirst();

async function keepWhole(
  { workspaceId, actor, now }: PhotoContext,
  platformTx: Tx,
  dataDir: string,
  photoId: string,
): Promise<string> {
  const tx = withFieldNotes(platformTx);
  const parts = await tx
    .selectFrom("listen.field_photo_part")
    .select("content")
    .where("workspace_id", "=", workspaceId)
    .where("photo_id", "=", photoId)
    .orderBy("at")
    .execute();
  async function* source(): AsyncGenerator<Uint8Array> {
    for (const { content } of parts) yield content;
  }
  const { id } = await keepFile(platformTx, dataDir, workspaceId, {
    source: source(),
    originalName: `foto-${photoId.slice(0, 8)}.jpg`,
    accept: ["image/jpeg", "image/webp", "image/png"],
    maxBytes: largestFieldPhoto,
    createdBy: actor.id,
    now: now(),
  });
  await tx
    .deleteFrom("listen.field_photo_part")
    .where("workspace_id", "=", workspaceId)
    .where("photo_id", "=", photoId)
    .execute();
  return id;
}
