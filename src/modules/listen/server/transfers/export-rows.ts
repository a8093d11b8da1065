import { sql } from "kysely";
import type { CellValue, TableColumn } from "#connectors/table/table-shape.ts";
import type { Db } from "#platform/db/database.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { Locale, Zone } from "#shared/ids.ts";
import { positionsTable } from "../mentions/mention-store.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import { channelOf, openVeil, type Veil } from "../personal-data/veil.ts";
import { findMentions, type Position } from "../search/find-mentions.ts";
import { readMentionQuery } from "../search/mention-query.ts";

/** What an exported row holds, in this order; widths in characters for workbooks. */
const columns = [
  ["id", 16],
  ["publishedAt", 20],
  ["timePrecision", 10],
  ["channel", 10],
  ["outlet", 20],
  ["author", 20],
  ["title", 60],
  ["text", 80],
  ["url", 40],
  ["language", 8],
  ["likes", 10],
  ["replies", 10],
  ["shares", 10],
  ["views", 10],
  ["tags", 20],
  ["notes", 30],
  ["receivedAt", 20],
  ["isGone", 8],
] as const satisfies readonly (readonly [keyof ExportedRow, number])[];

type ExportedRow = {
  id: string;
  publishedAt: Date;
  timePrecision: string;
  channel: string;
  outlet: string;
  author: string | null;
  title: string;
  text: string;
  url: string | null;
  language: string;
  likes: string | null;
  replies: string | null;
  shares: string | null;
  views: string | null;
  tags: string[];
  notes: string[];
  receivedAt: Date;
  isGone: boolean;
};

/** The columns of an export, headed in a language. JSONL has the names of the API in every language. */
export const exportColumns = (locale: Locale, translate: Translate): TableColumn[] =>
  columns.map(([name, width]) => ({ name, width, heading: translate(locale, `export_column.${name}`) }));

export type ExportScope = {
  q: string;
  /** Only what had been received by then, so that an export of a busy desk ends. */
  receivedBefore: Date;
  now: Date;
  zone: Zone;
  /** Given where personal data is to stand in the file and that is on record; else it is covered. */
  lifted?: Veil | undefined;
};

const batchRows = 500;

/**
 * Everything that a query finds, oldest first, some hundred rows at a time and in constant memory. The place of the last
 * row leads to the next ones, so that mentions that arrive meanwhile shift nothing.
 * @throws AppError `invalid` for a query with mistakes
 */
export async function* exportRows(
  db: Db,
  workspaceId: string,
  { q, receivedBefore, now, zone, lifted }: ExportScope,
): AsyncGenerator<CellValue[][]> {
  const mentions = withMentions(db);
  const veil = lifted ?? (await openVeil(db, workspaceId));
  const query = await readMentionQuery(mentions, workspaceId, q, { now, zone });
  for (let after: Position | null = null; ; ) {
    const found: Position[] = await findMentions(mentions, workspaceId, query.branches, {
      direction: "oldest",
      after,
      limit: batchRows,
    });
    const rows = await loadRows(mentions, workspaceId, found, receivedBefore);
    if (rows.length > 0)
      yield rows.map((row) => covered(row, veil)).map((row) => columns.map(([name]) => cellOf(row[name])));
    if (found.length < batchRows) return;
    after = found.at(-1) ?? null;
  }
}

/** A row as it leaves the desk. */
function covered(row: ExportedRow, veil: Veil): ExportedRow {
  const cover = veil(channelOf(row));
  return {
    ...row,
    author: row.author === null ? null : cover.words(row.author),
    title: cover.words(row.title),
    text: cover.words(row.text),
    url: cover.link(row.url),
    notes: row.notes.map(veil(null).words),
  };
}

function cellOf(value: ExportedRow[keyof ExportedRow]): CellValue {
  if (Array.isArray(value)) return value.join("; ");
  return typeof value === "boolean" ? (value ? "ya" : "") : value;
}

async function loadRows(
  db: MentionDb,
  workspaceId: string,
  positions: readonly Position[],
  receivedBefore: Date,
): Promise<ExportedRow[]> {
  if (positions.length === 0) return [];
  const { rows } = await sql<ExportedRow>`
    select mention.id, mention.published_at as "publishedAt", time_precision as "timePrecision", channel, outlet, author,
      title, text, url, language, likes, replies, shares, views,
      array(select max(tag) from listen.tag_now as tagged where tagged.mention_id = mention.id
        and tagged.workspace_id = mention.workspace_id group by tag_key order by tag_key) as tags,
      array(select note.text from listen.mention_note as note where note.mention_id = mention.id
        and note.workspace_id = mention.workspace_id and note.removed_at is null order by created_at) as notes,
      received_at as "receivedAt", gone_at is not null as "isGone"
    from ${positionsTable(positions)}
    join listen.mention as mention on mention.workspace_id = ${workspaceId}::uuid
      and mention.published_at = wanted.published_at and mention.id = wanted.id
    where received_at <= ${receivedBefore.toISOString()}::timestamptz
    order by wanted.place`.execute(db);
  return rows;
}
