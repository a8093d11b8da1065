import { sql } from "kysely";
import { z } from "zod";
import { AppError } from "#shared/app-error.ts";
import { type Page, readCursor, writeCursor } from "#shared/paging.ts";
import type { Conversation } from "../../contract/inbox.ts";
import {
  type ConversationReader,
  conversationsFor,
  selectConversation,
  shownConversation,
} from "./conversation-store.ts";
import { noOwnContacts, openCover } from "./cover-words.ts";

/**
 * A PR officer looks who spoke to the office: conversations of all accounts, the latest first, and in how many somebody
 * waits for an answer.
 */
export async function listConversations(
  reader: ConversationReader,
  input: {
    accountId?: string | undefined;
    isWaiting?: boolean | undefined;
    cursor?: string | undefined;
    limit: number;
  },
  readOwnContacts = noOwnContacts,
): Promise<Page<Conversation> & { waiting: number }> {
  let query = selectConversation(reader)
    .where("conversation.received_count", ">", 0)
    .orderBy("conversation.last_at", "desc")
    .orderBy("conversation.id", "desc")
    .limit(input.limit + 1);
  if (input.accountId !== undefined) query = query.where("conversation.account_id", "=", input.accountId);
  if (input.isWaiting === true) query = query.where("conversation.waiting_since", "is not", null);
  if (input.cursor !== undefined) {
    const [at, id] = positionOf(input.cursor);
    query = query.where(
      sql<boolean>`(conversation.last_at, conversation.id) < (${new Date(at).toISOString()}::timestamptz, ${id}::uuid)`,
    );
  }
  const rows = await query.execute();
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  const { waiting } = await conversationsFor(reader)
    .where("conversation.waiting_since", "is not", null)
    .select((eb) => eb.fn.countAll<string>().as("waiting"))
    .executeTakeFirstOrThrow();
  const cover = await openCover(readOwnContacts, reader);
  return {
    items: items.map((row) => shownConversation(row, cover)),
    nextCursor:
      rows.length > input.limit && last?.last_at ? writeCursor([last.last_at.getTime(), last.id]) : null,
    waiting: Number(waiting),
  };
}

function positionOf(cursor: string): [number, string] {
  const parsed = z.tuple([z.number().int(), z.uuid()]).safeParse(readCursor(cursor));
  if (!parsed.success) throw new AppError("invalid", "bad_cursor");
  return parsed.data;
}
