import { isProblem } from "#web/api/problem-error.ts";
import { deskHeaders, request } from "#web/api/request.ts";
import { FieldPhotoState } from "../../contract/field-note.ts";
import { listen } from "../listen-api.ts";
import type { FieldFailure, FieldTransport } from "./sync-notes.ts";

/** A call that hangs longer has broken off; what it was about is asked again. */
const patienceMs = 40_000;

const photoAddress = (photoId: string): string => `/api/listen/field-photos/${photoId}`;
const signal = (): AbortSignal => AbortSignal.timeout(patienceMs);

/** The desk, as this phone's queue speaks with it. */
export const fieldTransport: FieldTransport = {
  photoState: async (photoId) =>
    FieldPhotoState.parse(
      await (await request(photoAddress(photoId), { headers: deskHeaders(), signal: signal() })).json(),
    ),
  sendPart: async (photoId, { at, bytes, content }) =>
    FieldPhotoState.parse(
      await (
        await request(`${photoAddress(photoId)}?at=${at}&bytes=${bytes}`, {
          method: "POST",
          headers: { ...deskHeaders(), "Content-Type": "application/octet-stream" },
          body: content,
          signal: signal(),
        })
      ).json(),
    ),
  sendNote: (draft) => listen.client.fieldNotes.createFieldNote(draft, { signal: signal() }),
  failureOf,
};

function failureOf(error: unknown): FieldFailure {
  if (!isProblem(error)) return { kind: "again" };
  if (error.status === 401) return { kind: "signed_out" };
  if (error.key === "listen.field_note_known") return { kind: "conflict" };
  if (error.fields.some(({ field }) => field.startsWith("photoIds"))) return { kind: "photos" };
  // No answer, a desk that is busy or being restarted, a call too many.
  const isPassing = error.status === 0 || error.status >= 500 || error.status === 408 || error.status === 429;
  if (isPassing) return { kind: "again" };
  return { kind: "refused", problem: error.fields[0]?.detail ?? error.message };
}
