import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { InboxChange } from "#connectors/ports/inbox-port.ts";
import type { Tx } from "#platform/db/database.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { messageReceived } from "../../contract/events.ts";
import { type AccountsDb, withAccounts } from "../account-tables.ts";
import {
  draftOf,
  type MessageDraft,
  type MessageRow,
  mergeDraft,
  rowOf,
  type StoredItem,
  storable,
} from "./message-draft.ts";
import { type ConversationGain, recountConversations } from "./recount-conversations.ts";

/** Whose messages they are. */
export type InboxOwner = { readonly id: string; readonly workspace_id: string };

/** What happened to an account's messages, or was fetched around them. */
export type StoredChange =
  | Exclude<InboxChange, { kind: "item" | "edited" }>
  | { readonly kind: "item" | "edited"; readonly item: StoredItem };

/** A message that is being stored: new ones know their conversation by the network's name for it. */
type Heard = MessageDraft & { conversation: StoredItem["conversation"] };

type StoredRow = Omit<MessageRow, "seq">;

const mostRows = 500;
const mostTold = 200;

/**
 * Stores what happened to the messages of an account: the one place where something received is kept. However often and in
 * whatever order the same is heard (by poll, stream and webhook), each message stands once, with its newest words; older
 * wordings and removals are kept as such. Runs in the transaction of its cause, one at a time for each account.
 * @returns how many messages are new
 */
export async function storeChanges(
  tx: Tx,
  account: InboxOwner,
  changes: readonly StoredChange[],
  now: Date,
): Promise<number> {
  if (changes.length === 0) return 0;
  await lockInbox(tx, account.id);
  const accounts = withAccounts(tx);
  const ids = [...new Set(changes.map(idOf))];
  const known = new Map((await readKnown(accounts, account.id, ids)).map((row) => [row.external_id, row]));
  const gone = new Set(await readGone(accounts, account.id, ids));
  const fresh = new Map<string, Heard>();
  const changed = new Map<string, MessageRow>();
  const told = new Set<string>();
  const lost = new Set<string>();

  for (const change of changes) {
    const externalId = idOf(change);
    const row = changed.get(externalId) ?? known.get(externalId);
    const draft = fresh.get(externalId);
    if (change.kind === "removed") {
      if (draft) fresh.set(externalId, { ...draft, removed_at: draft.removed_at ?? now });
      else if (row?.removed_at === null) changed.set(externalId, { ...row, removed_at: now });
      else if (!row) lost.add(externalId);
      continue;
    }
    if (gone.has(externalId) || lost.has(externalId)) continue;
    const heard: Heard = { ...draftOf(change.item, now), conversation: change.item.conversation };
    if (draft) fresh.set(externalId, mergeDraft(draft, heard, now) ?? draft);
    else if (row) {
      const merged = mergeDraft(row, heard, now);
      if (merged === null) continue;
      changed.set(externalId, merged);
      if (row.kind === "context" && merged.kind !== "context") told.add(externalId);
    } else fresh.set(externalId, heard);
  }

  if (lost.size > 0) await keepLost(accounts, account.id, [...lost], now);
  const stored = await insertFresh(tx, account, [...fresh.values()], now);
  for (const row of changed.values()) {
    const { kind, is_ours, url, text, edited_at, removed_at } = row;
    const { media, former } = rowOf(row);
    await accounts
      .updateTable("accounts.message")
      .set({ kind, is_ours, url, text, edited_at, removed_at, media, former })
      .where("id", "=", row.id)
      .execute();
  }
  const news = [...told].flatMap((id) => changed.get(id) ?? []);
  await recountConversations(accounts, [
    ...stored.map((row) => gainOf(row, 1)),
    ...news.map((row) => gainOf(row, 0)),
    ...[...changed.values()].map(({ conversation_id: conversationId }) => ({
      conversationId,
      messages: 0,
      received: 0,
    })),
  ]);
  await tell(tx, account, [...stored, ...news]);
  if (stored.length + changed.size > 0)
    await announceLive(tx, account.workspace_id, { type: "messages", accountId: account.id });
  return stored.length;
}

const gainOf = ({ conversation_id, is_ours, kind }: StoredRow, messages: number): ConversationGain => ({
  conversationId: conversation_id,
  messages,
  received: is_ours || kind === "context" ? 0 : 1,
});

/** Whoever stores for an account waits for the one before. */
export async function lockInbox(tx: Tx, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`inbox:${accountId}`}, 0))`.execute(tx);
}

const idOf = (change: StoredChange): string =>
  storable(change.kind === "removed" ? change.externalId : change.item.post.externalId, 2_000);

const readKnown = (accounts: AccountsDb, accountId: string, ids: readonly string[]): Promise<MessageRow[]> =>
  accounts
    .selectFrom("accounts.message")
    .selectAll()
    .where("account_id", "=", accountId)
    .where(sql<boolean>`external_id = any(${ids}::text[])`)
    .execute();

async function readGone(accounts: AccountsDb, accountId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await accounts
    .selectFrom("accounts.removal")
    .select("external_id")
    .where("account_id", "=", accountId)
    .where(sql<boolean>`external_id = any(${ids}::text[])`)
    .execute();
  return rows.map(({ external_id }) => external_id);
}

/** News of a removal came before what it removed; what comes late stays out. */
async function keepLost(
  accounts: AccountsDb,
  accountId: string,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await accounts
    .insertInto("accounts.removal")
    .values(ids.map((external_id) => ({ account_id: accountId, external_id, at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function insertFresh(
  tx: Tx,
  account: InboxOwner,
  heard: readonly Heard[],
  now: Date,
): Promise<StoredRow[]> {
  if (heard.length === 0) return [];
  const conversations = await findConversations(withAccounts(tx), account, heard);
  const rows = heard.map(({ conversation, ...draft }) => ({
    ...draft,
    workspace_id: account.workspace_id,
    account_id: account.id,
    conversation_id: conversations.get(conversationKey(conversation)) ?? "",
    // What was fetched around a message was said when it was said, and does not count as the latest.
    received_at: draft.kind === "context" ? draft.published_at : now,
  }));
  // One value for all rows: thousands of parameters would take longer to lay out than to store.
  const columns = sql.raw(messageColumns.join(", "));
  for (let at = 0; at < rows.length; at += mostRows)
    await sql`
      insert into accounts.message (${columns})
      select ${columns} from jsonb_populate_recordset(null::accounts.message, ${JSON.stringify(rows.slice(at, at + mostRows))}::jsonb)
        with ordinality as said order by said.ordinality`.execute(tx);
  return rows;
}

const conversationKey = ({ externalId }: StoredItem["conversation"]): string => storable(externalId, 2_000);

const messageColumns = [
  "id",
  "workspace_id",
  "account_id",
  "conversation_id",
  "external_id",
  "kind",
  "is_ours",
  "is_private",
  "automatic",
  "statement_id",
  "author_id",
  "author_handle",
  "author_name",
  "author_url",
  "author_followers",
  "text",
  "folded",
  "language",
  "url",
  "reply_to",
  "root_id",
  "quotes",
  "media",
  "engagement",
  "published_at",
  "received_at",
  "edited_at",
  "removed_at",
  "former",
] as const satisfies readonly (keyof StoredRow)[];

/** The conversations of new messages, made where there are none. @returns their ids by the network's names */
async function findConversations(
  accounts: AccountsDb,
  account: InboxOwner,
  heard: readonly Heard[],
): Promise<Map<string, string>> {
  const wanted = new Map(heard.map((one) => [conversationKey(one.conversation), one]));
  const made = [...wanted].map(([externalId, { conversation, is_private }]) => ({
    id: randomUUID(),
    workspace_id: account.workspace_id,
    account_id: account.id,
    external_id: externalId,
    kind: conversation.kind,
    title: conversation.title === undefined ? null : storable(conversation.title, 300),
    is_private,
  }));
  const { rows } = await sql<{ id: string; external_id: string }>`
    insert into accounts.conversation (id, workspace_id, account_id, external_id, kind, title, is_private)
    select id, workspace_id, account_id, external_id, kind, title, is_private
    from jsonb_populate_recordset(null::accounts.conversation, ${JSON.stringify(made)}::jsonb)
    on conflict (account_id, external_id) do update set
      title = coalesce(excluded.title, conversation.title),
      is_private = conversation.is_private or excluded.is_private
    returning id, external_id`.execute(accounts);
  return new Map(rows.map(({ id, external_id }) => [external_id, id]));
}

/** Others hear of what was said to us; what we said, and what only stands around it, is no news. */
async function tell(tx: Tx, account: InboxOwner, stored: readonly StoredRow[]): Promise<void> {
  const news = stored.filter(
    ({ is_ours, kind, removed_at }) => !is_ours && kind !== "context" && removed_at === null,
  );
  for (let at = 0; at < news.length; at += mostTold)
    await publishEvent(tx, account.workspace_id, messageReceived, {
      accountId: account.id,
      messages: news.slice(at, at + mostTold).map(({ id, conversation_id, kind, is_private }) => ({
        messageId: id,
        conversationId: conversation_id,
        kind,
        isPublic: !is_private,
      })),
    });
}
