import type { Db, Tx } from "#platform/db/database.ts";
import { chainHash, chainStart } from "./record-audit.ts";

export type AuditVerdict = {
  isIntact: boolean;
  /** Entries read. */
  entries: number;
  /** The first entry that does not follow from the one before it, or that is missing. */
  firstBrokenSeq: string | null;
  /** The last hash: kept elsewhere, it later proves that nothing up to here was rewritten. */
  headHash: string | null;
};

/**
 * Recomputes a workspace's chain of hashes from its first entry to its head, in constant memory, over one unmoving view
 * of the rows. A changed, removed, inserted or reordered entry is found, and so is a tail that was cut off.
 * @param batchSize entries held in memory at once
 */
export async function verifyAudit(db: Db, workspaceId: string, batchSize = 2000): Promise<AuditVerdict> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute((tx) => verifyChain(tx, workspaceId, batchSize));
}

async function verifyChain(tx: Tx, workspaceId: string, batchSize: number): Promise<AuditVerdict> {
  const head = await tx
    .selectFrom("platform.audit_head")
    .select(["seq", "hash"])
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirst();
  let previous = chainStart;
  let seq = 0n;
  const verdict = (isIntact: boolean): AuditVerdict => ({
    isIntact,
    entries: Number(seq),
    firstBrokenSeq: isIntact ? null : String(seq + 1n),
    headHash: head?.hash ?? null,
  });
  for (;;) {
    const rows = await tx
      .selectFrom("platform.audit_entry")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("seq", ">", String(seq))
      .orderBy("seq")
      .limit(batchSize)
      .execute();
    for (const row of rows) {
      const expected = chainHash(previous, {
        workspaceId,
        seq: String(seq + 1n),
        at: row.at.toISOString(),
        actorKind: row.actor_kind,
        actorId: row.actor_id,
        actorName: row.actor_name,
        action: row.action,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        details: row.details,
      });
      if (row.seq !== String(seq + 1n) || row.prev_hash !== previous || row.hash !== expected)
        return verdict(false);
      previous = row.hash;
      seq += 1n;
    }
    if (rows.length < batchSize) break;
  }
  return verdict(String(seq) === (head?.seq ?? "0") && previous === (head?.hash ?? chainStart));
}

/** Every workspace's verdict, for the command line. */
export async function verifyEveryAudit(db: Db): Promise<(AuditVerdict & { slug: string })[]> {
  const workspaces = await db
    .selectFrom("platform.workspace")
    .select(["id", "slug"])
    .orderBy("slug")
    .execute();
  const verdicts: (AuditVerdict & { slug: string })[] = [];
  for (const { id, slug } of workspaces) verdicts.push({ slug, ...(await verifyAudit(db, id)) });
  return verdicts;
}
