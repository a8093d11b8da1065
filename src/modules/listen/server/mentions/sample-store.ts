import { sql } from "kysely";
import { z } from "zod";
import { readSetting } from "#platform/workspaces/workspace-setting.ts";
import type { MentionDb } from "./tables.ts";

const settingKey = "listen.sample";
const setting = z.object({ done: z.number().int(), total: z.number().int() });

/** How far the loading of the sample has come, in headlines. */
export type SampleLoad = z.infer<typeof setting>;

/** How far a workspace's loading of the sample has come; undefined where nobody asked for it. */
export const readSampleLoad = (db: MentionDb, workspaceId: string): Promise<SampleLoad | undefined> =>
  readSetting(db, workspaceId, settingKey, setting);

/** Writes down a beginning, or how far it has come; of two workers the one behind changes nothing. */
export async function writeSampleLoad(
  db: MentionDb,
  workspaceId: string,
  load: SampleLoad,
  at: Date,
): Promise<void> {
  await sql`
    insert into platform.setting as known (workspace_id, key, value, updated_at)
    values (${workspaceId}::uuid, ${settingKey}, ${JSON.stringify(load)}::jsonb, ${at.toISOString()}::timestamptz)
    on conflict (workspace_id, key) do update set value = excluded.value, updated_at = excluded.updated_at
    where ${load.done} = 0 or (known.value ->> 'done')::int < ${load.done}`.execute(db);
}
