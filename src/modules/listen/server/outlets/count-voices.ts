import { sql } from "kysely";
import type { VoiceKind } from "../../contract/outlet.ts";
import { dayMs } from "../mentions/mention-counts.ts";
import { countByKind } from "../search/sum-counts.ts";
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
const mostAccounts = 2_000;

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
 * Accounts with what they said in a period and in the one before: those that said most, and the ones asked for.
 * @returns them, and how many there are in all
 */
export async function countAccounts(
  db: OutletDb,
  workspaceId: string,
  span: Span,
  also: readonly string[],
): Promise<{ voices: VoiceCount[]; total: number }> {
  const { rows } = await sql<{
    channel: string;
    handle: string;
    name: string | null;
    mentions: number;
    before: number;
    total: number;
  }>`
    with counted as (
      select channel, handle, count(*) filter (where published_at >= ${instantOf(span.from)})::int as mentions,
        count(*) filter (where published_at < ${instantOf(span.from)})::int as before
      from listen.account_post where workspace_id = ${workspaceId}::uuid
        and published_at >= ${instantOf(2 * span.from - span.until)} and published_at < ${instantOf(span.until)}
      group by 1, 2
    ), ranked as (
      select counted.*, count(*) filter (where mentions > 0) over ()::int as total,
        row_number() over (order by mentions desc, channel, handle) as place
      from counted
    )
    select ranked.channel, ranked.handle, account.name, mentions, before, total from ranked
    left join listen.account as account on account.workspace_id = ${workspaceId}::uuid
      and account.channel = ranked.channel and account.handle = ranked.handle
    where place <= ${mostAccounts} or ranked.channel || ':' || ranked.handle = any(${[...also]}::text[])
    order by place`.execute(db);
  return {
    voices: rows.map(({ channel, handle, name, mentions, before }) => ({
      key: `${channel}:${handle}`,
      name: name ?? handle,
      channels: new Map([[channel, mentions]]),
      mentions,
      before,
    })),
    total: rows[0]?.total ?? 0,
  };
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
          select channel || ':' || handle as key, date_trunc('day', published_at, 'UTC') as day, count(*) as count
          from listen.account_post where workspace_id = ${workspaceId}::uuid
            and (channel, handle) in (select split_part(one, ':', 1), substr(one, strpos(one, ':') + 1)
              from unnest(${[...keys]}::text[]) as one)
            and published_at >= ${instantOf(from)} and published_at < ${instantOf(until)}
          group by 1, 2`.execute(db);
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
