import { sql } from "kysely";
import type { KeptVoices } from "#text/analyse/keep-voices.ts";
import { foldValue } from "#text/fold.ts";
import { initialsOf } from "#text/quotations/newsmaker-key.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { linkByInitials } from "./newsmaker-links.ts";
import type { NewsmakerKind } from "./newsmaker-tables.ts";
import { newsmakersOf } from "./newsmakers-of.ts";

/** What of a stored mention its newsmakers are made from. */
export type VoicedMention = {
  id: string;
  published_at: Date | string;
  outlet: string;
  tone: string | null;
  voices: KeptVoices | null;
};

/** Writes who is named and quoted in mentions of a workspace, whose rows the caller has just written. */
export async function insertNewsmakers(
  tx: MentionDb,
  workspaceId: string,
  mentions: readonly VoicedMention[],
): Promise<void> {
  const rows = mentions.flatMap(({ id, published_at, outlet, tone, voices }) =>
    newsmakersOf(voices).map((one) => ({
      ...one,
      id,
      at: new Date(published_at).toISOString(),
      outlet,
      outletKey: foldValue(outlet),
      tone,
    })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into listen.newsmaker_mention
      (workspace_id, kind, key, published_at, mention_id, quotes, tone, outlet_key, outlet, name, role)
    select ${workspaceId}::uuid, incoming.*
    from unnest(${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ key }) => key)}::text[],
      ${rows.map(({ at }) => at)}::timestamptz[], ${rows.map(({ id }) => id)}::uuid[],
      ${rows.map(({ quotes }) => quotes)}::smallint[], ${rows.map(({ tone }) => tone)}::text[],
      ${rows.map(({ outletKey }) => outletKey)}::text[], ${rows.map(({ outlet }) => outlet)}::text[],
      ${rows.map(({ name }) => name)}::text[], ${rows.map(({ role }) => role)}::text[]) as incoming`.execute(
    tx,
  );
}

/** Writes anew who is named and quoted in mentions that were changed, and that the caller has locked. */
export async function rewriteNewsmakers(
  tx: MentionDb,
  workspaceId: string,
  mentions: readonly VoicedMention[],
): Promise<void> {
  if (mentions.length === 0) return;
  await sql`delete from listen.newsmaker_mention
    where mention_id = any(${mentions.map(({ id }) => id)}::uuid[]) and workspace_id = ${workspaceId}::uuid`.execute(
    tx,
  );
  await insertNewsmakers(tx, workspaceId, mentions);
}

/** What a mention adds to the counts of newsmakers, or takes away. */
export type CountedVoices = {
  publishedAt: Date;
  count?: number;
  tone?: string | null;
  voices?: KeptVoices | null;
};

type Day = {
  kind: NewsmakerKind;
  key: string;
  at: string;
  named: number;
  quoted: number;
  quotes: number;
} & Record<(typeof tones)[number], number>;
const tones = ["negative", "neutral", "positive", "unsure"] as const;

/**
 * Adds mentions to the counts of newsmakers by day, and makes those known who are named for the first time. Its row
 * locks make batches queue: it comes last before commit, and once in a transaction.
 */
export async function addNewsmakerCounts(
  tx: MentionDb,
  workspaceId: string,
  mentions: readonly CountedVoices[],
): Promise<void> {
  const days = [...tally(mentions)].filter(
    ([, day]) => day.named !== 0 || day.quotes !== 0 || tones.some((tone) => day[tone] !== 0),
  );
  if (days.length === 0) return;
  const rows = days.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const numbers = (name: "named" | "quoted" | "quotes" | (typeof tones)[number]) =>
    rows.map((row) => row[name]);
  await sql`
    insert into listen.newsmaker_day as known
      (workspace_id, kind, key, at, named, quoted, quotes, negative, neutral, positive, unsure)
    select ${workspaceId}::uuid, incoming.*
    from unnest(${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ key }) => key)}::text[],
      ${rows.map(({ at }) => at)}::date[], ${numbers("named")}::int[], ${numbers("quoted")}::int[],
      ${numbers("quotes")}::int[], ${numbers("negative")}::int[], ${numbers("neutral")}::int[],
      ${numbers("positive")}::int[], ${numbers("unsure")}::int[]) as incoming
    on conflict (workspace_id, kind, at, key) do update set named = known.named + excluded.named,
      quoted = known.quoted + excluded.quoted, quotes = known.quotes + excluded.quotes,
      negative = known.negative + excluded.negative, neutral = known.neutral + excluded.neutral,
      positive = known.positive + excluded.positive, unsure = known.unsure + excluded.unsure`.execute(tx);
  await makeKnown(tx, workspaceId, rows);
}

function tally(mentions: readonly CountedVoices[]): Map<string, Day> {
  const days = new Map<string, Day>();
  for (const { publishedAt, count = 1, tone = null, voices = null } of mentions)
    for (const { kind, key, quotes } of newsmakersOf(voices)) {
      const at = publishedAt.toISOString().slice(0, 10);
      const place = `${kind}\0${at}\0${key}`;
      const day = days.get(place) ?? {
        kind,
        key,
        at,
        named: 0,
        quoted: 0,
        quotes: 0,
        negative: 0,
        neutral: 0,
        positive: 0,
        unsure: 0,
      };
      days.set(place, day);
      day.named += count;
      day.quoted += quotes > 0 ? count : 0;
      day.quotes += quotes * count;
      for (const one of tones) if (one === tone) day[one] += count;
    }
  return days;
}

async function makeKnown(tx: MentionDb, workspaceId: string, rows: readonly Day[]): Promise<void> {
  const named = new Map(
    rows.filter((row) => row.named > 0).map(({ kind, key }) => [`${kind} ${key}`, { kind, key }]),
  );
  const ones = [...named]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => ({ ...one, ...(one.kind === "person" ? initialsOf(one.key) : undefined) }));
  if (ones.length === 0) return;
  const fresh = await sql<{ initials: string | null }>`
    insert into listen.newsmaker (workspace_id, kind, key, initials, is_short)
    select ${workspaceId}::uuid, incoming.*
    from unnest(${ones.map(({ kind }) => kind)}::text[], ${ones.map(({ key }) => key)}::text[],
      ${ones.map(({ initials }) => initials ?? null)}::text[],
      ${ones.map(({ isShort }) => String(isShort ?? false))}::boolean[]) as incoming
    on conflict do nothing
    returning initials`.execute(tx);
  const initials = fresh.rows.flatMap((row) => (row.initials === null ? [] : [row.initials]));
  if (initials.length > 0) await linkByInitials(tx, workspaceId, [...new Set(initials)]);
}
