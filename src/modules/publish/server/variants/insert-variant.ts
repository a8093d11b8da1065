import { randomUUID } from "node:crypto";
import { connectorOf } from "#connectors/registry.ts";
import { readAccount } from "#modules/accounts/index.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import type { Content } from "../../contract/content.ts";
import { withPublish } from "../publish-tables.ts";
import { settleVersion, type Writer } from "./settle-version.ts";

/**
 * Says a draft through one more account, in the caller's transaction.
 * @throws AppError not_found for an account of another workspace; conflict when the draft has it already
 */
export async function insertVariant(
  tx: Tx,
  workspaceId: string,
  { draftId, accountId, base }: { draftId: string; accountId: string; base: Content },
  writer: Writer,
): Promise<string> {
  const { actor, at } = writer;
  const account = await readAccount(tx, workspaceId, accountId, at);
  if (!connectorOf(account.network).manifest.abilities.publish.post.can)
    throw invalidField("accountId", "publish.cannot_post");
  const id = randomUUID();
  const row = await withPublish(tx)
    .insertInto("publish.variant")
    .values({
      id,
      workspace_id: workspaceId,
      draft_id: draftId,
      account_id: accountId,
      own: "{}",
      options: "{}",
      state: "draft",
      version: 1,
      approval_id: null,
      statement_id: null,
      times_scheduled: 0,
      not_before: null,
      give_up_at: null,
      asked_by_name: null,
      cause: null,
      url: null,
      sent_at: null,
      created_at: at,
    })
    .onConflict((conflict) => conflict.columns(["draft_id", "account_id"]).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new AppError("conflict", "publish.has_account");
  await settleVersion(tx, row, base, writer);
  await announceLive(tx, workspaceId, { type: "drafts" });
  await recordAudit(
    tx,
    workspaceId,
    actor,
    { action: "variant.added", subjectKind: "variant", subjectId: id, details: { draftId, accountId } },
    at,
  );
  return id;
}
