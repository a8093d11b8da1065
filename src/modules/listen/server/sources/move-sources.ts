import { addressKey } from "#connectors/page/canonical-url.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { withdrawNotice } from "#platform/notices/notify.ts";
import type { SourceRow } from "./poll-store.ts";
import { sourceThread } from "./source-notice.ts";
import { withSources } from "./source-tables.ts";

/**
 * Follows sources whose site now answers at another address. Several that turn out to be one are joined: the one that
 * has heard most stays, as the older where they are equal. Safe to repeat.
 * @param addressNow where an address leads to now; undefined for one that is not concerned
 */
export async function moveSources(
  db: Db,
  workspaceId: string,
  addressNow: (url: string) => string | undefined,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const rows = await withSources(tx)
      .selectFrom("listen.source")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("kind", "in", ["feed", "site"])
      .orderBy("id")
      .forUpdate()
      .execute();
    const concerned = rows.flatMap((row) => {
      const url = addressNow(row.url);
      return url === undefined ? [] : [{ row, url }];
    });
    for (const same of Map.groupBy(concerned, ({ row, url }) => `${row.kind} ${url}`).values()) {
      const [kept, ...doubles] = same.toSorted((a, b) => byHeard(a.row, b.row));
      for (const { row } of doubles) await removeDouble(tx, row, at);
      if (kept && kept.row.url !== kept.url) await moveTo(tx, kept.row, kept.url, at);
    }
  });
}

const byHeard = (a: SourceRow, b: SourceRow): number =>
  Number(BigInt(b.mention_count) - BigInt(a.mention_count)) ||
  a.created_at.getTime() - b.created_at.getTime();

async function removeDouble(tx: Tx, { id, workspace_id, title, url }: SourceRow, at: Date): Promise<void> {
  await withSources(tx).deleteFrom("listen.source").where("id", "=", id).execute();
  await withdrawNotice(tx, workspace_id, sourceThread(id));
  const facts = { action: "source.removed", subjectKind: "source", subjectId: id, details: { title, url } };
  await recordAudit(tx, workspace_id, systemActor, facts, at);
}

async function moveTo(tx: Tx, row: SourceRow, url: string, at: Date): Promise<void> {
  await withSources(tx)
    .updateTable("listen.source")
    .set({
      url,
      url_key: addressKey(url) ?? url,
      next_poll_at: row.state === "active" ? at : row.next_poll_at,
      queued_until: null,
      failures_in_a_row: 0,
      failing_since: null,
    })
    .where("id", "=", row.id)
    .execute();
  const details = { from: row.url, to: url };
  const facts = { action: "source.moved", subjectKind: "source", subjectId: row.id, details };
  await recordAudit(tx, row.workspace_id, systemActor, facts, at);
}
