import { sql } from "kysely";
import type { MentionDb } from "../mentions/tables.ts";
import { refreshGroups } from "./copy-groups.ts";
import { withCopies } from "./copy-tables.ts";

/**
 * Forgets mentions that retention removes, which stand in the temporary table `doomed`: groups are counted anew, and one
 * whose first is gone begins with the next.
 */
export async function forgetCopies(tx: MentionDb, workspaces: readonly string[]): Promise<void> {
  for (const workspaceId of workspaces) {
    const { rows } = await sql<{ group_id: string }>`
      with gone as (
        delete from listen.copy_member as member using doomed
        where member.workspace_id = ${workspaceId}::uuid and member.mention_id = doomed.id
        returning member.group_id)
      select distinct group_id from gone`.execute(tx);
    for (const table of ["copy_sketch", "copy_judgement"])
      await sql`delete from ${sql.id("listen", table)} as gone using doomed
        where gone.workspace_id = ${workspaceId}::uuid and gone.mention_id = doomed.id`.execute(tx);
    await refreshGroups(
      withCopies(tx),
      workspaceId,
      rows.map((row) => row.group_id),
      // No group begins here.
      new Date(0),
    );
  }
}
