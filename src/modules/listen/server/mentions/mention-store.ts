import { type RawBuilder, sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { QueryNode } from "#text/query/tree.ts";
import { intent, judgedTrait, type SentAnalysis } from "../../contract/analysis.ts";
import { type SentSummary, timePrecision } from "../../contract/mentions.ts";
import { toCopyCount } from "../copies/list-copies.ts";
import { type Cover, channelOf, type Veil } from "../personal-data/veil.ts";
import type { Position } from "../search/find-mentions.ts";
import { excerptOf, excerptSource } from "./mention-excerpt.ts";
import type { TraitColumns } from "./mention-traits.ts";
import type { MentionDb } from "./tables.ts";

/** Who reads: what is marked as read is theirs alone. A key of the API reads as itself. */
export const readerOf = ({ actor }: Pick<RequestContext, "actor">): string => actor.id ?? "system";

type SummaryRow = {
  id: string;
  channel: string;
  outlet: string;
  author: string | null;
  url: string | null;
  title: string;
  beginning: string;
  language: string;
  published_at: Date;
  time_precision: string;
  received_at: Date;
  image_url: string | null;
  gone_at: Date | null;
  version_count: number;
  tags: string[];
  monitor_ids: string[];
  note_count: number;
  is_read: boolean;
  judged: string[] | null;
} & TraitColumns &
  (CopyColumns | { [Column in keyof CopyColumns]: null });

type CopyColumns = {
  group_id: string;
  member_count: number;
  outlet_count: number;
  first_id: string;
  first_outlet: string;
  first_published_at: Date;
};

/**
 * What lists show of mentions, in the order asked for. Positions that no longer exist are left out.
 * @param veil what of the words is covered
 * @param tree the query that found them, so that excerpts show where its words stand
 */
export async function loadSummaries(
  db: MentionDb,
  workspaceId: string,
  readerId: string,
  positions: readonly Position[],
  veil: Veil,
  tree: QueryNode | null = null,
): Promise<SentSummary[]> {
  if (positions.length === 0) return [];
  const { rows } = await sql<SummaryRow>`
    select mention.id, channel, mention.outlet, author, url, title, left(text, ${excerptSource}) as beginning, language,
      tone, tone_share, intent, intent_share, second_intent, hostility, is_checkable, persons, organisations,
      place_codes, place_words, analysis_version, judged,
      mention.published_at, time_precision, received_at, image_url, gone_at, version_count,
      array(select max(tag) from listen.tag_now as tagged where tagged.mention_id = mention.id
        and tagged.workspace_id = mention.workspace_id group by tag_key order by tag_key) as tags,
      array(select monitor_id from listen.monitor_match as matched join listen.monitor as monitor
          on monitor.id = matched.monitor_id and monitor.removed_at is null
        where matched.mention_id = mention.id and matched.published_at = mention.published_at
          and matched.workspace_id = mention.workspace_id order by monitor.created_at, monitor.id)::text[] as monitor_ids,
      (select count(*)::int from listen.mention_note as note where note.mention_id = mention.id
        and note.workspace_id = mention.workspace_id and note.removed_at is null) as note_count,
      exists (select from listen.mention_read as seen where seen.mention_id = mention.id
        and seen.reader_id = ${readerId}) as is_read,
      copies.id as group_id, copies.member_count, copies.outlet_count, copies.first_id, copies.first_outlet,
      copies.first_published_at
    from ${positionsTable(positions)}
    join listen.mention as mention on mention.workspace_id = ${workspaceId}::uuid
      and mention.published_at = wanted.published_at and mention.id = wanted.id
    left join listen.copy_member as member
      on member.workspace_id = mention.workspace_id and member.mention_id = mention.id
    left join listen.copy_group as copies
      on copies.workspace_id = member.workspace_id and copies.id = member.group_id
    order by wanted.place`.execute(db);
  return rows.map((row) => toSummary(row, veil, tree));
}

function toSummary(row: SummaryRow, veil: Veil, tree: QueryNode | null): SentSummary {
  const channel = channelOf(row);
  const cover = veil(channel);
  const { flat, cut } = excerptOf(row.beginning, tree);
  return {
    id: row.id,
    channel,
    outlet: row.outlet,
    author: row.author === null ? null : cover.words(row.author),
    url: cover.link(row.url),
    title: cover.words(row.title),
    excerpt: cover.part(flat, cut),
    language: row.language,
    publishedAt: row.published_at.toISOString(),
    timePrecision: timePrecision.parse(row.time_precision),
    receivedAt: row.received_at.toISOString(),
    imageUrl: cover.link(row.image_url),
    tags: row.tags,
    monitorIds: row.monitor_ids,
    noteCount: row.note_count,
    versionCount: row.version_count,
    copies: row.group_id === null ? null : toCopyCount({ ...row, id: row.group_id }),
    isRead: row.is_read,
    isGone: row.gone_at !== null,
    analysis: toAnalysis(row, cover),
  };
}

/** What people see of a mention's analysis; null until it was read. */
export function toAnalysis(
  row: TraitColumns & { judged: string[] | null },
  cover: Cover,
): SentAnalysis | null {
  if (row.tone === null || row.intent === null) return null;
  return {
    tone: row.tone,
    toneShare: row.tone_share ?? 0,
    intent: row.intent,
    intentShare: row.intent_share ?? 0,
    secondIntent: row.second_intent === null ? null : intent.parse(row.second_intent),
    hostility: row.hostility ?? 0,
    isCheckable: row.is_checkable ?? false,
    persons: (row.persons ?? []).map(cover.words),
    organisations: (row.organisations ?? []).map(cover.words),
    places: row.place_codes ?? [],
    judged: (row.judged ?? []).map((trait) => judgedTrait.parse(trait)),
  };
}

/** Positions as a table `wanted (id, published_at, place)`. */
export const positionsTable = (positions: readonly Position[]): RawBuilder<unknown> => sql`
  unnest(${positions.map(({ id }) => id)}::uuid[],
    ${positions.map(({ publishedAt }) => publishedAt.toISOString())}::timestamptz[])
    with ordinality as wanted (id, published_at, place)`;

/** Where mentions of a workspace stand; ids that are unknown, or another workspace's, are left out. */
export async function findPositions(
  db: MentionDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<Position[]> {
  const rows = await db
    .selectFrom("listen.mention_identity")
    .select(["id", "published_at"])
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
  return rows.map((row) => ({ id: row.id, publishedAt: row.published_at }));
}

/**
 * Marks mentions as no longer there at their address since `at` (those already marked keep their time), or with null as
 * there again.
 * @returns how many changed
 */
export async function markMentionsGone(
  db: MentionDb,
  workspaceId: string,
  ids: readonly string[],
  at: Date | null,
): Promise<number> {
  const positions = await findPositions(db, workspaceId, ids);
  if (positions.length === 0) return 0;
  const { numAffectedRows } = await sql`
    update listen.mention as mention set gone_at = ${at?.toISOString() ?? null}::timestamptz
    from ${positionsTable(positions)}
    where mention.workspace_id = ${workspaceId}::uuid and mention.published_at = wanted.published_at
      and mention.id = wanted.id and (mention.gone_at is null) = ${at !== null}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
