import { sql } from "kysely";
import type { InboxChange } from "#connectors/ports/inbox-port.ts";
import type { Tx } from "#platform/db/database.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { messageReceived } from "../../contract/events.ts";
import { type AccountsDb, withAccounts } from "../account-tables.ts";
import { type Heard, insertMessages, type StoredRow } from "./insert-messages.ts";
import { draftOf, type MessageRow, mergeDraft, rowOf, type StoredItem, storable } from "./message-draft.ts";
import { type ConversationGain, recountConversations } from "./recount-conversations.ts";

/** Whose messages they are. */
export type InboxOwner = { readonly id: string; readonly workspace_id: string };

/** What happened to an account's messages, or was fetched around them. */
export type StoredChange =
  | Exclude<InboxChange, { kind: "item" | "edited" }>
  | { readonly kind: "item" | "edited"; readonly item: StoredItem };

const mostTold = 1_000;

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
  const { rows: stored, isCounted } = await insertMessages(tx, account, [...fresh.values()], now);
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
    ...stored.filter((row) => !isCounted(row)).map((row) => gainOf(row, 1)),
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
