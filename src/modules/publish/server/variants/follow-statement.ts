import { statementCancelled, statementFailed, statementSent } from "#modules/accounts/contract/events.ts";
import { onEvent, type Subscription } from "#platform/events/event-outbox.ts";
import { systemActor } from "#platform/http/request-context.ts";
import type { PublishParts } from "../parts.ts";
import { withPublish } from "../publish-tables.ts";
import { moveVariant } from "./move-variant.ts";
import { unscheduled } from "./schedule-variant.ts";
import { lockVariant } from "./variant-store.ts";

type Parts = Pick<PublishParts, "db" | "speaking" | "now">;

/**
 * Brings a variant to where its statement came. What the statement says now counts, not what the news said: news may
 * come late or twice. A statement that failed is called off, so that it can only be sent again from here, as approved.
 */
export async function followStatement(
  { db, speaking, now }: Parts,
  workspaceId: string,
  statementId: string,
  /** Why it failed, where that is what was heard. */
  failedBecause?: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const found = await withPublish(tx)
      .selectFrom("publish.variant")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .where("statement_id", "=", statementId)
      .executeTakeFirst();
    if (!found) return;
    const row = await lockVariant(tx, workspaceId, found.id);
    const [statement] = await speaking.readProgress(tx, workspaceId, [statementId]);
    if (!statement || row.statement_id !== statementId || row.state !== "scheduled") return;
    const at = now();
    const { state, cause, url, sentAt } = statement;
    if (state === "sent" && statement.isSandboxed)
      await moveVariant(tx, row, {
        event: "withdraw",
        at,
        written: unscheduled,
        details: { isPractice: true },
      });
    else if (state === "sent")
      await moveVariant(tx, row, { event: "confirm", at, written: { url, sent_at: sentAt, cause: null } });
    else if (
      // Somebody may have tried it again elsewhere meanwhile: then it waits, for longer than it was approved.
      (state === "failed" || (state === "waiting" && failedBecause !== undefined)) &&
      (await speaking.callOff(tx, workspaceId, statementId, systemActor, at))
    )
      await moveVariant(tx, row, {
        event: "fail",
        at,
        written: { cause: cause ?? failedBecause ?? "other" },
      });
    else if (state === "cancelled")
      await moveVariant(tx, row, { event: "withdraw", at, written: unscheduled });
  });
}

/** What the module hears of the accounts. */
export const statementSubscriptions = (parts: Parts): Subscription[] => [
  onEvent(statementSent, "publish.statement-sent", ({ workspaceId, payload }) =>
    followStatement(parts, workspaceId, payload.statementId),
  ),
  onEvent(statementFailed, "publish.statement-failed", ({ workspaceId, payload }) =>
    followStatement(parts, workspaceId, payload.statementId, payload.cause),
  ),
  onEvent(statementCancelled, "publish.statement-cancelled", ({ workspaceId, payload }) =>
    followStatement(parts, workspaceId, payload.statementId),
  ),
];
