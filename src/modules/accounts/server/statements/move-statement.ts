import { type RawBuilder, sql, type Updateable } from "kysely";
import { type AuditFacts, recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import { type Actor, systemActor } from "#platform/http/request-context.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { notify, withdrawNotice } from "#platform/notices/notify.ts";
import { statementCancelled, statementFailed, statementSent } from "../../contract/events.ts";
import { withAccounts } from "../account-tables.ts";
import { type StatementEvent, stateAfter } from "./statement-machine.ts";
import type { StatementRow, StatementTable } from "./statement-table.ts";

/** What a move writes besides the state. */
type Written = Partial<
  Pick<
    Updateable<StatementTable>,
    | "attempts"
    | "cause"
    | "external_id"
    | "first_tried_at"
    | "give_up_at"
    | "is_sandboxed"
    | "last_tried_at"
    | "next_try_at"
    | "said"
    | "url"
  >
> & {
  /** By the database's clock. */
  leased_until?: RawBuilder<Date> | null;
};

export interface Move {
  readonly event: StatementEvent;
  readonly at: Date;
  /** The desk itself where nobody is named. */
  readonly actor?: Actor;
  readonly written?: Written;
}

/**
 * The one place where a statement's state changes, with everything that follows from it: audit entry, event, notice, news
 * for open screens. Whoever holds an older reading of the row (a worker that was paused while another took its lease)
 * changes nothing.
 * @returns the row as it stands now, or undefined when it had moved on
 * @throws RangeError for what cannot happen in this state
 */
export async function moveStatement(
  tx: Tx,
  before: StatementRow,
  { event, at, actor = systemActor, written = {} }: Move,
): Promise<StatementRow | undefined> {
  const state = stateAfter(before.state, event);
  const row = await withAccounts(tx)
    .updateTable("accounts.statement")
    .set({
      leased_until: null,
      ...written,
      state,
      token: sql<number>`token + 1`,
      ...(state === "sent" && { sent_at: at, cause: null, said: null }),
    })
    .where("id", "=", before.id)
    .where("state", "=", before.state)
    .where("token", "=", before.token)
    .returningAll()
    .executeTakeFirst();
  if (!row) return undefined;
  if (state === "sent" && row.target_id !== null) await changeTarget(tx, row, row.target_id, at);
  await tellOthers(tx, row, at);
  const facts = auditOf(event, actor);
  if (facts)
    await recordAudit(
      tx,
      row.workspace_id,
      actor,
      { ...facts, subjectKind: "statement", subjectId: row.id, details: detailsOf(row) },
      at,
    );
  return row;
}

async function changeTarget(
  tx: Tx,
  { kind, url, external_id }: StatementRow,
  targetId: string,
  at: Date,
): Promise<void> {
  await withAccounts(tx)
    .updateTable("accounts.statement")
    .set(
      kind === "remove" ? { removed_at: at } : { edited_at: at, external_id, ...(url !== null && { url }) },
    )
    .where("id", "=", targetId)
    .execute();
}

async function tellOthers(tx: Tx, row: StatementRow, at: Date): Promise<void> {
  const about = {
    statementId: row.id,
    accountId: row.account_id,
    kind: row.kind,
    messageId: row.message_id,
    isSandboxed: row.is_sandboxed,
  };
  const thread = `statement:${row.id}`;
  if (row.state === "sent")
    await publishEvent(tx, row.workspace_id, statementSent, {
      ...about,
      externalId: row.external_id,
      url: row.url,
    });
  if (row.state === "failed")
    await publishEvent(tx, row.workspace_id, statementFailed, { ...about, cause: row.cause ?? "other" });
  if (row.state === "cancelled")
    await publishEvent(tx, row.workspace_id, statementCancelled, {
      statementId: row.id,
      accountId: row.account_id,
    });
  if (row.state === "failed" || row.state === "waiting_for_person")
    await notify(
      tx,
      row.workspace_id,
      {
        kind: noticeKindOf(row),
        severity: "urgent",
        values: { start: row.text.slice(0, 60), cause: row.cause ?? "other" },
        subject: { kind: "statement", id: row.id },
        thread,
        audience: { permission: "statements.send" },
      },
      at,
    );
  else await withdrawNotice(tx, row.workspace_id, thread);
  await announceLive(tx, row.workspace_id, { type: "statements" });
}

function noticeKindOf({ state, cause }: StatementRow): string {
  if (state === "failed") return "accounts.statement_failed";
  return cause === "by_hand" ? "accounts.statement_by_hand" : "accounts.statement_doubtful";
}

type Act = Pick<AuditFacts, "action">;

/** What the audit log says of a move; nothing of the worker's own steps between waiting and done. */
function auditOf(event: StatementEvent, actor: Actor): Act | undefined {
  if (event === "refuse") return { action: "statement.failed" };
  if (event === "retry") return { action: "statement.retried" };
  if (event === "cancel") return { action: "statement.cancelled" };
  const isPerson = actor.kind !== "system";
  if (event === "confirm") return isPerson ? { action: "statement.found" } : { action: "statement.sent" };
  return event === "miss" && isPerson ? { action: "statement.not_found" } : undefined;
}

/** Never what was said: that stands in the statement itself. */
export const detailsOf = (row: StatementRow): Record<string, unknown> => ({
  accountId: row.account_id,
  kind: row.kind,
  ...(row.cause !== null && { cause: row.cause }),
  ...(row.url !== null && { url: row.url }),
  ...(row.is_sandboxed && { isSandboxed: true }),
});
