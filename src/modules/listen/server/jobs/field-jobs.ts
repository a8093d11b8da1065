import { sql } from "kysely";
import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { deleteFile } from "#platform/files/file-store.ts";
import { type AnyJobKind, defineJob } from "#platform/jobs/define-job.ts";
import { withFieldNotes } from "../field-notes/field-note-tables.ts";

/** A phone that lay in a drawer for a month sends its picture from the beginning. Days of the wall's clock. */
const waitedDays = 30;

/** The background work of notes from the field: forgetting pictures whose note never came. */
export function fieldJobs({ db }: { db: Db }): AnyJobKind[] {
  return [
    defineJob({
      name: "listen.forget-field-photos",
      payload: z.object({}),
      cron: "41 2 * * *",
      retryLimit: 0,
      run: () => forgetFieldPhotos(db),
    }),
  ];
}

/** Forgets pictures that came in long ago and that no note asked for. */
export async function forgetFieldPhotos(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ workspace_id: string; file_id: string | null }>`
      delete from listen.field_photo where touched_at < now() - make_interval(days => ${waitedDays})
      returning workspace_id, file_id`.execute(withFieldNotes(tx));
    for (const { workspace_id, file_id } of rows)
      if (file_id !== null) await deleteFile(tx, workspace_id, file_id);
  });
}
