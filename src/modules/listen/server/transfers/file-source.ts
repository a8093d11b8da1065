import { sql } from "kysely";
import type { Tx } from "#platform/db/database.ts";
import { originKey } from "../mentions/mention-identity.ts";
import { withImports } from "./import-tables.ts";
import type { FileSource } from "./open-import.ts";

/** Shown among the sources; every mention that came in a file has it among its origins, with the file's name beside. */
const title = "Impor berkas";

/**
 * One source of a workspace for all its files, so that the same row of two files is the same mention. Its id follows from
 * the workspace: removing it from the list and importing again does not bring everything a second time.
 */
export const fileSourceOf = (workspaceId: string): FileSource => ({
  id: originKey(workspaceId, null, "source of imported files"),
  title,
});

/** Puts the source of files among the sources where it is missing, and adds what was stored. Last in a transaction. */
export async function noteFileSource(tx: Tx, workspaceId: string, fresh: number, at: Date): Promise<void> {
  const { id } = fileSourceOf(workspaceId);
  await withImports(tx)
    .insertInto("listen.source")
    .values({
      id,
      workspace_id: workspaceId,
      kind: "file",
      title,
      outlet: title,
      channel: "other",
      url: "file:",
      url_key: "file:",
      created_at: at,
      last_success_at: at,
      mention_count: fresh,
    })
    .onConflict((conflict) =>
      conflict.columns(["workspace_id", "kind", "url_key"]).doUpdateSet({
        mention_count: sql`listen.source.mention_count + ${fresh}`,
        last_success_at: at,
      }),
    )
    .execute();
}
