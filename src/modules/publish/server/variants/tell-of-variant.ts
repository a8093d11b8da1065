import type { Tx } from "#platform/db/database.ts";
import { notify, withdrawNotice } from "#platform/notices/notify.ts";
import { type VariantRow, withPublish } from "../publish-tables.ts";
import type { VariantEvent } from "./variant-machine.ts";

const threadOf = (variantId: string): string => `publish.variant:${variantId}`;

/** Tells in the bell whoever has to do something about a variant now: one thread for each. */
export async function tellOfVariant(tx: Tx, row: VariantRow, event: VariantEvent, at: Date): Promise<void> {
  const thread = threadOf(row.id);
  const notice = notices[event];
  if (!notice) return withdrawNotice(tx, row.workspace_id, thread);
  const { title } = await withPublish(tx)
    .selectFrom("publish.draft")
    .select("title")
    .where("id", "=", row.draft_id)
    .executeTakeFirstOrThrow();
  await notify(
    tx,
    row.workspace_id,
    {
      kind: notice.kind,
      severity: notice.severity,
      values: { title: title.slice(0, 80), by: row.asked_by_name ?? "", cause: row.cause ?? "" },
      subject: { kind: "draft", id: row.draft_id },
      thread,
      audience: { permission: notice.permission },
    },
    at,
  );
}

const notices: Readonly<
  Partial<
    Record<
      VariantEvent,
      {
        kind: string;
        severity: "info" | "warning" | "urgent";
        permission: "drafts.approve" | "drafts.write" | "statements.send";
      }
    >
  >
> = {
  submit: { kind: "publish.approval_asked", severity: "info", permission: "drafts.approve" },
  refuse: { kind: "publish.refused", severity: "warning", permission: "drafts.write" },
  approve: { kind: "publish.approved", severity: "info", permission: "statements.send" },
  expire: { kind: "publish.approval_expired", severity: "warning", permission: "drafts.write" },
  fail: { kind: "publish.failed", severity: "urgent", permission: "statements.send" },
};

/** Takes back what the bell says of a variant that is no more. */
export const forgetNotice = (tx: Tx, workspaceId: string, variantId: string): Promise<void> =>
  withdrawNotice(tx, workspaceId, threadOf(variantId));
