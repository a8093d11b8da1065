import { randomUUID } from "node:crypto";
import { shownHandle } from "#connectors/ports/shown-handle.ts";
import { connectors } from "#connectors/registry.ts";
import { messageReceived } from "#modules/accounts/contract/events.ts";
import { readMessages, type StoredMessage } from "#modules/accounts/index.ts";
import type { Db } from "#platform/db/database.ts";
import { onEvent, type Subscription } from "#platform/events/event-outbox.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { recordPoll } from "../sources/finish-poll.ts";
import { goodFinding } from "../sources/poll-finding.ts";
import { channelOfNetwork, draftFromPost, type PostSource } from "./draft-from-post.ts";
import { type NetworkSourceDb, withNetworkSources } from "./network-source-tables.ts";

type HearParts = { db: Db; now: () => Date; analyst?: Analyst };

/**
 * What is said to the office in public is a mention like any other: it is analysed, matched and alerted. What is said in
 * private never is. Heard twice, it is one mention.
 */
export const messageSubscription = (parts: HearParts): Subscription =>
  onEvent(messageReceived, "listen.public-messages", async ({ workspaceId, payload }) => {
    const ids = payload.messages.flatMap(({ messageId, isPublic }) => (isPublic ? [messageId] : []));
    const messages = await readMessages(parts.db, workspaceId, ids);
    const said = messages.filter((one) => one.isPublic && !one.isOurs && one.removedAt === null);
    const [first] = said;
    if (first) await storeMessages(parts, workspaceId, first, said);
  });

async function storeMessages(
  { db, now, analyst }: HearParts,
  workspaceId: string,
  first: StoredMessage,
  messages: readonly StoredMessage[],
): Promise<void> {
  const at = now();
  await withNetworkSources(db)
    .transaction()
    .execute(async (tx) => {
      await ensureInboxSource(tx, workspaceId, first, at);
      const source = await tx
        .selectFrom("listen.source")
        .select(["id", "workspace_id", "title", "outlet", "channel", "state"])
        .where("workspace_id", "=", workspaceId)
        .where("kind", "=", "inbox")
        .where("url_key", "=", first.accountId)
        .forUpdate()
        .executeTakeFirst();
      if (source?.state !== "active") return;
      const drafts = messages.flatMap((message) => draftFromMessage(source, message, at) ?? []);
      const { fresh } = await storeMentions(tx, workspaceId, drafts, at, analyst);
      await tx
        .updateTable("listen.source")
        .set((was) => ({ last_success_at: at, mention_count: was("mention_count", "+", String(fresh)) }))
        .where("id", "=", source.id)
        .execute();
      const { drafts: _none, ...finding } = goodFinding(messages.length, [], {
        key: "pushed",
        httpStatus: null,
      });
      await recordPoll(
        tx,
        source,
        { ...finding, fresh, values: { fresh } },
        { startedAt: at, tookMs: 0, now: at },
      );
      await announceLive(tx, workspaceId, { type: "source", sourceId: source.id });
    });
}

const draftFromMessage = (source: PostSource, message: StoredMessage, at: Date) =>
  draftFromPost(
    source,
    {
      externalId: message.externalId,
      url: message.url,
      author: {
        externalId: message.author.externalId,
        handle: message.author.handle,
        name: message.author.name,
      },
      text: message.text,
      publishedAt: message.publishedAt,
      ...(message.replyTo === null
        ? {}
        : {
            replyTo: {
              externalId: message.replyTo,
              ...(message.rootId === null ? {} : { rootId: message.rootId }),
            },
          }),
      media: message.media.flatMap(({ kind, url }) => (url === null ? [] : [{ kind, url }])),
      engagement: message.engagement,
      isPrivate: false,
    },
    at,
  );

/** An account's inbox stands among the sources, so that people see where such mentions come from, and can pause it. */
async function ensureInboxSource(
  tx: NetworkSourceDb,
  workspaceId: string,
  message: StoredMessage,
  at: Date,
): Promise<void> {
  const { accountId, network, accountHandle } = message;
  const manifest = connectors.find((one) => one.manifest.key === network)?.manifest;
  const name = manifest?.name.id ?? network;
  const made = await tx
    .insertInto("listen.source")
    .values({
      id: randomUUID(),
      workspace_id: workspaceId,
      kind: "inbox",
      title: `${manifest ? shownHandle(manifest, accountHandle) : accountHandle} · ${name}`,
      outlet: name,
      channel: channelOfNetwork(network),
      url: `account:${accountId}`,
      url_key: accountId,
      created_at: at,
    })
    .onConflict((conflict) => conflict.columns(["workspace_id", "kind", "url_key"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!made) return;
  await tx
    .insertInto("listen.network_source")
    .values({
      source_id: made.id,
      workspace_id: workspaceId,
      account_id: accountId,
      network,
      keeps_all: true,
    })
    .execute();
}
