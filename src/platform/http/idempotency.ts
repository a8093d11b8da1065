import { createHash } from "node:crypto";
import { canonicalJson } from "#platform/audit/record-audit.ts";
import { AppError } from "#shared/app-error.ts";
import type { RequestContext } from "./request-context.ts";

const nobody = "00000000-0000-0000-0000-000000000000";

/**
 * Runs a create once per caller and `Idempotency-Key`; a repeated call gets the first answer back. A call that failed
 * leaves no trace, so that it can be tried again. Kept for 24 hours; an answer that is shown once is not kept.
 * @throws AppError conflict when the key was used for another request, the first call still runs, or its answer is not kept
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
  const workspaceId =
    context.principal?.kind === "api_key" ? context.principal.workspaceId : workspaceOf(context);
  const mark = { workspace_id: workspaceId, actor_id: context.actor.id ?? "anonymous", key };
  const requestHash = createHash("sha256").update(canonicalJson(request)).digest("hex");
  const table = context.db;
  const inserted = await table
    .insertInto("platform.idempotency")
    .values({ ...mark, request_hash: requestHash, status: null, body: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning("key")
    .executeTakeFirst();
  const own = <
    Q extends { where(column: "workspace_id" | "actor_id" | "key", operator: "=", value: string): Q },
  >(
    query: Q,
  ): Q =>
    query
      .where("workspace_id", "=", mark.workspace_id)
      .where("actor_id", "=", mark.actor_id)
      .where("key", "=", mark.key);
  if (!inserted) {
    const earlier = await own(table.selectFrom("platform.idempotency").selectAll()).executeTakeFirst();
    if (earlier && earlier.request_hash !== requestHash)
      throw new AppError("conflict", "idempotency_mismatch");
    if (!earlier || earlier.status === null) throw new AppError("conflict", "idempotency_running");
    if (isShownOnce) throw new AppError("conflict", "idempotency_secret");
    return earlier.body as T;
  }
  try {
    const result = await run();
    await own(
      table
        .updateTable("platform.idempotency")
        .set({ status: 201, body: isShownOnce ? null : JSON.stringify(result ?? null) }),
    ).execute();
    return result;
  } catch (error) {
    await own(table.deleteFrom("platform.idempotency")).execute();
    throw error;
  }
}

function workspaceOf(context: RequestContext): string {
  try {
    return context.workspaceId;
  } catch {
    return nobody;
  }
}
