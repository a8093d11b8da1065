import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldPartBytes } from "../../contract/field-note.ts";
import { emptyDraft, type FieldNote, type FieldPhoto } from "./field-types.ts";
import { type FieldTransport, syncNotes } from "./sync-notes.ts";

const owner = { id: "u1", workspace: "humas" };
const lost = new Error("no answer");

/** A phone with so many notes, each with so many pictures. */
function phone(noteCount: number, photoCount: number, photoBytes = 2 * fieldPartBytes + 7) {
  const notes = new Map<string, FieldNote>();
  const photos = new Map<string, FieldPhoto>();
  for (let n = 0; n < noteCount; n += 1) {
    const id = `note-${n}`;
    const photoIds = Array.from({ length: photoCount }, (_, p) => `photo-${n}-${p}`);
    notes.set(id, {
      ...emptyDraft(id),
      text: `Catatan ${n}`,
      photoIds,
      seenAt: "2026-03-01T00:00:00Z",
      keptAt: `2026-03-01T00:0${n}:00Z`,
      ownerId: owner.id,
      ownerName: "Ratna",
      workspace: owner.workspace,
      state: "waiting",
      problem: null,
      mentionId: null,
      sentAt: null,
    });
    for (const photoId of photoIds)
      photos.set(photoId, {
        id: photoId,
        noteId: id,
        blob: new Blob([new Uint8Array(photoBytes)]),
        sent: 0,
        isWhole: false,
      });
  }
  const change = <T extends object>(map: Map<string, T>, id: string, changes: Partial<T>) => {
    const known = map.get(id);
    if (known) map.set(id, { ...known, ...changes });
    return Promise.resolve();
  };
  const store = {
    notes: async () => [...notes.values()],
    photosOf: async (noteId: string) => [...photos.values()].filter((photo) => photo.noteId === noteId),
    changeNote: (id: string, changes: Partial<FieldNote>) => change(notes, id, changes),
    changePhoto: (id: string, changes: Partial<FieldPhoto>) => change(photos, id, changes),
    finishNote: async (id: string, mentionId: string, at: string) => {
      await change(notes, id, { state: "sent", mentionId, sentAt: at });
      for (const photo of photos.values()) if (photo.noteId === id) photos.delete(photo.id);
    },
  };
  return { notes, photos, store };
}

/** A desk that loses calls and answers as `fate` says: before anything is done, after it, or not at all. */
function desk(fate: () => "before" | "after" | "none") {
  const mentions = new Map<string, string[]>();
  const received = new Map<string, number>();
  const whole = new Set<string>();
  let parts = 0;
  const flaky = async <T>(run: () => T): Promise<T> => {
    const happens = fate();
    if (happens === "before") throw lost;
    const answer = run();
    if (happens === "after") throw lost;
    return answer;
  };
  const stateOf = (id: string) => ({ received: received.get(id) ?? 0, isWhole: whole.has(id) });
  const transport: FieldTransport = {
    photoState: (id) => flaky(() => stateOf(id)),
    sendPart: (id, { at, bytes, content }) =>
      flaky(() => {
        if (!whole.has(id) && at === stateOf(id).received) {
          parts += 1;
          received.set(id, at + content.size);
          if (at + content.size === bytes) whole.add(id);
        }
        return stateOf(id);
      }),
    sendNote: (draft) =>
      flaky(() => {
        if (!mentions.has(draft.id)) {
          if (draft.photoIds.some((id) => !whole.has(id))) throw new Error("photos");
          mentions.set(draft.id, draft.photoIds);
          for (const id of draft.photoIds) {
            whole.delete(id);
            received.delete(id);
          }
        }
        return { mentionId: `mention of ${draft.id}` };
      }),
    failureOf: (error) => ({
      kind: error instanceof Error && error.message === "photos" ? "photos" : "again",
    }),
  };
  return { mentions, transport, parts: () => parts };
}

const options = { now: () => new Date("2026-03-01T01:00:00Z"), changed: () => undefined };

describe("sending notes from the field", () => {
  it("loses none and doubles none, whatever calls and answers are lost, and sends every part about once", async () => {
    const fates = fc.infiniteStream(
      fc.constantFrom("before", "after", "none", "none", "none") as fc.Arbitrary<"before" | "after" | "none">,
    );
    await fc.assert(
      fc.asyncProperty(fates, async (stream) => {
        const { notes, photos, store } = phone(10, 2);
        const { mentions, transport, parts } = desk(() => stream.next().value);
        let runs = 0;
        for (; runs < 500; runs += 1)
          if ((await syncNotes(store, transport, owner, options)) === "done") break;
        expect(runs).toBeLessThan(500);
        expect([...mentions.keys()].sort()).toEqual([...notes.keys()].sort());
        expect([...mentions.values()].every((pictures) => pictures.length === 2)).toBe(true);
        expect(
          [...notes.values()].every(({ state, mentionId }) => state === "sent" && mentionId !== null),
        ).toBe(true);
        expect(photos.size).toBe(0);
        // Three parts a picture: what has come is not sent again.
        expect(parts()).toBe(10 * 2 * 3);
      }),
      { numRuns: 60 },
    );
  });

  it("leaves the notes of others alone, and stops at a sign-in that ended", async () => {
    const { notes, store } = phone(2, 0);
    const { mentions, transport } = desk(() => "none");
    const first = notes.get("note-0");
    if (first) notes.set("note-0", { ...first, ownerId: "somebody else" });
    const out = {
      ...transport,
      sendNote: () => Promise.reject(lost),
      failureOf: () => ({ kind: "signed_out" }) as const,
    };
    expect(await syncNotes(store, out, owner, options)).toBe("signed_out");
    expect([...notes.values()].map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    expect(await syncNotes(store, transport, owner, options)).toBe("done");
    expect([...mentions.keys()]).toEqual(["note-1"]);
  });

  it("says why a note was refused and goes on with the next", async () => {
    const { notes, store } = phone(2, 0);
    const { mentions, transport } = desk(() => "none");
    const strict: FieldTransport = {
      ...transport,
      sendNote: (draft) => (draft.id === "note-0" ? Promise.reject(lost) : transport.sendNote(draft)),
      failureOf: () => ({ kind: "refused", problem: "Terlalu panjang." }),
    };
    expect(await syncNotes(store, strict, owner, options)).toBe("done");
    expect(notes.get("note-0")).toMatchObject({ state: "refused", problem: "Terlalu panjang." });
    expect([...mentions.keys()]).toEqual(["note-1"]);
  });
});
