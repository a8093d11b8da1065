import { type RawBuilder, sql } from "kysely";
import type { MentionDb } from "../mentions/tables.ts";
import { findMentions } from "../search/find-mentions.ts";
import type { MentionQuery } from "../search/mention-query.ts";
import { type NewsmakerKind, withNewsmakers } from "./newsmaker-tables.ts";
import { mentionSums, type RankedRow, rootJoin, type Sums } from "./sum-newsmakers.ts";

/** Of the mentions that satisfy a query so many, the newest, are looked at. */
const mostLooked = 4_000;

const matched = (
  workspaceId: string,
  kind: NewsmakerKind,
  ids: readonly string[],
): RawBuilder<unknown> => sql`
  listen.newsmaker_mention as part ${rootJoin(workspaceId, kind)}
  where part.workspace_id = ${workspaceId}::uuid and part.kind = ${kind} and part.mention_id = any(${[...ids]}::uuid[])`;

async function newest(db: MentionDb, workspaceId: string, query: MentionQuery): Promise<string[]> {
  const found = await findMentions(db, workspaceId, query.branches, {
    direction: "newest",
    after: null,
    limit: mostLooked,
  });
  return found.map(({ id }) => id);
}

/** Who is quoted or named most in the newest mentions that satisfy a query. */
export async function rankMatches(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  { kind, sort, limit }: { kind: NewsmakerKind; sort: "quoted" | "named"; limit: number },
): Promise<{ rows: RankedRow[]; looked: number }> {
  const ids = await newest(db, workspaceId, query);
  const order = sort === "quoted" ? sql`quoted desc, quotes desc, named desc` : sql`named desc, quoted desc`;
  const { rows } = await sql<RankedRow>`
    select coalesce(link.root, part.key) as key, ${mentionSums} from ${matched(workspaceId, kind, ids)}
    group by 1 order by ${order}, 1 limit ${limit}`.execute(withNewsmakers(db));
  return { rows, looked: ids.length };
}

/** The sums of some newsmakers in the newest mentions that satisfy a query, by root. */
export async function sumMatches(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  kind: NewsmakerKind,
  roots: readonly string[],
): Promise<Map<string, Sums>> {
  if (roots.length === 0) return new Map();
  const ids = await newest(db, workspaceId, query);
  const { rows } = await sql<RankedRow>`
    select coalesce(link.root, part.key) as key, ${mentionSums} from ${matched(workspaceId, kind, ids)}
      and coalesce(link.root, part.key) = any(${[...roots]}::text[]) group by 1`.execute(withNewsmakers(db));
  return new Map(rows.map(({ key, ...sums }) => [key, sums]));
}
