import { sql } from "kysely";
import { positionsTable } from "../mentions/mention-store.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { type FindOptions, findMentions, type Position } from "./find-mentions.ts";
import type { MentionQuery } from "./mention-query.ts";

/** Copies that are looked at before a mention: of a larger group a narrow query may show more than one. */
const mostBefore = 200;
/** Mentions that are looked through at once where many copies follow one another. */
const longestStep = 2_000;

/**
 * Like `findMentions`, with one mention of each group of copies: of those that the query finds, the one that comes first.
 * Which one that is does not depend on the page, so that pages hold together.
 */
export async function findCopiesTogether(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  options: FindOptions,
): Promise<Position[]> {
  const found: Position[] = [];
  let { after, limit: step } = options;
  for (;;) {
    const positions = await findMentions(db, workspaceId, query.branches, { ...options, after, limit: step });
    found.push(...(await keepFirstCopies(db, workspaceId, query, options.direction, positions)));
    const last = positions.at(-1);
    if (found.length >= options.limit || positions.length < step || !last)
      return found.slice(0, options.limit);
    after = last;
    step = Math.min(longestStep, step * 2);
  }
}

/**
 * Those of some mentions that no copy which the query finds stands before. In values and not in `exists`, which PostgreSQL
 * would turn into joins of every group with itself and with all mentions.
 */
export async function keepFirstCopies(
  db: MentionDb,
  workspaceId: string,
  { condition, isEverything }: MentionQuery,
  direction: FindOptions["direction"],
  positions: readonly Position[],
): Promise<Position[]> {
  if (positions.length === 0) return [];
  const isOldest = direction === "oldest";
  const before = isOldest ? sql`<` : sql`>`;
  const nearest = isOldest ? sql`published_at desc, mention_id desc` : sql`published_at, mention_id`;
  const isFound = isEverything
    ? sql``
    : sql`and (select ${condition} from listen.mention as mention where mention.workspace_id = own.workspace_id
        and mention.published_at = other.published_at and mention.id = other.mention_id)`;
  const { rows } = await sql<{ id: string }>`
    select wanted.id from ${positionsTable(positions)}
    where coalesce((
      select false from listen.copy_member as own
      cross join lateral (
        select published_at, mention_id from listen.copy_member
        where workspace_id = own.workspace_id and group_id = own.group_id
          and (published_at, mention_id) ${before} (own.published_at, own.mention_id)
        order by ${nearest} limit ${isEverything ? 1 : mostBefore}) as other
      where own.workspace_id = ${workspaceId}::uuid and own.mention_id = wanted.id ${isFound}
      limit 1), true)`.execute(db);
  const kept = new Set(rows.map((row) => row.id));
  return positions.filter(({ id }) => kept.has(id));
}
