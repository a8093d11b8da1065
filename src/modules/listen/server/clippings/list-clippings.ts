import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { ClippingLine } from "../../contract/clipping.ts";
import { type ClippingRow, toLine } from "./clipping-store.ts";

/** Two months of mornings. */
const mostListed = 60;

/** An officer finds the clippings of the last weeks. */
export async function listClippings({
  db,
  workspaceId,
}: Pick<RequestContext, "db" | "workspaceId">): Promise<{ items: ClippingLine[] }> {
  const { rows } = await sql<ClippingRow & { mails_failed: number }>`
    select clipping.*, (select count(*)::int from listen.clipping_mail as mail
      where mail.clipping_id = clipping.id and mail.state = 'failed') as mails_failed
    from listen.clipping as clipping where workspace_id = ${workspaceId}::uuid
    order by until_at desc, made_at desc, id limit ${mostListed}`.execute(db);
  return { items: rows.map((row) => toLine(row, row.mails_failed)) };
}
