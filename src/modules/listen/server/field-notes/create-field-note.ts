import { hash } from "node:crypto";
import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import type { FieldNoteDraft } from "../../contract/field-note.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withFieldNotes } from "./field-note-tables.ts";

/** Clocks of phones that differ from ours by less are right enough. */
const rightEnoughMs = 2 * 60_000;
const longestTitle = 120;

/**
 * Somebody outside hands in what they saw: it becomes a mention of the channel field, with its pictures. A note that is
 * sent again, because the answer was lost, is known by the id that the phone gave it and changes nothing.
 * @throws AppError `conflict` when another note has the id; `invalid` for a place or a picture that is not known
 */
export async function createFieldNote(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: FieldNoteDraft,
  analyst: Analyst,
): Promise<{ mentionId: string; isNew: boolean }> {
  const { db, workspaceId, actor } = context;
  const at = context.now();
  // The clock at sending is not part of the note.
  const { sentAt, ...said } = input;
  const contentHash = hash("sha256", JSON.stringify(said), "hex");
  const place = await placeName(analyst, input.placeCode);
  return db.transaction().execute(async (platformTx) => {
    const tx = withFieldNotes(platformTx);
    // Of two calls at once the second waits for the first, and is then told what that one stored.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`field note ${workspaceId} ${input.id}`}, 0))`.execute(
      tx,
    );
    const known = await tx
      .selectFrom("listen.field_note")
      .select(["mention_id", "content_hash"])
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", input.id)
      .executeTakeFirst();
    if (known) {
      if (known.content_hash !== contentHash) throw new AppError("conflict", "listen.field_note_known");
      return { mentionId: known.mention_id, isNew: false };
    }
    const attachmentIds = await filesOf(platformTx, workspaceId, actor.id, input.photoIds);
    const seenAt = correctedTime(input.seenAt, sentAt, at);
    const draft = draftOf(input, { place, seenAt, author: actor.name, attachmentIds });
    const { ids } = await storeMentions(platformTx, workspaceId, [draft], at, analyst);
    const [mentionId = ""] = ids;
    await tx
      .insertInto("listen.field_note")
      .values({
        workspace_id: workspaceId,
        id: input.id,
        mention_id: mentionId,
        author_id: actor.id,
        content_hash: contentHash,
        received_at: at,
      })
      .execute();
    if (input.photoIds.length > 0)
      await tx
        .deleteFrom("listen.field_photo")
        .where("workspace_id", "=", workspaceId)
        .where("id", "in", [...input.photoIds])
        .execute();
    const details = { attachments: attachmentIds.length, hasPoint: input.point !== null };
    const facts = { action: "field_note.received", subjectKind: "mention", subjectId: mentionId, details };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return { mentionId, isNew: true };
  });
}

async function placeName(analyst: Analyst, code: string | null): Promise<string> {
  if (code === null) return "";
  const places = await analyst.places();
  const place = places.find((one) => one.code === code);
  if (!place) throw invalidField("placeCode", "field.invalid_value");
  const province = places.find((one) => one.code === code.slice(0, 2));
  return !province || province === place ? place.name : `${place.name}, ${province.name}`;
}

/** The files of pictures that came in whole, in the order of the note. */
async function filesOf(
  platformTx: Tx,
  workspaceId: string,
  ownerId: string | null,
  photoIds: readonly string[],
): Promise<string[]> {
  if (photoIds.length === 0) return [];
  const rows = await withFieldNotes(platformTx)
    .selectFrom("listen.field_photo")
    .select(["id", "file_id"])
    .where("workspace_id", "=", workspaceId)
    .where("owner_id", "=", ownerId ?? "")
    .where("id", "in", [...photoIds])
    .forUpdate()
    .execute();
  const files = new Map(rows.map((row) => [row.id, row.file_id]));
  return photoIds.map((photoId, index) => {
    const file = files.get(photoId);
    if (!file) throw invalidField(`photoIds.${index}`, "field.unknown_file");
    return file;
  });
}

/** When it was seen by our clock: a phone's clock that runs wrong shows in when it says that it sends. */
function correctedTime(seenAt: string, sentAt: string, at: Date): Date {
  const wrongByMs = at.getTime() - Date.parse(sentAt);
  const seen = Date.parse(seenAt) + (Math.abs(wrongByMs) > rightEnoughMs ? wrongByMs : 0);
  return new Date(Math.min(seen, at.getTime()));
}

function draftOf(
  { id, text, spot, point, topic }: FieldNoteDraft,
  {
    place,
    seenAt,
    author,
    attachmentIds,
  }: { place: string; seenAt: Date; author: string; attachmentIds: string[] },
): MentionDraft {
  const [first = ""] = text.split("\n");
  const where = [spot, place].filter((name) => name !== "").join(", ");
  return {
    sourceId: null,
    sourceTitle: "",
    externalId: `field:${id}`,
    url: null,
    channel: "field",
    outlet: spot || place || "Lapangan",
    author,
    title: first.length > longestTitle ? `${first.slice(0, longestTitle).toWellFormed().trimEnd()}…` : first,
    // The place is written down with it, so that it is found and read like one that somebody names.
    text: where === "" ? text : `${text}\n\n(${where})`,
    language: null,
    publishedAt: seenAt,
    timePrecision: "minute",
    imageUrl: null,
    engagement: null,
    parentExternalId: null,
    threadId: null,
    place: point === null ? null : pointText(point),
    tags: topic === "" ? [] : [topic],
    attachmentIds,
    raw: null,
  };
}

/** A point as maps take it, no finer than the phone was sure of; a second is about 30 metres. */
function pointText({ latitude, longitude, accuracyM }: NonNullable<FieldNoteDraft["point"]>): string {
  const isFine = accuracyM <= 1_000;
  const north = degrees(latitude, isFine) + (latitude < 0 ? "S" : "N");
  const east = degrees(longitude, isFine) + (longitude < 0 ? "W" : "E");
  return `${north} ${east} (±${Math.round(accuracyM)} m)`;
}

function degrees(value: number, isFine: boolean): string {
  const seconds = Math.round(Math.abs(value) * 3_600);
  const whole = `${Math.floor(seconds / 3_600)}°${Math.floor((seconds % 3_600) / 60)}′`;
  return isFine ? `${whole}${seconds % 60}″` : whole;
}
