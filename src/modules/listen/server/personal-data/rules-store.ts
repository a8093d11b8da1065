import type { Db, Tx } from "#platform/db/database.ts";
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
export async function readRules(db: Db | Tx, workspaceId: string): Promise<PersonalDataRules> {
  const row = await db
    .selectFrom("platform.setting")
    .select("value")
    .where("workspace_id", "=", workspaceId)
    .where("key", "=", settingKey)
    .executeTakeFirst();
  return row ? PersonalDataRules.parse(row.value) : usualRules;
}

export async function writeRules(
  tx: Tx,
  workspaceId: string,
  rules: PersonalDataRules,
  at: Date,
): Promise<void> {
  const value = JSON.stringify(rules);
  await tx
    .insertInto("platform.setting")
    .values({ workspace_id: workspaceId, key: settingKey, value, updated_at: at })
    .onConflict((conflict) =>
      conflict.columns(["workspace_id", "key"]).doUpdateSet({ value, updated_at: at }),
    )
    .execute();
}
