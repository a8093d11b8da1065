import type { Db, Tx } from "#platform/db/database.ts";
import { readSetting, writeSetting } from "#platform/workspaces/workspace-setting.ts";
import { PersonalDataRules, personalDataKind } from "../../contract/personal-data.ts";

const settingKey = "listen.personal_data";

/**
 * What is covered where nobody has set it: everything in posts, messages, uploads and field notes; in articles of the press
 * only the numbers that harm whoever they belong to.
 */
export const usualRules: PersonalDataRules = {
  press: ["nationalId", "taxId", "phone", "account"],
  others: [...personalDataKind.options],
};

/** Which personal data a workspace covers where. */
export const readRules = async (db: Db | Tx, workspaceId: string): Promise<PersonalDataRules> =>
  (await readSetting(db, workspaceId, settingKey, PersonalDataRules)) ?? usualRules;

export const writeRules = (tx: Tx, workspaceId: string, rules: PersonalDataRules, at: Date): Promise<void> =>
  writeSetting(tx, workspaceId, settingKey, rules, at);
