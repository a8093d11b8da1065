import { type RawBuilder, sql } from "kysely";
import { phraseKey } from "#text/phrase-table.ts";
import { quoteLexeme } from "../mentions/search-lexemes.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { withWordIndex } from "../search/word-index.ts";

/** Mentions are counted up to so many while somebody waits for the answer. */
const mostCounted = 10_000;

/**
 * Notes that names may be read otherwise from now on: mentions that say one of them wait to be read again.
 * @param aliases as rules write them
 */
export async function noteChangedNames(
  tx: MentionDb,
  workspaceId: string,
  aliases: readonly string[],
  at: Date,
): Promise<void> {
  const names = [...new Set(aliases.map(phraseKey))].filter((name) => name !== "");
  await sql`
    insert into listen.changed_name (workspace_id, name, changed_at)
    select ${workspaceId}::uuid, name, ${at.toISOString()}::timestamptz from unnest(${names}::text[]) as name
    on conflict (workspace_id, name) do update set seq = default, changed_at = excluded.changed_at`.execute(
    tx,
  );
}

/** Names that wait; `until` is the latest change among them, and `at` its time. */
export type ChangedNames = { names: string[]; until: string; at: Date };

/** Names that wait, up to the latest change or a given one; undefined where none does. */
export async function findChangedNames(
  db: MentionDb,
  workspaceId: string,
  until: string | null = null,
): Promise<ChangedNames | undefined> {
  const rows = await db
    .selectFrom("listen.changed_name")
    .select(["name", "seq", "changed_at"])
    .where("workspace_id", "=", workspaceId)
    .$if(until !== null, (query) => query.where("seq", "<=", until ?? ""))
    .orderBy("seq")
    .execute();
  const last = rows.at(-1);
  return last && { names: rows.map(({ name }) => name), until: until ?? last.seq, at: last.changed_at };
}

/** The mentions that say them have been read again. */
export async function forgetChangedNames(tx: MentionDb, workspaceId: string, until: string): Promise<void> {
  await tx
    .deleteFrom("listen.changed_name")
    .where("workspace_id", "=", workspaceId)
    .where("seq", "<=", until)
    .execute();
}

/** How many mentions wait for their names: all of them, or for a screen 10,000 at most. */
export async function countRenamed(
  db: MentionDb,
  workspaceId: string,
  changed: ChangedNames,
  isCapped: boolean,
): Promise<number> {
  const limit = isCapped ? sql`limit ${mostCounted}` : sql``;
  return withWordIndex(db, async (tx) => {
    const { rows } = await sql<{ count: string }>`
      select count(*) as count from (select from listen.mention where workspace_id = ${workspaceId}::uuid
        and ${saysChanged(changed)} ${limit}) as saying`.execute(tx);
    return Number(rows[0]?.count ?? 0);
  });
}

/**
 * Keeps the rows of `listen.mention` that were received before the change and whose text has all words of one of the
 * names, as the word index has them: a rule can only change what is read in such a text, and what came later was read
 * with it.
 */
export function saysChanged({ names, at }: ChangedNames): RawBuilder<boolean> {
  const alternatives = names.map((name) => `(${name.split(" ").map(quoteLexeme).join(" & ")})`);
  return sql`search @@ ${alternatives.join(" | ")}::tsquery and received_at <= ${at.toISOString()}::timestamptz`;
}
