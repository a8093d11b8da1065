import { sql } from "kysely";
import { z } from "zod";
import type { Db, Tx } from "#platform/db/database.ts";
import { readSetting, writeSetting } from "#platform/workspaces/workspace-setting.ts";
import { OwnContact, PersonalDataRules, personalDataKind } from "../../contract/personal-data.ts";

const settingKey = "listen.personal_data";

/** All that a workspace says about personal data. */
export const VeilRules = PersonalDataRules.extend({
  /** Contacts of the office itself, which are not covered. */
  contacts: z.array(OwnContact).default([]),
});
export type VeilRules = z.infer<typeof VeilRules>;

/**
 * What is covered where nobody has set it: everything in posts, messages, uploads and field notes; in articles of the press
 * only the numbers that harm whoever they belong to.
 */
export const usualRules: VeilRules = {
  press: ["nationalId", "taxId", "phone", "account"],
  others: [...personalDataKind.options],
  contacts: [],
};

/** Which personal data a workspace covers where. */
export const readRules = async (db: Db | Tx, workspaceId: string): Promise<VeilRules> =>
  (await readSetting(db, workspaceId, settingKey, VeilRules)) ?? usualRules;

/** What a workspace lists as its own contacts, as people wrote them, for other modules that cover words. */
export const readOwnContacts = async (db: Db | Tx, workspaceId: string): Promise<string[]> =>
  (await readRules(db, workspaceId)).contacts.map(({ contact }) => contact);

/**
 * Changes the rules of a workspace. Changes follow one another, so that neither loses what the other wrote.
 * @param change the new rules by those before
 */
export async function changeRules(
  tx: Tx,
  workspaceId: string,
  at: Date,
  change: (before: VeilRules) => VeilRules,
): Promise<{ before: VeilRules; after: VeilRules }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`listen personal data ${workspaceId}`}, 0))`.execute(
    tx,
  );
  const before = await readRules(tx, workspaceId);
  const after = change(before);
  await writeSetting(tx, workspaceId, settingKey, after, at);
  return { before, after };
}
