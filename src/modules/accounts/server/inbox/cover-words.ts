import type { Db, Tx } from "#platform/db/database.ts";
import { coverPersonalData } from "#text/personal-data/cover-personal-data.ts";
import { personalDataKinds } from "#text/personal-data/finding.ts";
import { knowOwn, readContact } from "#text/personal-data/own-contacts.ts";

const everyKind = new Set(personalDataKinds);

/** Words that others said, as they leave the server: with a dot for each character of personal data (decision 12). */
export type WordCover = (text: string) => string;

/** What a workspace lists as its own contacts; the list is kept above this module, and handed in where the desk is put together. */
export type ReadOwnContacts = (db: Db | Tx, workspaceId: string) => Promise<readonly string[]>;

/** For readers that know of no list. */
export const noOwnContacts: ReadOwnContacts = async () => [];

/** The cover of a workspace: all kinds of personal data, but for the office's own numbers and addresses. */
export async function openCover(
  readOwnContacts: ReadOwnContacts,
  { db, workspaceId }: { db: Db | Tx; workspaceId: string },
): Promise<WordCover> {
  const isOwn = knowOwn(
    (await readOwnContacts(db, workspaceId)).flatMap((written) => {
      const contact = readContact(written);
      return typeof contact === "string" ? [] : [contact];
    }),
  );
  return (text) => coverPersonalData(text, everyKind, isOwn).text;
}

/** Only for whoever asked on record. */
export const plainWords: WordCover = (text) => text;
