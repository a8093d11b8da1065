import { type RawBuilder, sql } from "kysely";
import type { VoiceKind } from "../../contract/outlet.ts";
import { dayMs } from "../mentions/mention-counts.ts";
import { countByKind, coverSpan } from "../search/sum-counts.ts";
import type { OutletDb } from "./outlet-tables.ts";
import { instantOf, networkList, type Span } from "./towards-us.ts";

/** How much an outlet or an account said in a period and in the one before. */
export type VoiceCount = {
  key: string;
  name: string;
  channels: Map<string, number>;
  mentions: number;
  before: number;
};

/** Of accounts so many, those that said most, are ranked. */
export const mostAccounts = 2_000;

/**
 * Outlets with what they said in a period of whole hours, and in the one of the same length before it, from the counts that are
 * kept with every mention.
 */
export async function countOutlets(db: OutletDb, workspaceId: string, span: Span): Promise<VoiceCount[]> {
  const before = { from: 2 * span.from - span.until, until: span.from };
  const ofPress = sql<boolean>`counts.channel <> all(${networkList})`;
  const voices = new Map<string, VoiceCount>();
  const voice = (key: string, name: string): VoiceCount => {
    const known = voices.get(key) ?? { key, name, channels: new Map(), mentions: 0, before: 0 };
    voices.set(key, known);
    return known;
  };
  for (const row of await countByKind(db, workspaceId, span, ofPress)) {
    const one = voice(row.outletKey, row.outlet);
    one.mentions += row.count;
    one.channels.set(row.channel, (one.channels.get(row.channel) ?? 0) + row.count);
  }
  for (const row of await countByKind(db, workspaceId, before, ofPress))
    voice(row.outletKey, row.outlet).before += row.count;
  return [...voices.values()];
}

/**
 * What accounts said in a span of whole hours: rows of channel, handle and count, whole days and months from the counts that are
 * kept with their posts, the hours at both ends from the posts.
 * @param which narrows it to some accounts
 */
function countedPosts(workspaceId: string, { from, until }: Span, which = sql`true`): RawBuilder<unknown> {
  const parts = coverSpan(from, until).map((part) =>
    part.grain === "hour"
      ? sql`select channel, handle, 1 as count from listen.account_post
          where workspace_id = ${workspaceId}::uuid and ${which}
            and published_at >= ${instantOf(part.from)} and published_at < ${instantOf(part.until)}`
      : sql`select channel, handle, count::int as count from listen.account_count
          where workspace_id = ${workspaceId}::uuid and ${which} and grain = ${part.grain} and count > 0
            and at >= ${instantOf(part.from)} and at < ${instantOf(part.until)}`,
  );
  return sql.join(parts, sql` union all `);
}

/**
 * Accounts with what they said in a period: those that said most, and the ones asked for. What they said before it is
 * told by `nameAccounts`.
 * @returns them, and how many there are in all
 */
export async function countAccounts(
  db: OutletDb,
  workspaceId: string,
  span: Span,
  also: readonly string[],
): Promise<{ voices: VoiceCount[]; total: number }> {
  const { rows } = await sql<{ channel: string; handle: string; mentions: number; total: number }>`
    with counted as materialized (
      select channel, handle, sum(count)::int as mentions
      from (${countedPosts(workspaceId, span)}) as part group by 1, 2
    ), chosen as (
      (select * from counted order by mentions desc, channel, handle limit ${mostAccounts})
      union
      select counted.* from counted
      join (${keyParts(also)}) as wanted on wanted.channel = counted.channel and wanted.handle = counted.handle
    )
    select chosen.*, (select count(*) from counted)::int as total from chosen`.execute(db);
  return {
    voices: rows.map(({ channel, handle, mentions }) => ({
      key: `${channel}:${handle}`,
      name: handle,
      channels: new Map([[channel, mentions]]),
      mentions,
      before: 0,
    })),
    total: rows[0]?.total ?? 0,
  };
}

const keyParts = (keys: readonly string[]): RawBuilder<unknown> => sql`
  select split_part(one, ':', 1) as channel, substr(one, strpos(one, ':') + 1) as handle
  from unnest(${[...keys]}::text[]) as one`;

/** What some accounts are called, and what they said in the period before. */
export async function nameAccounts(
  db: OutletDb,
  workspaceId: string,
  { from, until }: Span,
  keys: readonly string[],
): Promise<Map<string, { name: string; before: number }>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ key: string; name: string; before: number }>`
    select wanted.channel || ':' || wanted.handle as key, coalesce(account.name, wanted.handle) as name, said.before
    from (${keyParts(keys)}) as wanted
    left join listen.account as account on account.workspace_id = ${workspaceId}::uuid
      and account.channel = wanted.channel and account.handle = wanted.handle
    cross join lateral (
      select coalesce(sum(count), 0)::int as before from (${countedPosts(
        workspaceId,
        { from: 2 * from - until, until: from },
        sql`channel = wanted.channel and handle = wanted.handle`,
      )}) as part
    ) as said`.execute(db);
  return new Map(rows.map(({ key, name, before }) => [key, { name, before }]));
}

/** What the account `wanted` said: rows of day (UTC) and count, the days that are cut by the span from its posts. */
function dayParts(workspaceId: string, span: Span, whole: Span): RawBuilder<unknown>[] {
  const own = sql`workspace_id = ${workspaceId}::uuid and channel = wanted.channel and handle = wanted.handle`;
  const posts = (from: number, until: number): RawBuilder<unknown> => sql`
    select date_trunc('day', published_at, 'UTC') as day, 1 as count from listen.account_post
    where ${own} and published_at >= ${instantOf(from)} and published_at < ${instantOf(until)}`;
  if (whole.from >= whole.until) return [posts(span.from, span.until)];
  return [
    sql`select at as day, count from listen.account_count where ${own} and grain = 'day' and count > 0
      and at >= ${instantOf(whole.from)} and at < ${instantOf(whole.until)}`,
    posts(span.from, whole.from),
    posts(whole.until, span.until),
  ];
}

/** What outlets or accounts said by day (UTC). */
export async function countDays(
  db: OutletDb,
  workspaceId: string,
  kind: VoiceKind,
  keys: readonly string[],
  { from, until }: Span,
): Promise<Map<string, Map<number, number>>> {
  const days = new Map<string, Map<number, number>>();
  if (keys.length === 0) return days;
  // The days at both ends count with their hours inside.
  const whole = { from: Math.ceil(from / dayMs) * dayMs, until: Math.floor(until / dayMs) * dayMs };
  const inside = (grain: string, since: number, to: number) => sql`(grain = ${grain}
    and at >= ${instantOf(since)} and at < ${instantOf(to)})`;
  const { rows } =
    kind === "outlet"
      ? await sql<{ key: string; day: Date; count: string }>`
          select outlet_key as key, date_trunc('day', at, 'UTC') as day, sum(count) as count from listen.mention_count
          where workspace_id = ${workspaceId}::uuid and outlet_key = any(${[...keys]}::text[])
            and channel <> all(${networkList}) and (${sql.join(
              whole.from < whole.until
                ? [
                    inside("hour", from, whole.from),
                    inside("day", whole.from, whole.until),
                    inside("hour", whole.until, until),
                  ]
                : [inside("hour", from, until)],
              sql.raw(" or "),
            )})
          group by 1, 2`.execute(db)
      : await sql<{ key: string; day: Date; count: string }>`
          select wanted.channel || ':' || wanted.handle as key, said.day, said.count
          from (${keyParts(keys)}) as wanted
          cross join lateral (
            select day, sum(count) as count from (${sql.join(
              dayParts(workspaceId, { from, until }, whole),
              sql` union all `,
            )}) as part group by 1
          ) as said`.execute(db);
  for (const { key, day, count } of rows) {
    const own = days.get(key) ?? new Map<number, number>();
    days.set(key, own);
    own.set(day.getTime(), Number(count));
  }
  return days;
}

/** The days (UTC) that a period touches. */
export function daysIn({ from, until }: Span): number[] {
  const days: number[] = [];
  for (let at = Math.floor(from / dayMs) * dayMs; at < until; at += dayMs) days.push(at);
  return days;
}
