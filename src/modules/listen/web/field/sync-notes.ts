import { type FieldNoteDraft, type FieldPhotoState, fieldPartBytes } from "../../contract/field-note.ts";
import type { FieldStore } from "./field-store.ts";
import type { FieldNote, FieldPhoto } from "./field-types.ts";

/** How a phone speaks with the desk. Every call may fail, also after the desk has done what was asked. */
export type FieldTransport = {
  photoState(photoId: string): Promise<FieldPhotoState>;
  sendPart(photoId: string, part: { at: number; bytes: number; content: Blob }): Promise<FieldPhotoState>;
  sendNote(draft: FieldNoteDraft): Promise<{ mentionId: string }>;
  /** What a failure means for the queue. */
  failureOf(error: unknown): FieldFailure;
};

/**
 * `again`: no answer, or none that says anything of the note; it is tried again. `signed_out`: nothing goes until somebody
 * signs in. `photos`: the desk does not have the pictures (any more). The others are about this note alone.
 */
export type FieldFailure =
  | { kind: "again" | "signed_out" | "photos" | "conflict" }
  | { kind: "refused"; problem: string };

export type SyncEnd = "done" | "again" | "signed_out";

type SyncStore = Pick<FieldStore, "notes" | "photosOf" | "changeNote" | "changePhoto" | "finishNote">;

/**
 * Sends what waits, oldest first, each note with its pictures, until nothing waits or nothing goes any more. Whatever
 * breaks off goes on from where it stood; what was sent but not answered is sent again and known by its id, so that
 * nothing is lost and nothing comes twice. Notes of others wait for their own sign-in.
 * @param now the phone's clock
 * @param changed called whenever a note or a picture has moved on
 */
export async function syncNotes(
  store: SyncStore,
  transport: FieldTransport,
  owner: { id: string; workspace: string },
  { now, changed }: { now: () => Date; changed: () => void },
): Promise<SyncEnd> {
  const isDue = (note: FieldNote): boolean =>
    (note.state === "waiting" || note.state === "sending") &&
    note.ownerId === owner.id &&
    note.workspace === owner.workspace;
  for (const note of (await store.notes()).filter(isDue)) {
    await store.changeNote(note.id, { state: "sending" });
    changed();
    try {
      const mentionId = await sendOne(store, transport, note, now, changed);
      await store.finishNote(note.id, mentionId, now().toISOString());
    } catch (error) {
      const failure = transport.failureOf(error);
      const kind = failure.kind === "photos" ? "again" : failure.kind;
      const state = kind === "refused" || kind === "conflict" ? kind : "waiting";
      await store.changeNote(note.id, {
        state,
        problem: failure.kind === "refused" ? failure.problem : null,
      });
      if (kind === "again" || kind === "signed_out") {
        changed();
        return kind;
      }
    }
    changed();
  }
  return "done";
}

async function sendOne(
  store: SyncStore,
  transport: FieldTransport,
  note: FieldNote,
  now: () => Date,
  changed: () => void,
): Promise<string> {
  const photos = await store.photosOf(note.id);
  const draft = (): FieldNoteDraft => ({
    id: note.id,
    text: note.text,
    seenAt: note.seenAt,
    sentAt: now().toISOString(),
    placeCode: note.placeCode,
    spot: note.spot,
    point: note.point,
    topic: note.topic,
    photoIds: note.photoIds.filter((id) => photos.some((photo) => photo.id === id)),
  });
  // Where only the answer was lost, the desk has the note and has let go of its pictures' parts: it is asked first.
  if (photos.every((photo) => photo.isWhole))
    try {
      return (await transport.sendNote(draft())).mentionId;
    } catch (error) {
      if (transport.failureOf(error).kind !== "photos") throw error;
    }
  for (const photo of photos) await sendPhoto(store, transport, photo, changed);
  return (await transport.sendNote(draft())).mentionId;
}

async function sendPhoto(
  store: SyncStore,
  transport: FieldTransport,
  photo: FieldPhoto,
  changed: () => void,
): Promise<void> {
  const bytes = photo.blob.size;
  let state = await transport.photoState(photo.id);
  while (!state.isWhole) {
    const at = state.received;
    const content = photo.blob.slice(at, at + fieldPartBytes);
    state = await transport.sendPart(photo.id, { at, bytes, content });
    await store.changePhoto(photo.id, { sent: state.received });
    changed();
  }
  await store.changePhoto(photo.id, { sent: bytes, isWhole: true });
}
