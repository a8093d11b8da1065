import { createHash } from "node:crypto";
import { hasMarkup, plainText } from "#connectors/page/plain-text.ts";
import type { TableRow } from "#connectors/table/table-shape.ts";
import type { ImportField, ImportMapping } from "../../contract/imports.ts";
import type { Channel } from "../../contract/mentions.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import type { Refusal } from "./import-tables.ts";
import {
  type DateOrder,
  type ImportedDate,
  type ImportZone,
  isEmptyCell,
  Refused,
  readChannel,
  readCount,
  readDate,
  readId,
  readLanguage,
  readUrl,
} from "./import-values.ts";
import { networkHosts, networkNames } from "./import-words.ts";

/** The longest value of each field that is not a text. Characters. */
const longest = { title: 2_000, outlet: 200, author: 200, tag: 60 } as const;
const longestText = 1_000_000;
/** Records larger than this are kept without the fields that were taken over. Bytes as JSON. */
const largestRaw = 16_384;
/** Of a refused value this much is shown. Characters. */
const shownValue = 200;

/** How the rows of one file become mentions. */
export type RowReader = {
  columns: readonly string[];
  /** Which cell holds a field. */
  places: Readonly<Partial<Record<ImportField, number>>>;
  defaults: { outlet: string | undefined; channel: Channel | undefined };
  zone: ImportZone;
  order: DateOrder;
  /** Spreadsheet cells of CSV files may carry the apostrophe that keeps a formula from running. */
  hasGuards: boolean;
  now: Date;
  source: { id: string; title: string };
  fileName: string;
  /** SHA-256 of the file. */
  fileHash: string;
};

export type ReadRow = { draft: MentionDraft } | { reasons: Refusal[] };

/** Cells by field: where each column of a mapping stands. */
export function placesOf(
  columns: readonly string[],
  mapping: Pick<ImportMapping, "columns">,
): RowReader["places"] {
  const places: Partial<Record<ImportField, number>> = {};
  for (const [field, column] of Object.entries(mapping.columns) as [ImportField, string][]) {
    const place = columns.indexOf(column);
    if (place >= 0) places[field] = place;
  }
  return places;
}

/**
 * Turns one row into a mention, or says of every field why it cannot be.
 *
 * A row is known again by its id; without one by its address; without either by what it says, where, when and by whom,
 * so that the same row of another file, or twice in one, is the same mention. Ids of social networks are theirs and mean
 * the same in every file; other ids count within their file only, since many tables simply number their rows.
 */
export function readImportRow(row: TableRow, reader: RowReader): ReadRow {
  if (row.problem !== null) {
    const value = (row.source ?? row.cells.join(" · ")).slice(0, shownValue);
    return { reasons: [{ field: "row", key: row.problem, value }] };
  }
  const reasons: Refusal[] = [];
  const cellOf = (field: ImportField): string => {
    const place = reader.places[field];
    const cell = place === undefined ? "" : (row.cells[place] ?? "");
    return reader.hasGuards ? cell.replace(/^'(?=[=+\-@\t\r])/, "") : cell;
  };
  const refuse = (field: ImportField, key: string, value = cellOf(field)): void => {
    reasons.push({ field, key, value: value.slice(0, shownValue) });
  };
  const read = <T>(field: ImportField, as: (cell: string) => T | Refused): T | null => {
    const cell = cellOf(field);
    if (isEmptyCell(cell)) return null;
    const value = as(cell);
    if (!(value instanceof Refused)) return value;
    refuse(field, value.key);
    return null;
  };
  const line = (field: ImportField, most: number): string => {
    const cell = cellOf(field);
    if (isEmptyCell(cell)) return "";
    const text = plain(cell).replace(/\s+/g, " ").trim();
    if (text.length > most) refuse(field, "value_too_long");
    return text;
  };

  const url = read("url", readUrl);
  const published = readPublished(cellOf("publishedAt"), reader, refuse);
  const title = line("title", longest.title);
  const text = plain(cellOf("text")).trim();
  if (text.length > longestText) refuse("text", "value_too_long");
  if (title === "" && text === "") refuse("text", "no_words");
  const channel = read("channel", readChannel) ?? reader.defaults.channel ?? channelOfUrl(url);
  const author = line("author", longest.author) || null;
  const outlet = line("outlet", longest.outlet) || reader.defaults.outlet || outletOf(url, channel);
  if (outlet === undefined) refuse("outlet", "missing");
  const id = read("externalId", readId);
  const parentId = read("parentId", readId);
  const tags = readTags(cellOf("tags"));
  if (tags.some((tag) => tag.length > longest.tag)) refuse("tags", "value_too_long");
  const engagement = {
    likes: read("likes", readCount),
    replies: read("replies", readCount),
    shares: read("shares", readCount),
    views: read("views", readCount),
  };
  const language = read("language", readLanguage);
  if (reasons.length > 0 || published === undefined || outlet === undefined) return { reasons };

  const words = [outlet, author ?? "", published.at.toISOString(), title, text, channel];
  return {
    draft: {
      sourceId: reader.source.id,
      sourceTitle: reader.source.title,
      externalId: id === null ? (url ?? `row:${digest(words)}`) : scopedId(id, channel, reader.fileHash),
      url,
      channel,
      outlet,
      author,
      title,
      text,
      language,
      publishedAt: published.at,
      timePrecision: published.precision,
      imageUrl: null,
      engagement: Object.values(engagement).some((count) => count !== null) ? engagement : null,
      parentExternalId: parentId === null ? null : scopedId(parentId, channel, reader.fileHash),
      threadId: null,
      place: null,
      tags,
      attachmentIds: [],
      raw: rawOf(row, reader),
    },
  };
}

const digest = (parts: readonly string[]): string =>
  createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 40);

const scopedId = (id: string, channel: Channel, fileHash: string): string =>
  channel in networkNames ? `${channel}:${id}` : `file:${fileHash.slice(0, 16)}:${id}`;

/** Words only: files of content systems and monitoring services carry markup and entities in their cells. */
const plain = (cell: string): string => (hasMarkup(cell) ? plainText(cell) : cell);

function readPublished(
  cell: string,
  reader: RowReader,
  refuse: (field: ImportField, key: string) => void,
): ImportedDate | undefined {
  if (isEmptyCell(cell)) {
    refuse("publishedAt", "missing");
    return undefined;
  }
  const read = readDate(cell, reader);
  if (!(read instanceof Refused)) return read;
  refuse("publishedAt", read.key);
  return undefined;
}

const readTags = (cell: string): string[] =>
  isEmptyCell(cell)
    ? []
    : [...new Set(cell.split(/[,;|]/).map((tag) => tag.trim()))].filter((tag) => tag !== "");

function hostOf(url: string | null): string | undefined {
  return url === null ? undefined : URL.parse(url)?.hostname.replace(/^(www|m|mobile)\./, "");
}

function channelOfUrl(url: string | null): Channel {
  return networkHosts[hostOf(url) ?? ""] ?? (url === null ? "other" : "news");
}

function outletOf(url: string | null, channel: Channel): string | undefined {
  return networkNames[channel] ?? hostOf(url);
}

/** The record as it came, and where from. Of a large one only what no field has taken over. */
function rawOf(row: TableRow, { columns, places, fileName }: RowReader): Record<string, unknown> {
  const taken = new Set(Object.values(places));
  const record = (isLarge: boolean): Record<string, string> =>
    Object.fromEntries(
      row.cells.flatMap((cell, at) =>
        cell === "" || (isLarge && taken.has(at)) ? [] : [[columns[at] ?? String(at), cell]],
      ),
    );
  const size = row.cells.reduce((sum, cell) => sum + cell.length, 0);
  const kept = record(size > largestRaw);
  return {
    file: fileName,
    row: row.number,
    record: JSON.stringify(kept).length > 4 * largestRaw ? {} : kept,
  };
}
