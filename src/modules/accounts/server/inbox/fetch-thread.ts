import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { NetworkPost } from "#connectors/ports/network-post.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { findAccount } from "../account-store.ts";
import { withAccounts } from "../account-tables.ts";
import { askNetwork } from "../ask-network.ts";
import { notConnected } from "../connect-account.ts";
import type { NetworkParts } from "../network-parts.ts";
import { findConversation } from "./conversation-store.ts";
import { lastToUs } from "./get-conversation.ts";
import { storeChanges } from "./store-changes.ts";

/**
 * A PR officer has the network show what stands around a conversation: what others said in the thread, and what the office
 * said with other programs. What is fetched so is context and no news.
 * @throws AppError with what the network said
 */
export async function fetchThread(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "now">,
  { id }: { id: string },
  parts: NetworkParts,
): Promise<{ fresh: number }> {
  const { db, workspaceId, now } = context;
  const row = await findConversation(context, id);
  const account = await findAccount(db, workspaceId, row.account_id);
  const messages = await withAccounts(db)
    .selectFrom("accounts.message")
    .selectAll()
    .where("conversation_id", "=", id)
    .orderBy("received_at")
    .orderBy("published_at")
    .execute();
  const asked = lastToUs(messages) ?? messages[0];
  if (!asked) return { fresh: 0 };
  const around = await askNetwork(parts, account, async ({ inbox }): Promise<readonly NetworkPost[]> => {
    const post = {
      externalId: asked.external_id,
      ...(asked.root_id !== null && { rootId: asked.root_id }),
    };
    return (await inbox?.thread?.(post)) ?? [];
  }).catch((error: unknown) => {
    if (error instanceof ConnectorError && error.failure.kind === "gone") return [];
    throw error instanceof ConnectorError ? notConnected(error.failure, error) : error;
  });
  const conversation = { externalId: row.external_id, kind: row.kind };
  const changes = around.map((post) => ({
    kind: "item" as const,
    item: {
      post,
      conversation,
      kind: "context" as const,
      isOurs: post.author.externalId === account.external_id,
    },
  }));
  return { fresh: await db.transaction().execute((tx) => storeChanges(tx, account, changes, now())) };
}
