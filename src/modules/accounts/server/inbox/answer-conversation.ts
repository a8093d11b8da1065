import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError, notFound } from "#shared/app-error.ts";
import { withAccounts } from "../account-tables.ts";
import { sayStatement } from "../statements/say-statement.ts";
import { findConversation } from "./conversation-store.ts";
import { lastToUs } from "./get-conversation.ts";

/**
 * A PR officer answers in a conversation. The words are kept as a statement, which goes out once and says how far it came.
 * @throws AppError not_found for a message of another conversation, conflict where there is nothing to answer
 */
export async function answerConversation(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  { id, text, messageId, key }: { id: string; text: string; messageId?: string | undefined; key: string },
): Promise<{ statementId: string }> {
  const { workspaceId, actor, now } = context;
  return context.db.transaction().execute(async (tx) => {
    const conversation = await findConversation({ ...context, db: tx }, id);
    const messages = await withAccounts(tx)
      .selectFrom("accounts.message")
      .selectAll()
      .where("conversation_id", "=", id)
      .orderBy("received_at")
      .orderBy("published_at")
      .execute();
    const answered =
      messageId === undefined ? lastToUs(messages) : messages.find((one) => one.id === messageId);
    if (messageId !== undefined && !answered) throw notFound("message");
    if (!answered) throw new AppError("conflict", "accounts.nothing_to_answer");
    return sayStatement(tx, workspaceId, {
      accountId: conversation.account_id,
      text,
      replyTo: {
        externalId: answered.external_id,
        ...(answered.root_id !== null && { rootId: answered.root_id }),
        ...(answered.url !== null && { url: answered.url }),
      },
      messageId: answered.id,
      media: [],
      options: {},
      sayKey: `conversation:${id}:${key}`,
      by: actor,
      now: now(),
    });
  });
}
