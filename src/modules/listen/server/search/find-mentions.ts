import { type RawBuilder, sql } from "kysely";
import type { MentionDb } from "../mentions/tables.ts";
import { branchCondition, branchSpan, type Span } from "./branch-condition.ts";
import type { Branch } from "./query-branches.ts";
import { isAnsweredByIndex, withWordIndex } from "./word-index.ts";

/** Where a mention stands in the order of time. */
export type Position = { publishedAt: Date; id: string };
export type Direction = "newest" | "oldest";

export type FindOptions = {
  direction: Direction;
  /** Begin behind this one. */
  after: Position | null;
  limit: number;
  /** How many mentions the first walk looks at; 400 unless told. */
  firstLook?: number;
};

/** Measured on two shared cores with everything in memory: milliseconds to look at a row in the order of time … */
const walkMs = 0.004;
/** … and to fetch a row that the word index names. */
const indexMs = 0.01;
const usualFirstLook = 400;
const longestWalk = 50_000;

/**
 * The first mentions, in the order of time, that satisfy any of a query's branches.
 *
 * Two ways lead there. Common words are met soon by walking the time index; rare ones are fetched by the word index and
 * sorted. PostgreSQL cannot tell which is which (it guesses the same for every phrase), so a short walk is taken
 * first, and what it meets decides: the cheaper way is taken for as far as it is expected to be needed.
 */
export async function findMentions(
  db: MentionDb,
  workspaceId: string,
  branches: readonly Branch[],
  options: FindOptions,
): Promise<Position[]> {
  const found = new Map<string, Position>();
  for (const branch of branches)
    for (const position of await findInBranch(db, workspaceId, branch, options))
      found.set(position.id, position);
  const sign = options.direction === "newest" ? -1 : 1;
  return [...found.values()]
    .sort(
      (a, b) =>
        sign *
        (a.publishedAt.getTime() - b.publishedAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    )
    .slice(0, options.limit);
}

async function findInBranch(
  db: MentionDb,
  workspaceId: string,
  branch: Branch,
  options: FindOptions,
): Promise<Position[]> {
  if (branch.marked !== null) return findMarked(db, workspaceId, branch, options);
  const found: Position[] = [];
  let seen = 0;
  let at = options.after;
  let step =
    branch.words === null && branch.rest.length === 0 ? options.limit : (options.firstLook ?? usualFirstLook);
  for (;;) {
    const need = options.limit - found.length;
    const walk = await walkTime(db, workspaceId, branch, { ...options, after: at, limit: need }, step);
    found.push(...walk.hits);
    if (found.length >= options.limit || walk.seen < step || walk.last === null) return found;
    at = walk.last;
    seen += walk.seen;
    // A third of a hit stands for "none yet": rare, but not impossible.
    const rate = Math.max(found.length, 0.3) / seen;
    const expected = (options.limit - found.length) / rate;
    if (branch.words !== null && (await isAnsweredByIndex(db, branch.words))) {
      const rest = { ...options, after: at, limit: options.limit - found.length };
      const spans = await spansAhead(db, workspaceId, branch, rest, 3 * expected);
      if (spans.first.count * rate * indexMs < expected * walkMs)
        return [...found, ...(await fetchByWords(db, workspaceId, branch, rest, spans))];
    }
    step = Math.min(longestWalk, Math.max(1_000, Math.ceil(expected * 1.3)));
  }
}

type Walk = { hits: Position[]; seen: number; last: Position | null };

/** Looks at the next `step` mentions in the order of time. */
async function walkTime(
  db: MentionDb,
  workspaceId: string,
  branch: Branch,
  options: FindOptions,
  step: number,
): Promise<Walk> {
  const order = orderBy(options.direction);
  const condition = branchCondition(branch);
  const { rows } = await sql<{
    ids: string[];
    times: Date[];
    seen: number;
    last_id: string | null;
    last_at: Date | null;
  }>`
    with seen as materialized (
      select id, published_at, ${condition} as is_hit
      from (
        select * from listen.mention as mention
        where ${branchSpan(workspaceId, branch, spanAfter(options))} ${behind(options)}
        order by ${order} limit ${step}
      ) as mention
    ),
    hits as (select id, published_at from seen where is_hit order by ${order} limit ${options.limit}),
    last as (select id, published_at from seen order by ${orderBy(opposite(options.direction))} limit 1)
    select array(select id from hits order by ${order}) as ids,
      array(select published_at from hits order by ${order}) as times,
      (select count(*)::int from seen) as seen, (select id from last) as last_id,
      (select published_at from last) as last_at`.execute(db);
  const [row] = rows;
  if (!row) return { hits: [], seen: 0, last: null };
  const hits = row.ids.flatMap((id, index) => {
    const publishedAt = row.times[index];
    return publishedAt ? [{ id, publishedAt }] : [];
  });
  const last =
    row.last_id !== null && row.last_at !== null ? { id: row.last_id, publishedAt: row.last_at } : null;
  return { hits, seen: row.seen, last };
}

/** Stretches of whole months, in the order of the search, that grow until nothing is left. */
type Spans = { first: Span & { count: number }; next: (Span & { count: number })[] };

async function spansAhead(
  db: MentionDb,
  workspaceId: string,
  branch: Branch,
  options: FindOptions,
  wanted: number,
): Promise<Spans> {
  const { rows } = await sql<{ at: Date; until: Date; count: string }>`
    select at, ((at at time zone 'UTC') + interval '1 month') at time zone 'UTC' as until, count
    from listen.mention_total
    where workspace_id = ${workspaceId}::uuid and grain = 'month'
    order by at`.execute(db);
  const { since, until } = spanAfter(options);
  const months = rows
    .filter(
      (row) =>
        (since === null || row.until > since) &&
        (until === null || row.at <= until) &&
        (branch.since === null || row.until > branch.since) &&
        (branch.until === null || row.at < branch.until),
    )
    .map((row) => ({ since: row.at, until: row.until, count: Number(row.count) }));
  const ahead = options.direction === "newest" ? months.reverse() : months;
  const spans: Spans["next"] = [];
  let size = wanted;
  for (const month of ahead) {
    const open = spans.at(-1);
    if (open && open.count < size) {
      if (options.direction === "newest") open.since = month.since;
      else open.until = month.until;
      open.count += month.count;
    } else {
      if (open) size = open.count * 4;
      spans.push({ ...month });
    }
  }
  const [first = { since: null, until: null, count: 0 }, ...next] = spans;
  return { first, next };
}

async function fetchByWords(
  db: MentionDb,
  workspaceId: string,
  branch: Branch,
  options: FindOptions,
  { first, next }: Spans,
): Promise<Position[]> {
  const found: Position[] = [];
  for (const span of [first, ...next]) {
    const order = orderBy(options.direction);
    const rows = await withWordIndex(db, (tx) =>
      sql<{ id: string; published_at: Date }>`
        with hits as materialized (
          select id, published_at from listen.mention as mention
          where ${branchSpan(workspaceId, branch, span)} ${behind(options)} and ${branchCondition(branch)}
        )
        select id, published_at from hits order by ${order} limit ${options.limit - found.length}`.execute(
        tx,
      ),
    );
    found.push(...rows.rows.map((row) => ({ id: row.id, publishedAt: row.published_at })));
    if (found.length >= options.limit) break;
  }
  return found;
}

/** Begins with the small table that every match stands in. */
async function findMarked(
  db: MentionDb,
  workspaceId: string,
  branch: Branch,
  options: FindOptions,
): Promise<Position[]> {
  if (branch.marked === null) return [];
  const { rows } = await sql<{ id: string; published_at: Date }>`
    select mention.id, mention.published_at
    from (${branch.marked(workspaceId)}) as marked
    join listen.mention as mention on mention.published_at = marked.published_at and mention.id = marked.mention_id
    where ${branchSpan(workspaceId, branch, spanAfter(options))} ${behind(options)} and ${branchCondition(branch)}
    order by ${orderBy(options.direction)} limit ${options.limit}`.execute(db);
  return rows.map((row) => ({ id: row.id, publishedAt: row.published_at }));
}

const opposite = (direction: Direction): Direction => (direction === "newest" ? "oldest" : "newest");

const orderBy = (direction: Direction): RawBuilder<unknown> =>
  direction === "newest" ? sql`published_at desc, id desc` : sql`published_at, id`;

/** The bound that lets PostgreSQL leave out whole partitions; a comparison of rows does not. */
const spanAfter = ({ after, direction }: FindOptions): Span =>
  after === null
    ? { since: null, until: null }
    : direction === "newest"
      ? { since: null, until: new Date(after.publishedAt.getTime() + 1) }
      : { since: after.publishedAt, until: null };

const behind = ({ after, direction }: FindOptions): RawBuilder<unknown> =>
  after === null
    ? sql``
    : sql`and (mention.published_at, mention.id) ${sql.raw(direction === "newest" ? "<" : ">")}
        (${after.publishedAt.toISOString()}::timestamptz, ${after.id}::uuid)`;
