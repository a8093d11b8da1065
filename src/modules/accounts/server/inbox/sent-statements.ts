import type { Db } from "#platform/db/database.ts";
import { onEvent, type Subscription } from "#platform/events/event-outbox.ts";
import { statementSent } from "../../contract/events.ts";
import { withAccounts } from "../account-tables.ts";
import { keepOwnMessage } from "./keep-own-message.ts";
import { storeChanges } from "./store-changes.ts";

/** What was sent takes its place in the conversation it answers; what was changed or taken back there changes here. */
export const sentStatementSubscription = ({ db, now }: { db: Db; now: () => Date }): Subscription =>
  onEvent(statementSent, "accounts.keep-sent-statement", async ({ workspaceId, payload }) => {
    if (payload.isSandboxed) return;
    await db.transaction().execute(async (tx) => {
      const statement = await withAccounts(tx)
        .selectFrom("accounts.statement")
        .selectAll()
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", payload.statementId)
        .executeTakeFirst();
      if (!statement) return;
      const at = statement.sent_at ?? now();
      if (payload.kind === "say")
        return keepOwnMessage(
          tx,
          workspaceId,
          {
            accountId: payload.accountId,
            statementId: statement.id,
            // A person found it by its address alone.
            externalId: payload.externalId ?? `statement:${statement.id}`,
            url: payload.url,
            text: statement.text,
            ...(statement.reply_to !== null && { replyTo: statement.reply_to }),
          },
          at,
        );
      await changeOwn(tx, workspaceId, statement);
    });
  });

async function changeOwn(
  tx: Parameters<typeof keepOwnMessage>[0],
  workspaceId: string,
  {
    account_id,
    kind,
    target_id,
    text,
    sent_at,
  }: { account_id: string; kind: string; target_id: string | null; text: string; sent_at: Date | null },
): Promise<void> {
  if (target_id === null || sent_at === null) return;
  const message = await withAccounts(tx)
    .selectFrom("accounts.message as message")
    .innerJoin("accounts.conversation as conversation", "conversation.id", "message.conversation_id")
    .selectAll("message")
    .select([
      "conversation.external_id as conversation_external_id",
      "conversation.kind as conversation_kind",
    ])
    .where("message.account_id", "=", account_id)
    .where("message.statement_id", "=", target_id)
    .executeTakeFirst();
  if (!message) return;
  const account = { id: account_id, workspace_id: workspaceId };
  if (kind === "remove")
    await storeChanges(tx, account, [{ kind: "removed", externalId: message.external_id }], sent_at);
  else {
    const post = {
      externalId: message.external_id,
      url: message.url,
      author: {
        externalId: message.author_id,
        handle: message.author_handle,
        name: message.author_name,
      },
      text,
      publishedAt: message.published_at,
      editedAt: sent_at,
      media: message.media,
      ...(message.folded !== null && { folded: message.folded }),
      engagement: {},
      isPrivate: message.is_private,
    };
    const conversation = {
      externalId: message.conversation_external_id,
      kind: message.conversation_kind,
    };
    await storeChanges(
      tx,
      account,
      [{ kind: "edited", item: { post, conversation, kind: message.kind, isOurs: true } }],
      sent_at,
    );
  }
}
