import { connectors } from "#connectors/registry.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { PendingAnswer, WholeConversation } from "../../contract/inbox.ts";
import { statementCauses } from "../../contract/statements.ts";
import { withAccounts } from "../account-tables.ts";
import {
  type ConversationReader,
  type ConversationRow,
  findConversation,
  shownConversation,
  shownMessage,
} from "./conversation-store.ts";
import { noOwnContacts, openCover, plainWords, type WordCover } from "./cover-words.ts";
import type { MessageRow } from "./message-draft.ts";

const mostShown = 500;

/** A PR officer reads a conversation, both sides; personal data in it is covered. */
export async function getConversation(
  reader: ConversationReader,
  { id }: { id: string },
  readOwnContacts = noOwnContacts,
): Promise<WholeConversation> {
  return readWhole(reader, id, await openCover(readOwnContacts, reader));
}

/** An officer who needs a person's number or address to help them has it shown; who looked where is kept, the data is not. */
export async function revealConversation(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  { id }: { id: string },
): Promise<WholeConversation> {
  const { workspaceId, actor } = context;
  return context.db.transaction().execute(async (tx) => {
    const whole = await readWhole({ ...context, db: tx }, id, plainWords);
    const { network, accountHandle } = whole.conversation;
    await recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "personal_data.shown",
        subjectKind: "conversation",
        subjectId: id,
        details: { network, handle: accountHandle },
      },
      context.now(),
    );
    return whole;
  });
}

async function readWhole(
  reader: ConversationReader,
  id: string,
  cover: WordCover,
): Promise<WholeConversation> {
  const row = await findConversation(reader, id);
  const rows = await withAccounts(reader.db)
    .selectFrom("accounts.message")
    .selectAll()
    .where("conversation_id", "=", id)
    .orderBy("received_at", "desc")
    .orderBy("published_at", "desc")
    .orderBy("seq", "desc")
    .limit(mostShown)
    .execute();
  const messages = rows.toSorted(
    (one, other) =>
      one.published_at.getTime() - other.published_at.getTime() ||
      Number(BigInt(one.seq) - BigInt(other.seq)),
  );
  const abilities = connectors.find(({ manifest }) => manifest.key === row.network)?.manifest.abilities;
  return {
    conversation: shownConversation(row, cover),
    messages: messages.map((message) => shownMessage(message, cover, row.network)),
    answers: await readAnswers(reader, row),
    isCovered: messages.some(({ text }) => cover(text) !== text),
    canFetchThread: row.kind === "thread" && abilities?.inbox.threads.can === true,
    answersTo: abilities?.publish.reply.can === true ? (lastToUs(messages)?.id ?? null) : null,
  };
}

/** The last that was said to us; where nobody did, the last that was said. */
export const lastToUs = (messages: readonly MessageRow[]): MessageRow | undefined => {
  const standing = messages.filter(({ is_ours, removed_at }) => !is_ours && removed_at === null);
  return standing.findLast(({ kind }) => kind !== "post" && kind !== "context") ?? standing.at(-1);
};

/** Answers that were written here and do not stand in the conversation itself. */
async function readAnswers(reader: ConversationReader, { id }: ConversationRow): Promise<PendingAnswer[]> {
  const rows = await withAccounts(reader.db)
    .selectFrom("accounts.statement as statement")
    .innerJoin("accounts.message as answered", "answered.id", "statement.message_id")
    .select([
      "statement.id",
      "statement.text",
      "statement.state",
      "statement.cause",
      "statement.is_sandboxed",
      "statement.by_name",
      "statement.created_at",
    ])
    .where("answered.conversation_id", "=", id)
    .where("statement.kind", "=", "say")
    .where("statement.state", "<>", "cancelled")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("accounts.message as kept")
            .select("kept.id")
            .whereRef("kept.statement_id", "=", "statement.id")
            .where("kept.conversation_id", "=", id),
        ),
      ),
    )
    .orderBy("statement.created_at")
    .limit(50)
    .execute();
  return rows.map((row) => ({
    statementId: row.id,
    text: row.text,
    state: row.state,
    cause: statementCauses.find((cause) => cause === row.cause) ?? null,
    isSandboxed: row.is_sandboxed,
    byName: row.by_name,
    createdAt: row.created_at.toISOString(),
  }));
}
