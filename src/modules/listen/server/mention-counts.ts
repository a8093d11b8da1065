import { sql } from "kysely";
import { foldValue } from "#text/fold.ts";
import type { MentionDb } from "./tables.ts";

/** What the counts know of a mention. */
export type CountedMention = { publishedAt: Date; outlet: string; channel: string; language: string };

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/**
 * Adds fresh mentions to the counts, in the transaction that stores them. Its row locks make batches of one hour queue:
 * it comes last before commit.
 */
export async function addMentionCounts(
  tx: MentionDb,
  workspaceId: string,
  mentions: readonly CountedMention[],
): Promise<void> {
  const rows = [...tally(mentions).entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  if (rows.length === 0) return;
  await sql`
    insert into listen.mention_count as known (workspace_id, grain, at, outlet_key, channel, language, outlet, count)
    select ${workspaceId}::uuid, incoming.*
    from unnest(${rows.map((row) => row.grain)}::text[], ${rows.map((row) => row.at)}::timestamptz[],
      ${rows.map((row) => row.outletKey)}::text[], ${rows.map((row) => row.channel)}::text[],
      ${rows.map((row) => row.language)}::text[], ${rows.map((row) => row.outlet)}::text[],
      ${rows.map((row) => row.count)}::bigint[]) as incoming
    on conflict (workspace_id, grain, at, outlet_key, channel, language)
      do update set count = known.count + excluded.count`.execute(tx);
}

type Tally = Omit<CountedMention, "publishedAt"> & {
  grain: "hour" | "day" | "month";
  at: string;
  outletKey: string;
  count: number;
};

function tally(mentions: readonly CountedMention[]): Map<string, Tally> {
  const rows = new Map<string, Tally>();
  const add = (row: Omit<Tally, "count">, by: number) => {
    const key = [row.grain, row.at, row.outletKey, row.channel, row.language].join("\0");
    const known = rows.get(key);
    if (known) known.count += by;
    else rows.set(key, { ...row, count: by });
  };
  const outletKeys = new Map<string, string>();
  for (const mention of mentions) {
    const outletKey = outletKeys.get(mention.outlet) ?? foldValue(mention.outlet);
    outletKeys.set(mention.outlet, outletKey);
    const at = `${mention.publishedAt.toISOString().slice(0, 13)}:00:00Z`;
    const { outlet, channel, language } = mention;
    add({ grain: "hour", at, outlet, outletKey, channel, language }, 1);
  }
  for (const row of [...rows.values()]) {
    const total = { outlet: "", outletKey: "", channel: "", language: "" };
    const day = `${row.at.slice(0, 10)}T00:00:00Z`;
    const month = `${row.at.slice(0, 7)}-01T00:00:00Z`;
    add({ ...row, grain: "day", at: day }, row.count);
    add({ ...row, grain: "month", at: month }, row.count);
    add({ ...total, grain: "hour", at: row.at }, row.count);
    add({ ...total, grain: "day", at: day }, row.count);
    add({ ...total, grain: "month", at: month }, row.count);
  }
  return rows;
}
