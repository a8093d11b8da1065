import type { FieldPoint } from "../../contract/field-note.ts";

/** What is being written: kept at every key, so that a page that is closed loses nothing. */
export type FieldDraft = {
  /** Becomes the note's id, and the desk's name for it: whatever is sent twice is one note. */
  id: string;
  text: string;
  /** Null for now, whenever it is kept. */
  seenAt: string | null;
  spot: string;
  placeCode: string | null;
  point: FieldPoint | null;
  topic: string;
  photoIds: string[];
};

/**
 * Where a note stands: `waiting` for a network or its turn, `sending`, `sent` as a mention, `refused` by the desk for what
 * it says, or in `conflict` with another note of its id.
 */
export type NoteState = "waiting" | "sending" | "sent" | "refused" | "conflict";

/** A note in this phone's queue. Once it is on its way it is not changed any more. */
export type FieldNote = Omit<FieldDraft, "seenAt"> & {
  seenAt: string;
  keptAt: string;
  /** Whose note it is, and of which office: nobody else's sign-in sends it. */
  ownerId: string;
  ownerName: string;
  workspace: string;
  state: NoteState;
  /** The desk's sentence where it was refused. */
  problem: string | null;
  mentionId: string | null;
  sentAt: string | null;
};

/** A picture, made smaller on this phone and without what hid in its file. */
export type FieldPhoto = {
  id: string;
  noteId: string;
  blob: Blob;
  /** How many bytes the desk has, as far as this phone knows. */
  sent: number;
  isWhole: boolean;
};

export const emptyDraft = (id: string): FieldDraft => ({
  id,
  text: "",
  seenAt: null,
  spot: "",
  placeCode: null,
  point: null,
  topic: "",
  photoIds: [],
});
