import type { Updateable } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import { type Actor, systemActor } from "#platform/http/request-context.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { AppError } from "#shared/app-error.ts";
import { type VariantRow, type VariantTable, withPublish } from "../publish-tables.ts";
import { tellOfVariant } from "./tell-of-variant.ts";
import { needsApproval, stateAfter, transitions, type VariantEvent } from "./variant-machine.ts";

/** What a move writes besides the state. */
type Written = Partial<
  Pick<
    Updateable<VariantTable>,
    | "approval_id"
    | "asked_by_name"
    | "cause"
    | "give_up_at"
    | "not_before"
    | "sent_at"
    | "statement_id"
    | "times_scheduled"
    | "url"
    | "version"
  >
>;

export interface VariantMove {
  readonly event: VariantEvent;
  readonly at: Date;
  /** The desk itself where nobody is named. */
  readonly actor?: Actor;
  readonly written?: Written;
  /** What the audit log says besides; never what was said. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * The one place where a variant's state changes, with everything that follows from it: the end of an approval that does
 * not hold any more, audit entry, notice, news for open screens. The caller holds the row (`lockVariant`).
 * @throws AppError conflict for what cannot happen in this state
 */
export async function moveVariant(
  tx: Tx,
  before: VariantRow,
  { event, at, actor = systemActor, written = {}, details = {} }: VariantMove,
): Promise<VariantRow> {
  if (transitions[before.state][event] === undefined)
    throw new AppError("conflict", "publish.moved_on", { state: before.state });
  const state = stateAfter(before.state, event);
  const isHeld = needsApproval[state];
  if (!isHeld && before.approval_id !== null)
    await withPublish(tx)
      .updateTable("publish.approval")
      .set({ ended_at: at })
      .where("id", "=", before.approval_id)
      .where("ended_at", "is", null)
      .execute();
  const row = await withPublish(tx)
    .updateTable("publish.variant")
    .set({
      ...(!isHeld && { approval_id: null, statement_id: null, not_before: null, give_up_at: null }),
      ...(state === "draft" && { asked_by_name: null, cause: null }),
      ...written,
      state,
    })
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await announceLive(tx, row.workspace_id, { type: "drafts" });
  await tellOfVariant(tx, row, event, at);
  // A change is told of by the version it makes.
  if (event !== "change")
    await recordAudit(
      tx,
      row.workspace_id,
      actor,
      {
        ...actions[event],
        subjectKind: "variant",
        subjectId: row.id,
        details: { draftId: row.draft_id, accountId: row.account_id, version: row.version, ...details },
      },
      at,
    );
  return row;
}

const actions: Readonly<Record<Exclude<VariantEvent, "change">, { action: string }>> = {
  submit: { action: "variant.submitted" },
  take_back: { action: "variant.taken_back" },
  approve: { action: "variant.approved" },
  refuse: { action: "variant.refused" },
  expire: { action: "variant.expired" },
  schedule: { action: "variant.scheduled" },
  withdraw: { action: "variant.withdrawn" },
  confirm: { action: "variant.sent" },
  fail: { action: "variant.failed" },
  reopen: { action: "variant.reopened" },
};
