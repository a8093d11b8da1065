import { sql } from "kysely";
import type { KeptVoices } from "#text/analyse/keep-voices.ts";
import { foldValue } from "#text/fold.ts";
import { addNewsmakerCounts } from "../newsmakers/newsmaker-rows.ts";
import type { TraitValue } from "./mention-traits.ts";
import type { MentionDb } from "./tables.ts";

/** What the counts know of a mention. */
export type CountedMention = {
  publishedAt: Date;
  outlet: string;
  channel: string;
  language: string;
  /** How many of them; 1 unless told. Negative takes them away again. */
  count?: number;
  traits?: readonly TraitValue[];
  /** Of newsmakers: the mention's tone, whom it names and quotes. */
  tone?: string | null;
  voices?: KeptVoices | null;
};

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/**
 * Adds mentions to the counts, in the transaction that stores them. Its row locks make batches of one hour queue:
 * it comes last before commit, and once in a transaction.
 */
export async function addMentionCounts(
  tx: MentionDb,
  workspaceId: string,
  mentions: readonly CountedMention[],
): Promise<void> {
  const counts = countRows(mentions);
  if (counts.length > 0) await addTallies(tx, workspaceId, counts);
  // A mention that was read again leaves the other counts as they are.
  await addTraitCounts(tx, workspaceId, mentions);
  await addNewsmakerCounts(tx, workspaceId, mentions);
}

async function addTallies(tx: MentionDb, workspaceId: string, counts: readonly Tally[]): Promise<void> {
  await sql`
    insert into listen.mention_count as known (workspace_id, grain, at, outlet_key, channel, language, outlet, count)
    select ${workspaceId}::uuid, incoming.*
    from unnest(${counts.map((row) => row.grain)}::text[], ${counts.map((row) => row.at)}::timestamptz[],
      ${counts.map((row) => row.outletKey)}::text[], ${counts.map((row) => row.channel)}::text[],
      ${counts.map((row) => row.language)}::text[], ${counts.map((row) => row.outlet)}::text[],
      ${counts.map((row) => row.count)}::bigint[]) as incoming
    on conflict (workspace_id, grain, at, outlet_key, channel, language)
      do update set count = known.count + excluded.count`.execute(tx);
  await sql`
    insert into listen.mention_total as known (workspace_id, grain, at, count)
    select ${workspaceId}::uuid, grain, at, sum(count)
    from unnest(${counts.map((row) => row.grain)}::text[], ${counts.map((row) => row.at)}::timestamptz[],
      ${counts.map((row) => row.count)}::bigint[]) as incoming (grain, at, count)
    group by grain, at order by grain, at
    on conflict (workspace_id, grain, at) do update set count = known.count + excluded.count`.execute(tx);
}

/** Adds the traits of mentions to their counts, in the order in which the rows are locked. */
export async function addTraitCounts(
  tx: MentionDb,
  workspaceId: string,
  mentions: readonly Counted[],
): Promise<void> {
  const rows = traitCountRows(mentions);
  if (rows.length === 0) return;
  const column = (name: "grain" | "trait" | "value" | "at") => rows.map((row) => row[name]);
  await sql`
    insert into listen.mention_trait_count as known (workspace_id, grain, trait, value, at, count)
    select ${workspaceId}::uuid, incoming.*
    from unnest(${column("grain")}::text[], ${column("trait")}::text[], ${column("value")}::text[],
      ${column("at")}::timestamptz[], ${rows.map((row) => row.count)}::bigint[]) as incoming
    on conflict (workspace_id, grain, trait, value, at) do update set count = known.count + excluded.count`.execute(
    tx,
  );
}

type Counted = Pick<CountedMention, "publishedAt" | "count" | "traits">;
type TraitTally = { grain: string; trait: string; value: string; at: string; count: number };

/** Counts of traits by hour, day and month, in the order in which their rows are locked; what comes to none is left out. */
export function traitCountRows(mentions: readonly Counted[]): TraitTally[] {
  const rows = new Map<string, TraitTally>();
  for (const { publishedAt, traits = [], count = 1 } of mentions) {
    const instant = publishedAt.toISOString();
    const ats = {
      hour: `${instant.slice(0, 13)}:00:00Z`,
      day: `${instant.slice(0, 10)}T00:00:00Z`,
      month: `${instant.slice(0, 7)}-01T00:00:00Z`,
    };
    for (const [trait, value] of traits)
      for (const [grain, at] of Object.entries(ats)) {
        const key = [grain, trait, value, at].join("\0");
        const known = rows.get(key);
        if (known) known.count += count;
        else rows.set(key, { grain, trait, value, at, count });
      }
  }
  return [...rows]
    .filter(([, row]) => row.count !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
}

/** How many mentions of an hour, day or month (its first instant, UTC) an outlet has in a channel and a language. */
type Tally = Pick<CountedMention, "outlet" | "channel" | "language"> & {
  grain: "hour" | "day" | "month";
  at: string;
  outletKey: string;
  count: number;
};

/** Counts by hour, day and month, in the order in which their rows are locked; what comes to none is left out. */
export function countRows(mentions: readonly CountedMention[]): Tally[] {
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
    add({ grain: "hour", at, outlet, outletKey, channel, language }, mention.count ?? 1);
  }
  for (const row of [...rows.values()]) {
    add({ ...row, grain: "day", at: `${row.at.slice(0, 10)}T00:00:00Z` }, row.count);
    add({ ...row, grain: "month", at: `${row.at.slice(0, 7)}-01T00:00:00Z` }, row.count);
  }
  return [...rows.entries()]
    .filter(([, row]) => row.count !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
}
