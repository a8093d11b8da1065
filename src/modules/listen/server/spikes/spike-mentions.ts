import { sql } from "kysely";
import { foldValue } from "#text/fold.ts";
import { dayMs } from "../mentions/mention-counts.ts";
import { channelOf } from "../personal-data/veil.ts";
import { countBy, type SpikeMention, voiceOf } from "./judge-spike.ts";
import type { SpikeDb } from "./spike-tables.ts";
import { instant, type VolumeSource } from "./spike-volumes.ts";

/** Mentions that an explanation is made from at most: the first ones of a spike, the last ones before it. */
export const mostLooked = 2_000;
/** What a spike is compared with lies in so many days before it. */
export const beforeDays = 3;

export type ReadMention = SpikeMention & { title: string; beginning: string; tone: string | null };

type Row = {
  id: string;
  outlet: string;
  author: string | null;
  channel: string;
  url: string | null;
  published_at: Date;
  group_id: string | null;
  title: string;
  beginning: string;
  tone: string | null;
};

/** Mentions of a volume in a span, up to `mostLooked` from the end that is asked for. */
export async function readMentions(
  db: SpikeDb,
  workspaceId: string,
  source: Pick<VolumeSource, "mentions">,
  span: { from: number; until: number; side: "first" | "last" },
): Promise<ReadMention[]> {
  const order = span.side === "first" ? sql`asc` : sql`desc`;
  const { rows } = await sql<Row>`
    select mention.id, mention.outlet, author, channel, url, mention.published_at, member.group_id, title,
      left(text, 200) as beginning, mention.tone
    from (select * from (${source.mentions(span.from, span.until)}) as wanted
      order by published_at ${order}, mention_id limit ${mostLooked}) as wanted
    join listen.mention as mention on mention.workspace_id = ${workspaceId}::uuid
      and mention.published_at = wanted.published_at and mention.id = wanted.mention_id
    left join listen.copy_member as member on member.workspace_id = mention.workspace_id
      and member.mention_id = mention.id
    where time_precision <> 'day' order by mention.published_at, mention.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    outlet: row.outlet,
    outletKey: foldValue(row.outlet),
    author: row.author,
    channel: channelOf(row),
    url: row.url,
    publishedAt: row.published_at,
    groupId: row.group_id,
    title: row.title,
    beginning: row.beginning,
    tone: row.tone,
  }));
}

/** The share that each voice has in mentions. */
export function sharesOf(mentions: readonly SpikeMention[]): Map<string, number> {
  const counts = countBy(mentions, voiceOf);
  return new Map([...counts].map(([voice, count]) => [voice, count / mentions.length]));
}

/** Which of these outlets were heard on the days (UTC) before the one of an instant. */
export async function outletsHeardBefore(
  db: SpikeDb,
  workspaceId: string,
  outletKeys: readonly string[],
  at: number,
): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select key from unnest(${[...new Set(outletKeys)]}::text[]) as wanted (key)
    where exists (select from listen.mention_count as counted
      where counted.workspace_id = ${workspaceId}::uuid and counted.grain = 'day' and counted.outlet_key = wanted.key
        and counted.count > 0 and counted.at < ${instant(Math.floor(at / dayMs) * dayMs)})`.execute(db);
  return new Set(rows.map(({ key }) => key));
}
