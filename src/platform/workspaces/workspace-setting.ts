import type { Kysely } from "kysely";
import type { z } from "zod";
import type { PlatformTables } from "#platform/db/tables.ts";

type SettingDb = Pick<Kysely<PlatformTables>, "selectFrom" | "insertInto">;

/**
 * What a workspace has set under a key of a module ("listen.retention").
 * @returns undefined where nobody has set it
 */
export async function readSetting<Shape extends z.ZodType>(
  db: SettingDb,
  workspaceId: string,
  key: string,
  shape: Shape,
): Promise<z.output<Shape> | undefined> {
  const row = await db
    .selectFrom("platform.setting")
    .select("value")
    .where("workspace_id", "=", workspaceId)
    .where("key", "=", key)
    .executeTakeFirst();
  return row && shape.parse(row.value);
}

/** Sets a key of a workspace to a value that JSON can write. */
export async function writeSetting(
  db: SettingDb,
  workspaceId: string,
  key: string,
  value: unknown,
  at: Date,
): Promise<void> {
  const written = { value: JSON.stringify(value), updated_at: at };
  await db
    .insertInto("platform.setting")
    .values({ workspace_id: workspaceId, key, ...written })
    .onConflict((conflict) => conflict.columns(["workspace_id", "key"]).doUpdateSet(written))
    .execute();
}
