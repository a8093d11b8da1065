import { sql } from "kysely";
import { connectors } from "#connectors/registry.ts";
import type { Db } from "#platform/db/database.ts";
import { mostFeedItems, type PublishedItem } from "#platform/feeds-out/published-feed.ts";
import type { StatementMediaRef } from "../../contract/statements.ts";
import { withAccounts } from "../account-tables.ts";
import { handleOn } from "../network-words.ts";

/** Read at a time: some of the newest may not be for everybody. */
const mostRead = mostFeedItems * 4;
const mostTitle = 100;

const manifests = new Map(connectors.map(({ manifest }) => [manifest.key, manifest]));
/** Networks whose posts everybody may read. Practice is nobody's business. */
export const feedNetworks: readonly string[] = [...manifests.values()].flatMap(
  ({ key, isForAll, isForTrying }) => (isForAll === undefined || isForTrying === true ? [] : [key]),
);

type Row = {
  id: string;
  network: string;
  account_name: string;
  handle: string;
  title: string | null;
  text: string;
  link: string | null;
  language: string | null;
  options: Record<string, unknown>;
  media: StatementMediaRef[];
  url: string;
  sent_at: Date;
  edited_at: Date | null;
};

/**
 * What an office said to everybody through accounts that stand in its register, as it reads now, the newest first. No answers:
 * they belong to somebody's conversation. Nothing that was taken back, only for practice, without an address, or for some only.
 * @param accountId of an account in the register; null for all
 */
export async function readPublishedStatements(
  db: Db,
  workspaceId: string,
  accountId: string | null,
  now: Date,
): Promise<PublishedItem[]> {
  const { rows } = await sql<Row>`
    select statement.id, account.network, account.name as account_name, account.handle, statement.title,
           coalesce(edit.text, statement.text) as text, coalesce(edit.media, statement.media) as media,
           statement.link, statement.language, statement.options, statement.url, statement.sent_at, statement.edited_at
      from accounts.statement
      join accounts.account on account.id = statement.account_id
      left join lateral (
        select text, media from accounts.statement edit
         where edit.target_id = statement.id and edit.kind = 'edit' and edit.state = 'sent'
         order by edit.sent_at desc, edit.id limit 1) edit on true
     where statement.workspace_id = ${workspaceId} and statement.kind = 'say' and statement.state = 'sent'
       and statement.removed_at is null and not statement.is_sandboxed and statement.url ~ '^https?://'
       and statement.reply_to is null and statement.message_id is null
       and account.network = any(${[...feedNetworks]})
       and exists (
         select from accounts.declaration
           join accounts.account declared on declared.id = declaration.account_id
          where declaration.workspace_id = statement.workspace_id and declaration.withdrawn_at is null
            and declared.network = account.network and declared.external_id = account.external_id
            ${accountId === null ? sql`` : sql`and declared.id = ${accountId}::uuid`})
     order by statement.sent_at desc, statement.id desc
     limit ${mostRead}`.execute(db);
  return rows
    .filter((row) => manifests.get(row.network)?.isForAll?.(row, now) === true)
    .slice(0, mostFeedItems)
    .map(itemOf);
}

function itemOf(row: Row): PublishedItem {
  const pictures = row.media.map(({ alt }) => alt);
  const words = row.title ?? (row.text.trim() === "" ? (pictures[0] ?? "") : row.text);
  return {
    id: `urn:uuid:${row.id}`,
    url: row.url,
    title: beginningOf(words) || handleOn(row.network, row.handle),
    text: row.text,
    link: row.link,
    pictures,
    author: `${row.account_name} (${handleOn(row.network, row.handle)})`,
    publishedAt: row.sent_at,
    updatedAt: row.edited_at ?? row.sent_at,
    language: row.language,
  };
}

/** So much of a text as a list of titles can hold, cut between words where it has any. */
function beginningOf(text: string): string {
  const line = text.replace(/\s+/gu, " ").trim();
  if (line.length <= mostTitle) return line;
  const cut = line.slice(0, mostTitle).toWellFormed();
  const end = cut.lastIndexOf(" ");
  return `${end > mostTitle / 2 ? cut.slice(0, end) : cut}…`;
}

/** When anything last changed of what an office publishes: said, changed, taken back, declared or withdrawn. */
export async function readPublishedChange(db: Db, workspaceId: string): Promise<Date | null> {
  const said = await withAccounts(db)
    .selectFrom("accounts.statement")
    .select(sql<Date | null>`max(greatest(sent_at, edited_at, removed_at))`.as("at"))
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", "say")
    .executeTakeFirstOrThrow();
  const declared = await withAccounts(db)
    .selectFrom("accounts.declaration")
    .select(sql<Date | null>`max(greatest(declared_at, withdrawn_at))`.as("at"))
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  const times = [said.at, declared.at].flatMap((at) => (at === null ? [] : [at.getTime()]));
  return times.length === 0 ? null : new Date(Math.max(...times));
}
