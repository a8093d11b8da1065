import { sql } from "kysely";
import type { MentionDb } from "../mentions/tables.ts";
import { type NewsmakerDb, type NewsmakerKind, withNewsmakers } from "./newsmaker-tables.ts";

/** Whoever changes which names are one in a workspace does so alone, until the transaction ends. */
export async function holdLinks(tx: MentionDb | NewsmakerDb, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`listen newsmakers ${workspaceId}`}, 0))`.execute(
    tx,
  );
}

type Pair = { key: string; root: string };

/** Names with initials and the full name that has them, where the workspace knows exactly one. */
async function pairsByInitials(
  tx: NewsmakerDb,
  workspaceId: string,
  initials: readonly string[] | null,
): Promise<{ key: string; root: string | null }[]> {
  const asked = initials === null ? sql`initials is not null` : sql`initials = any(${[...initials]}::text[])`;
  const { rows } = await sql<{ key: string; root: string | null }>`
    with known as (select key, initials, is_short from listen.newsmaker
      where workspace_id = ${workspaceId}::uuid and ${asked}),
    fulls as (select initials, min(key) as key from known where not is_short group by 1 having count(*) = 1)
    select known.key, fulls.key as root from known left join fulls using (initials)
    where is_short order by 1`.execute(tx);
  return rows;
}

/**
 * Counts names with these initials under the full name that has them ("BJ Habibie", "Bacharuddin Jusuf Habibie"). Called
 * when a name with such initials was named for the first time.
 */
export async function linkByInitials(
  mentionTx: MentionDb,
  workspaceId: string,
  initials: readonly string[],
): Promise<void> {
  const tx = withNewsmakers(mentionTx);
  await holdLinks(tx, workspaceId);
  const said = await tx
    .selectFrom("listen.newsmaker_decision")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", "person")
    .where("undone_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  if (said) {
    await settleLinks(tx, workspaceId, "person");
    return;
  }
  const pairs = await pairsByInitials(tx, workspaceId, initials);
  const keys = pairs.map(({ key }) => key);
  if (keys.length === 0) return;
  await tx
    .deleteFrom("listen.newsmaker_link")
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", "person")
    .where("key", "in", keys)
    .execute();
  await insertLinks(
    tx,
    workspaceId,
    "person",
    pairs.flatMap(({ key, root }) => (root === null ? [] : [{ key, root, reason: "initials" as const }])),
  );
}

/**
 * Lays the links of a workspace anew: first by initials, then what people said, in the order in which they said it. Who
 * was said to be one is counted under the name said last; "apart" takes a name out of whatever it was counted under.
 */
export async function settleLinks(tx: NewsmakerDb, workspaceId: string, kind: NewsmakerKind): Promise<void> {
  const initials = kind === "person" ? await pairsByInitials(tx, workspaceId, null) : [];
  const said = await tx
    .selectFrom("listen.newsmaker_decision")
    .select(["key", "other_key", "verdict"])
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", kind)
    .where("undone_at", "is", null)
    .orderBy("seq")
    .execute();
  const byInitials = new Map(
    initials.flatMap(({ key, root }) => (root === null ? [] : [[key, root] as const])),
  );
  const roots = new Map(byInitials);
  for (const { key, other_key, verdict } of said)
    if (verdict === "apart") roots.delete(key);
    else join(roots, roots.get(key) ?? key, roots.get(other_key) ?? other_key);
  await tx
    .deleteFrom("listen.newsmaker_link")
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", kind)
    .execute();
  const links = [...roots].map(([key, root]) => ({
    key,
    root,
    reason: byInitials.get(key) === root ? ("initials" as const) : ("person" as const),
  }));
  await insertLinks(tx, workspaceId, kind, links);
}

/** Counts everybody of one root under another one. */
function join(roots: Map<string, string>, from: string, root: string): void {
  if (from === root) return;
  roots.set(from, root);
  for (const [key, of] of roots) if (of === from) roots.set(key, root);
}

async function insertLinks(
  tx: NewsmakerDb,
  workspaceId: string,
  kind: NewsmakerKind,
  links: readonly (Pair & { reason: "initials" | "person" })[],
): Promise<void> {
  if (links.length === 0) return;
  await sql`
    insert into listen.newsmaker_link (workspace_id, kind, key, root, reason)
    select ${workspaceId}::uuid, ${kind}, incoming.*
    from unnest(${links.map(({ key }) => key)}::text[], ${links.map(({ root }) => root)}::text[],
      ${links.map(({ reason }) => reason)}::text[]) as incoming`.execute(tx);
}
