import type { PostRef } from "#connectors/ports/network-post.ts";
import type { Tx } from "#platform/db/database.ts";
import { withAccounts } from "../account-tables.ts";
import { storable } from "./message-draft.ts";
import { storeChanges } from "./store-changes.ts";

/** Something that the office said and that stands on the network. */
export type OwnMessage = {
  readonly accountId: string;
  readonly statementId: string;
  readonly externalId: string;
  readonly url: string | null;
  readonly text: string;
  readonly replyTo?: PostRef;
};

/**
 * What the office has said takes its place in the conversation that it answers, in the transaction that notes it as sent.
 * What answers nothing begins a conversation that is shown once somebody answers. Kept twice, it stands once, also when
 * the network tells of it as well.
 */
export async function keepOwnMessage(
  tx: Tx,
  workspaceId: string,
  { accountId, statementId, externalId, url, text, replyTo }: OwnMessage,
  now: Date,
): Promise<void> {
  const account = await withAccounts(tx)
    .selectFrom("accounts.account")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", accountId)
    .executeTakeFirst();
  if (!account) return;
  const answered = replyTo && (await conversationOf(tx, accountId, replyTo));
  await storeChanges(
    tx,
    account,
    [
      {
        kind: "item",
        item: {
          post: {
            externalId,
            url,
            author: {
              externalId: account.external_id,
              handle: account.handle,
              name: account.name,
              ...(account.url !== null && { url: account.url }),
            },
            text,
            publishedAt: now,
            ...(replyTo && { replyTo }),
            media: [],
            engagement: {},
            isPrivate: answered?.is_private ?? false,
          },
          conversation: {
            externalId: answered?.external_id ?? replyTo?.rootId ?? replyTo?.externalId ?? externalId,
            kind: answered?.kind ?? "thread",
          },
          kind: replyTo ? "reply" : "post",
          isOurs: true,
        },
      },
    ],
    now,
  );
  await withAccounts(tx)
    .updateTable("accounts.message")
    .set({ statement_id: statementId })
    .where("account_id", "=", accountId)
    .where("external_id", "=", storable(externalId, 2_000))
    .execute();
}

const conversationOf = (tx: Tx, accountId: string, { externalId }: PostRef) =>
  withAccounts(tx)
    .selectFrom("accounts.message as message")
    .innerJoin("accounts.conversation as conversation", "conversation.id", "message.conversation_id")
    .select(["conversation.external_id", "conversation.kind", "conversation.is_private"])
    .where("message.account_id", "=", accountId)
    .where("message.external_id", "=", storable(externalId, 2_000))
    .executeTakeFirst();
