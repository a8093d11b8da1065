import { type RawBuilder, sql } from "kysely";
import { dayMs, hourMs } from "../mentions/mention-counts.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { findMentions, type Position } from "../search/find-mentions.ts";
import type { MentionQuery } from "../search/mention-query.ts";
import type { Branch } from "../search/query-branches.ts";

/** Whole hours, in milliseconds; `clock` keeps of each day only the hours that end at `until` and are so long. */
export type DrawnSpan = { from: number; until: number; clock: { until: number; lengthMs: number } | null };

export type DrawnMention = {
  id: string;
  publishedAt: number;
  outlet: string;
  author: string | null;
  channel: string;
  tone: string | null;
  words: string | null;
  names: string[] | null;
};

/** An even part of what a query finds in a span; each stands for `total / mentions.length` of them. */
export type Draw = { mentions: DrawnMention[]; total: number };

/** Neighbours looked at from each point. */
const rowsPerPoint = 16;
/** So much of what may be drawn is drawn where each mention has to be looked for: looking costs most of the time. */
const foundShare = 0.6;
/** Parts of a span that are looked into apart, so that a part of what is found is of all of it. */
const slices = 4;

/** What is read of each row called `mention`, as `words` and `names`. */
export type DrawnColumns = RawBuilder<unknown>;

/**
 * Draws mentions evenly from a span, the same ones whenever it is asked: all of them up to `most`. Of everything the hourly
 * counts say where an even part lies; of what stands in a small table (a monitor's finds, a tag) the last bits of the ids
 * decide; of other queries fewer are drawn, the newest of each quarter of the span, and what share of its mentions they fill tells how
 * many there are.
 */
export async function drawMentions(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  span: DrawnSpan,
  { most, columns }: { most: number; columns: DrawnColumns },
): Promise<Draw> {
  if (query.isEverything) return drawAll(db, workspaceId, span, most, columns);
  const [branch] = query.branches;
  const isMarked =
    query.branches.length === 1 && branch?.marked && branch.words === null && branch.rest.length === 0;
  const { positions, total } = isMarked
    ? await drawMarked(db, workspaceId, branch, span, most)
    : await drawFound(db, workspaceId, query, span, Math.ceil(most * foundShare));
  return { mentions: await readAt(db, workspaceId, positions, columns), total };
}

const at = (ms: number): RawBuilder<Date> => sql`${new Date(ms).toISOString()}::timestamptz`;

/** Whether a time lies in the span, and in its hours of the day. */
function isInside(time: RawBuilder<unknown>, { from, until, clock }: DrawnSpan): RawBuilder<boolean> {
  const inSpan = sql<boolean>`${time} >= ${at(from)} and ${time} < ${at(until)}`;
  if (clock === null) return inSpan;
  const passed = sql`mod(extract(epoch from ${at(clock.until)} - ${time}) + 86400 * 1000, 86400)`;
  return sql`${inSpan} and ${passed} > 0 and ${passed} <= ${clock.lengthMs / 1000}`;
}

const isHourInside = (hour: number, { clock }: DrawnSpan): boolean => {
  if (clock === null) return true;
  const passed = (((clock.until - hour) % dayMs) + dayMs) % dayMs;
  return passed > 0 && passed <= clock.lengthMs;
};

/** Until when times go on inside from one that is. */
const endAfter = (ms: number, { until, clock }: DrawnSpan): number =>
  clock === null ? until : ms + ((((clock.until - ms) % dayMs) + dayMs) % dayMs);

const facts = sql`id, published_at, outlet, author, channel, tone`;
type Row = Omit<DrawnMention, "publishedAt"> & { published_at: Date };
const toMention = ({ published_at, ...row }: Row): DrawnMention => ({
  ...row,
  publishedAt: published_at.getTime(),
});

async function drawAll(
  db: MentionDb,
  workspaceId: string,
  span: DrawnSpan,
  most: number,
  columns: DrawnColumns,
): Promise<Draw> {
  const hours = (await readHours(db, workspaceId, span)).filter((hour) => isHourInside(hour.at, span));
  const total = hours.reduce((sum, { count }) => sum + count, 0);
  if (total <= most) {
    const { rows } = await sql<Row>`
      select ${facts}, ${columns} from listen.mention as mention
      where workspace_id = ${workspaceId}::uuid and ${isInside(sql`published_at`, span)}`.execute(db);
    return { mentions: rows.map(toMention), total: rows.length };
  }
  const points = pointsOf(hours, total, Math.ceil(most / rowsPerPoint));
  const { rows } = await sql<Row>`
    select drawn.* from unnest(${points.map((ms) => new Date(ms).toISOString())}::timestamptz[],
      ${points.map((ms) => new Date(endAfter(ms, span)).toISOString())}::timestamptz[])
      as point (at, until)
    cross join lateral (
      select ${facts}, ${columns} from listen.mention as mention
      where workspace_id = ${workspaceId}::uuid and published_at >= point.at and published_at < point.until
      order by published_at, id limit ${rowsPerPoint}
    ) as drawn`.execute(db);
  const once = new Map(rows.map((row) => [row.id, toMention(row)]));
  return { mentions: [...once.values()], total };
}

type Hour = { at: number; count: number };

/** How many mentions the hours of a span have, oldest first, hours without any left out. */
async function readHours(db: MentionDb, workspaceId: string, span: DrawnSpan): Promise<Hour[]> {
  const { rows } = await sql<{ at: Date; count: string }>`
    select at, count from listen.mention_total where workspace_id = ${workspaceId}::uuid and grain = 'hour'
      and at >= ${at(span.from)} and at < ${at(span.until)} and count > 0 order by at`.execute(db);
  return rows.map((row) => ({ at: row.at.getTime(), count: Number(row.count) }));
}

/** How many mentions lie between two instants, by the counts of their hours. */
const sumBetween = (hours: readonly Hour[], from: number, until: number): number =>
  hours.reduce((sum, hour) => {
    const inside = Math.min(until, hour.at + hourMs) - Math.max(from, hour.at);
    return inside <= 0 ? sum : sum + (hour.count * inside) / hourMs;
  }, 0);

/** Instants that divide mentions, not time, into equal parts. */
function pointsOf(hours: readonly Hour[], total: number, count: number): number[] {
  const points: number[] = [];
  let passed = 0;
  for (const hour of hours) {
    for (;;) {
      const wanted = ((points.length + 0.5) / count) * total;
      if (points.length >= count || wanted >= passed + hour.count) break;
      points.push(hour.at + Math.floor(((wanted - passed) / hour.count) * hourMs));
    }
    passed += hour.count;
  }
  return points;
}

type Drawn = { positions: Position[]; total: number };

async function drawMarked(
  db: MentionDb,
  workspaceId: string,
  branch: Branch,
  span: DrawnSpan,
  most: number,
): Promise<Drawn> {
  if (branch.marked === null) return { positions: [], total: 0 };
  const marked = branch.marked(workspaceId);
  const bounded = boundTo(branch, span);
  const counted = await sql<{ count: string }>`
    select count(*) as count from (${marked}) as marked where ${isInside(sql`published_at`, bounded)}`.execute(
    db,
  );
  const total = Number(counted.rows[0]?.count ?? 0);
  const halvings = Math.max(0, Math.ceil(Math.log2(Math.max(1, total) / most)));
  const mask = 2 ** Math.min(halvings, 16) - 1;
  const { rows } = await sql<{ mention_id: string; published_at: Date }>`
    select mention_id, published_at from (${marked}) as marked where ${isInside(sql`published_at`, bounded)}
      and ((get_byte(uuid_send(mention_id), 14) << 8) | get_byte(uuid_send(mention_id), 15)) & ${mask}::int = 0`.execute(
    db,
  );
  return { positions: rows.map((row) => ({ id: row.mention_id, publishedAt: row.published_at })), total };
}

/** The span, cut to the times that the branch itself demands. */
const boundTo = (branch: Branch, span: DrawnSpan): DrawnSpan => ({
  ...span,
  from: Math.max(span.from, branch.since?.getTime() ?? span.from),
  until: Math.min(span.until, branch.until?.getTime() ?? span.until),
});

async function drawFound(
  db: MentionDb,
  workspaceId: string,
  query: MentionQuery,
  span: DrawnSpan,
  most: number,
): Promise<Drawn> {
  const found = new Map<string, Position>();
  const hours = await readHours(db, workspaceId, span);
  let total = 0;
  const limit = Math.ceil(most / slices);
  const step = (span.until - span.from) / slices;
  for (let slice = 0; slice < slices; slice += 1) {
    const part = { ...span, from: span.from + slice * step, until: span.from + (slice + 1) * step };
    const branches = query.branches.map((branch): Branch => {
      const { from, until } = boundTo(branch, part);
      const clock = part.clock === null ? [] : [isInside(sql`mention.published_at`, part)];
      return {
        ...branch,
        since: new Date(from),
        until: new Date(until),
        rest: [...branch.rest, ...clock],
      };
    });
    const positions = await findMentions(db, workspaceId, branches, {
      direction: "newest",
      after: null,
      limit,
    });
    for (const position of positions) found.set(position.id, position);
    const last = positions.at(-1);
    if (positions.length < limit || last === undefined) {
      total += positions.length;
      continue;
    }
    // As many as there are for each mention of the stretch that they fill.
    const looked = sumBetween(hours, last.publishedAt.getTime(), part.until);
    total += Math.round(
      positions.length * Math.max(1, sumBetween(hours, part.from, part.until) / Math.max(1, looked)),
    );
  }
  return { positions: [...found.values()], total };
}

async function readAt(
  db: MentionDb,
  workspaceId: string,
  positions: readonly Position[],
  columns: DrawnColumns,
): Promise<DrawnMention[]> {
  if (positions.length === 0) return [];
  const { rows } = await sql<Row>`
    select ${facts}, ${columns}
    from unnest(${positions.map(({ id }) => id)}::uuid[],
      ${positions.map(({ publishedAt }) => publishedAt.toISOString())}::timestamptz[]) as wanted (mention_id, at)
    join listen.mention as mention on mention.workspace_id = ${workspaceId}::uuid
      and mention.published_at = wanted.at and mention.id = wanted.mention_id`.execute(db);
  return rows.map(toMention);
}
