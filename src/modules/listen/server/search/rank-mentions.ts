import { sql } from "kysely";
import { positionsTable } from "../mentions/mention-store.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { keepFirstCopies } from "./copies-together.ts";
import { findMentions, type Position } from "./find-mentions.ts";
import type { MentionQuery } from "./mention-query.ts";

/** Of very common words only this many of the newest mentions are ranked. */
const mostRanked = 1_000;
/** Days after which a mention counts half. */
const halfLifeDays = 7;
const dayMs = 86_400_000;

export type Ranked = Position & { score: number };
export type RankCursor = { anchor: Position; score: number; id: string };

/**
 * The best mentions first: cover density of the query's words (`ts_rank_cd`, a title word weighs ten times one of the
 * text, long texts count less), halved for every week of age. The newest 1,000 matches are ranked.
 *
 * Of copies only the newest that the query finds is ranked where they are to be together.
 *
 * Age is counted from the newest match of the first page, which the cursor carries: pages keep their order while new
 * mentions arrive, and none comes twice.
 */
export async function rankMentions(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  cursor: RankCursor | null,
  limit: number,
  areCopiesTogether = false,
): Promise<{ items: Ranked[]; next: RankCursor | null }> {
  const after = cursor === null ? null : justBefore(cursor.anchor);
  const candidates = await findMentions(db, workspaceId, query.branches, {
    direction: "newest",
    after,
    limit: mostRanked,
  });
  const anchor = cursor?.anchor ?? candidates[0];
  if (anchor === undefined) return { items: [], next: null };
  const lines = areCopiesTogether
    ? await keepFirstCopies(db, workspaceId, query, "newest", candidates)
    : candidates;
  const scores = await wordScores(db, workspaceId, query, lines);
  const ranked = lines
    .map((position): Ranked => {
      const ageDays = (anchor.publishedAt.getTime() - position.publishedAt.getTime()) / dayMs;
      return { ...position, score: (scores.get(position.id) ?? 0) * 2 ** (-ageDays / halfLifeDays) };
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1))
    .filter(
      ({ score, id }) =>
        cursor === null || score < cursor.score || (score === cursor.score && id < cursor.id),
    );
  const items = ranked.slice(0, limit);
  const last = items.at(-1);
  const next = last && ranked.length > limit ? { anchor, score: last.score, id: last.id } : null;
  return { items, next };
}

/** A position after which the anchor itself is the first to come. */
const justBefore = (anchor: Position): Position => ({
  publishedAt: new Date(anchor.publishedAt.getTime() + 1),
  id: "00000000-0000-0000-0000-000000000000",
});

async function wordScores(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  positions: readonly Position[],
): Promise<Map<string, number>> {
  const words = query.branches.flatMap((branch) => (branch.words === null ? [] : [branch.words]));
  if (words.length === 0 || positions.length === 0) return new Map(positions.map(({ id }) => [id, 1]));
  // 1: divided by 1 + the logarithm of the length. 0.01 more, so that fields alone leave the order of time.
  const { rows } = await sql<{ id: string; score: number }>`
    select mention.id, 0.01 + ts_rank_cd(mention.search, ${words.join(" | ")}::tsquery, 1)::float8 as score
    from ${positionsTable(positions)}
    join listen.mention as mention on mention.workspace_id = ${workspaceId}::uuid
      and mention.published_at = wanted.published_at and mention.id = wanted.id`.execute(db);
  return new Map(rows.map((row) => [row.id, row.score]));
}
