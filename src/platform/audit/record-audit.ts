import { createHash } from "node:crypto";
import type { Tx } from "#platform/db/database.ts";
import type { Actor } from "#platform/http/request-context.ts";

export type AuditFacts = {
  /** noun.verb, e.g. `source.created`. */
  action: string;
  subjectKind: string;
  subjectId: string | null;
  /** What changed. Never a secret, never a citizen's text. */
  details?: Record<string, unknown>;
};

/** The hash that the first entry of a workspace's chain follows. */
export const chainStart = "0".repeat(64);

export type ChainedEntry = {
  workspaceId: string;
  seq: string;
  at: string;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  details: unknown;
};

/** JSON with sorted keys, so that the same facts always give the same bytes. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** SHA-256 over the hash before and the entry's own facts: changing any entry breaks every later one. */
export const chainHash = (previous: string, entry: ChainedEntry): string =>
  createHash("sha256").update(previous).update("\n").update(canonicalJson(entry)).digest("hex");

/**
 * Writes one entry of the audit log, inside the transaction that makes the change, so that neither exists without the
 * other. The head row's lock makes writers of one workspace queue; take it last in a transaction.
 */
export async function recordAudit(
  tx: Tx,
  workspaceId: string,
  actor: Actor,
  facts: AuditFacts,
  at: Date,
): Promise<void> {
  await tx
    .insertInto("platform.audit_head")
    .values({ workspace_id: workspaceId, seq: 0, hash: chainStart })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const head = await tx
    .selectFrom("platform.audit_head")
    .select(["seq", "hash"])
    .where("workspace_id", "=", workspaceId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const seq = String(BigInt(head.seq) + 1n);
  const details: Record<string, unknown> = JSON.parse(JSON.stringify(facts.details ?? {}));
  const entry: ChainedEntry = {
    workspaceId,
    seq,
    at: at.toISOString(),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    action: facts.action,
    subjectKind: facts.subjectKind,
    subjectId: facts.subjectId,
    details,
  };
  const hash = chainHash(head.hash, entry);
  await tx
    .insertInto("platform.audit_entry")
    .values({
      workspace_id: workspaceId,
      seq,
      at,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      action: facts.action,
      subject_kind: facts.subjectKind,
      subject_id: facts.subjectId,
      details: JSON.stringify(details),
      prev_hash: head.hash,
      hash,
    })
    .execute();
  await tx
    .updateTable("platform.audit_head")
    .set({ seq, hash })
    .where("workspace_id", "=", workspaceId)
    .execute();
}
