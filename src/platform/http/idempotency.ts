import { createHash, randomUUID } from "node:crypto";
import { type DatabaseConnection, sql } from "kysely";
import { canonicalJson } from "#platform/audit/record-audit.ts";
import { withBeforeCommit } from "#platform/db/before-commit.ts";
import type { Db } from "#platform/db/database.ts";
import { AppError } from "#shared/app-error.ts";
import type { RequestContext } from "./request-context.ts";

const nobody = "00000000-0000-0000-0000-000000000000";

/** A call whose process gives no sign of life for so long is dead, and its key may be tried again. Seconds. */
const leaseSeconds = 60;
const renewMs = 15_000;

type Mark = { workspaceId: string; actorId: string; key: string; requestHash: string; leaseId: string };

/**
 * Runs a create once per caller and `Idempotency-Key`; a repeated call gets the first answer back. A call that failed
 * leaves no trace, so that it can be tried again; neither does one whose process was killed before it committed, once
 * its lease has run out. Kept for 24 hours; an answer that is shown once is not kept.
 *
 * The transaction that does the work notes in itself that it was done, and only while the lease is held: a call that
 * was stopped for longer than its lease, and woke up after another took the key over, is rolled back.
 * @throws AppError conflict when the key was used for another request, the first call still runs, or its answer is not
 *   kept or was lost
 */
export async function onceOnly<T>(
  context: RequestContext,
  key: string,
  { isShownOnce, ...request }: { operation: string; input: unknown; isShownOnce: boolean },
  run: () => Promise<T>,
): Promise<T> {
  if (key.length > 200)
    throw new AppError("invalid", "invalid_input", {}, undefined, [
      { field: "Idempotency-Key", key: "field.too_big", values: { maximum: 200 } },
    ]);
  const { db } = context;
  const mark: Mark = {
    workspaceId: context.principal?.kind === "api_key" ? context.principal.workspaceId : workspaceOf(context),
    actorId: context.actor.id ?? "anonymous",
    key,
    requestHash: createHash("sha256").update(canonicalJson(request)).digest("hex"),
    leaseId: randomUUID(),
  };
  if (!(await claimKey(db, mark))) {
    const earlier = await markedRow(db, mark);
    if (earlier && earlier.request_hash !== mark.requestHash)
      throw new AppError("conflict", "idempotency_mismatch");
    if (!earlier || earlier.status === null)
      throw new AppError("conflict", earlier?.isLost ? "idempotency_lost" : "idempotency_running");
    if (isShownOnce) throw new AppError("conflict", "idempotency_secret");
    return earlier.body as T;
  }
  // A renewal that fails is made up for by the next; the fence at the commit is what counts.
  const renewal = setInterval(() => void renewLease(db, mark).catch(() => undefined), renewMs);
  renewal.unref();
  try {
    const result = await withBeforeCommit((connection) => noteCommitted(connection, db, mark), run);
    await keepAnswer(db, mark, isShownOnce ? null : JSON.stringify(result ?? null));
    return result;
  } catch (error) {
    await sql`delete from platform.idempotency where ${isHeldBy(mark)}`.execute(db);
    throw error;
  } finally {
    clearInterval(renewal);
  }
}

/** Takes a key that nobody used, or whose call died before it did anything. */
async function claimKey(db: Db, mark: Mark): Promise<boolean> {
  const { rows } = await sql`
    insert into platform.idempotency as known
      (workspace_id, actor_id, key, request_hash, lease_id, leased_until)
    values (${mark.workspaceId}, ${mark.actorId}, ${mark.key}, ${mark.requestHash}, ${mark.leaseId}, ${leaseEnd})
    on conflict (workspace_id, actor_id, key) do update
      set lease_id = excluded.lease_id, leased_until = excluded.leased_until
      where known.status is null and known.committed_at is null and known.request_hash = excluded.request_hash
        and coalesce(known.leased_until, '-infinity') <= now()
    returning key`.execute(db);
  return rows.length > 0;
}

const leaseEnd = sql`now() + make_interval(secs => ${sql.lit(leaseSeconds)})`;

const markedRow = (db: Db, mark: Mark) =>
  db
    .selectFrom("platform.idempotency")
    .select(["request_hash", "status", "body"])
    .select(sql<boolean>`committed_at is not null and leased_until <= now()`.as("isLost"))
    .where("workspace_id", "=", mark.workspaceId)
    .where("actor_id", "=", mark.actorId)
    .where("key", "=", mark.key)
    .executeTakeFirst();

const isHeldBy = ({ workspaceId, actorId, key, leaseId }: Mark) => sql`
  workspace_id = ${workspaceId} and actor_id = ${actorId} and key = ${key} and lease_id = ${leaseId}`;

const renewLease = (db: Db, mark: Mark) =>
  sql`update platform.idempotency set leased_until = ${leaseEnd} where ${isHeldBy(mark)}`.execute(db);

const keepAnswer = (db: Db, mark: Mark, body: string | null) =>
  sql`update platform.idempotency set status = 201, body = ${body}::jsonb where ${isHeldBy(mark)}`.execute(
    db,
  );

/** The last statement of the transaction that does the work. @throws AppError conflict when another call has the key */
async function noteCommitted(connection: DatabaseConnection, db: Db, mark: Mark): Promise<void> {
  const note = sql`update platform.idempotency set committed_at = now() where ${isHeldBy(mark)}`.compile(db);
  const { numAffectedRows } = await connection.executeQuery(note);
  if (numAffectedRows !== 1n) throw new AppError("conflict", "idempotency_running");
}

function workspaceOf(context: RequestContext): string {
  try {
    return context.workspaceId;
  } catch {
    return nobody;
  }
}
