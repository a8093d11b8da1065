import type { FieldDraft, FieldNote, FieldPhoto } from "./field-types.ts";

const databaseName = "gaung-field";
const stores = ["notes", "photos", "about"] as const;

/** What this phone keeps for the field: notes, their pictures, the draft, and what it last knew of the desk. */
export type FieldStore = {
  notes(): Promise<FieldNote[]>;
  note(id: string): Promise<FieldNote | undefined>;
  photosOf(noteId: string): Promise<FieldPhoto[]>;
  /** What somebody is writing; on a shared phone each has a draft of their own. */
  readDraft(owner: DraftOwner): Promise<FieldDraft | undefined>;
  writeDraft(owner: DraftOwner, draft: FieldDraft): Promise<void>;
  addPhoto(photo: FieldPhoto): Promise<void>;
  removePhoto(id: string): Promise<void>;
  /** Puts a note into the queue and clears the draft, both or neither. */
  keepNote(note: FieldNote): Promise<void>;
  /** Changes a note as it stands; nothing when it is gone. */
  changeNote(id: string, change: Partial<FieldNote>): Promise<void>;
  changePhoto(id: string, change: Partial<FieldPhoto>): Promise<void>;
  /** Says that a note was sent and lets its pictures go. */
  finishNote(id: string, mentionId: string, at: string): Promise<void>;
  removeNote(id: string): Promise<void>;
  /** Makes a note another one of a new id, as a draft, with its pictures. */
  renameNote(id: string, newId: string): Promise<void>;
  readAbout<T>(key: string): Promise<T | undefined>;
  writeAbout(key: string, value: unknown): Promise<void>;
};

export type DraftOwner = { id: string; workspace: string };
const draftKey = ({ id, workspace }: DraftOwner): string => `draft ${id} ${workspace}`;

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const committed = (work: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    work.oncomplete = () => resolve();
    work.onabort = () => reject(work.error);
    work.onerror = () => reject(work.error);
  });

async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => {
    for (const store of stores)
      request.result.createObjectStore(store, store === "about" ? {} : { keyPath: "id" });
  };
  return answer(request);
}

/** Opens what this phone keeps. Writes are on the disk when their promise resolves. @throws when storage is closed to us */
export async function openFieldStore(): Promise<FieldStore> {
  const database = await openDatabase();
  const all = async <T>(store: (typeof stores)[number]): Promise<T[]> =>
    answer<T[]>(database.transaction(store).objectStore(store).getAll());
  const write = async (run: (work: IDBTransaction) => void | Promise<void>): Promise<void> => {
    const work = database.transaction([...stores], "readwrite", { durability: "strict" });
    const done = committed(work);
    await run(work);
    await done;
  };
  const change = (store: "notes" | "photos", id: string, changes: object): Promise<void> =>
    write(async (work) => {
      const known = await answer(work.objectStore(store).get(id));
      if (known !== undefined) work.objectStore(store).put({ ...known, ...changes });
    });
  const photosOf = async (noteId: string): Promise<FieldPhoto[]> =>
    (await all<FieldPhoto>("photos")).filter((photo) => photo.noteId === noteId);
  const dropPhotos = async (work: IDBTransaction, noteId: string): Promise<void> => {
    const photos: FieldPhoto[] = await answer(work.objectStore("photos").getAll());
    for (const photo of photos) if (photo.noteId === noteId) work.objectStore("photos").delete(photo.id);
  };
  return {
    notes: async () =>
      (await all<FieldNote>("notes")).sort((a, b) =>
        a.keptAt < b.keptAt ? -1 : a.keptAt > b.keptAt ? 1 : 0,
      ),
    note: (id) => answer(database.transaction("notes").objectStore("notes").get(id)),
    photosOf,
    readDraft: (owner) => answer(database.transaction("about").objectStore("about").get(draftKey(owner))),
    writeDraft: (owner, draft) => write((work) => void work.objectStore("about").put(draft, draftKey(owner))),
    addPhoto: (photo) => write((work) => void work.objectStore("photos").put(photo)),
    removePhoto: (id) => write((work) => work.objectStore("photos").delete(id) && undefined),
    keepNote: (note) =>
      write((work) => {
        work.objectStore("notes").put(note);
        work.objectStore("about").delete(draftKey({ id: note.ownerId, workspace: note.workspace }));
      }),
    changeNote: (id, changes) => change("notes", id, changes),
    changePhoto: (id, changes) => change("photos", id, changes),
    finishNote: (id, mentionId, at) =>
      write(async (work) => {
        const note: FieldNote | undefined = await answer(work.objectStore("notes").get(id));
        if (note !== undefined)
          work.objectStore("notes").put({ ...note, state: "sent", problem: null, mentionId, sentAt: at });
        await dropPhotos(work, id);
      }),
    removeNote: (id) =>
      write(async (work) => {
        work.objectStore("notes").delete(id);
        await dropPhotos(work, id);
      }),
    renameNote: (id, newId) =>
      write(async (work) => {
        const note: FieldNote | undefined = await answer(work.objectStore("notes").get(id));
        if (note === undefined) return;
        const photos: FieldPhoto[] = await answer(work.objectStore("photos").getAll());
        for (const photo of photos)
          if (photo.noteId === id)
            work.objectStore("photos").put({ ...photo, noteId: newId, sent: 0, isWhole: false });
        work.objectStore("notes").delete(id);
        work.objectStore("notes").put({ ...note, id: newId, state: "waiting", problem: null });
      }),
    readAbout: (key) => answer(database.transaction("about").objectStore("about").get(key)),
    writeAbout: (key, value) => write((work) => void work.objectStore("about").put(value, key)),
  };
}
