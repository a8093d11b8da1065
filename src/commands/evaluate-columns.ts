import { ClearError } from "#shared/clear-error.ts";
import type { Table, TableRow } from "./evaluate-table.ts";

const TEXTS =
  "text teks tweet sentence kalimat review ulasan message pesan content isi body comment komentar post caption full_text headline title judul keluhan complaint question utterance document kata word token cleaned_text clean_text tweet_text text_clean";
const LABELS: Readonly<Record<string, string>> = {
  sentiment:
    "sentiment sentimen polarity polaritas tone nada label labels category kategori class kelas target",
  intent: "intent intensi maksud label labels category kategori class kelas target",
  language: "language lang bahasa label labels code kode class target",
  hostility:
    "hs abusive hate hate_speech hatespeech offensive toxic label labels class kelas category target",
  routing: "unit agency instansi dinas label labels category kategori topic topik class kelas target",
  stem: "stem root akar dasar kata_dasar rootword root_word label target",
};

const folded = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");

/** Whether cells look like the names of columns. */
export function looksLikeHeader(
  engine: string,
  wanted: readonly (string | undefined)[],
): (cells: string[]) => boolean {
  const texts = new Set(TEXTS.split(" "));
  const labels = new Set((LABELS[engine] ?? "").split(" "));
  return (cells) => {
    const names = cells.map(folded);
    if (wanted.some((one) => one !== undefined && cells.some((cell) => cell.trim() === one))) return true;
    return (
      names.some((name) => texts.has(name)) &&
      (names.length === 1 || names.some((name) => labels.has(name) || texts.has(name)))
    );
  };
}

/** Which columns hold the text and the labels. */
export interface Columns {
  readonly text: string;
  readonly labels: readonly string[];
}

/**
 * Finds the columns of text and label: those asked for, else by name, else the longest cells are the text and of the
 * others the one in which most cells are labels.
 * @throws ClearError when there is no such column
 */
export function findColumns(
  engine: string,
  table: Table,
  asked: { text?: string | undefined; label?: string | undefined },
  isLabel: (cell: string) => boolean,
): Columns {
  const text =
    asked.text === undefined
      ? findText(engine, table, isLabel, asked.label)
      : named(table, asked.text, "--text");
  if (asked.label !== undefined)
    return { text, labels: asked.label.split(",").map((one) => named(table, one, "--label")) };
  const others = table.columns.filter((column) => column !== text);
  const byName = table.hasHeader
    ? (LABELS[engine] ?? "").split(" ").flatMap((name) => others.filter((column) => folded(column) === name))
    : [];
  // Sets of abuse tell hate and abuse apart, which here are one thing.
  if (engine === "hostility" && byName.length > 1 && folded(byName[0] ?? "") === "hs")
    return { text, labels: byName.filter((column) => /^(?:hs|abusive)$/.test(folded(column))) };
  const best = byName[0] ?? others.toSorted((a, b) => share(table, b, isLabel) - share(table, a, isLabel))[0];
  if (best === undefined)
    throw new ClearError(`${table.name} has one column (${text}): a text and a label are needed.`);
  return { text, labels: [best] };
}

function named(table: Table, wanted: string, option: string): string {
  const found =
    table.columns.find((column) => column === wanted.trim()) ??
    table.columns.find((column) => folded(column) === folded(wanted)) ??
    (/^\d+$/.test(wanted.trim()) ? table.columns[Number(wanted) - 1] : undefined);
  if (found === undefined)
    throw new ClearError(
      `${table.name} has no column “${wanted}” for ${option}. There are: ${table.columns.join(", ")}.`,
    );
  return found;
}

function findText(
  engine: string,
  table: Table,
  isLabel: (cell: string) => boolean,
  label: string | undefined,
): string {
  const free = table.columns.filter((column) => column !== label);
  if (table.hasHeader) {
    const names = engine === "stem" ? `word kata token ${TEXTS}` : TEXTS;
    for (const name of names.split(" ")) {
      const found = free.find((column) => folded(column) === name);
      if (found !== undefined) return found;
    }
  }
  if (engine === "stem" && free[0] !== undefined) return free[0];
  const length = (column: string): number => {
    const cells = sample(table).map((row) => row.cells[column] ?? "");
    return cells.some((cell) => !isLabel(cell)) ? cells.reduce((sum, cell) => sum + cell.length, 0) : -1;
  };
  const longest = free.toSorted((a, b) => length(b) - length(a))[0];
  if (longest === undefined) throw new ClearError(`${table.name} has no columns.`);
  return longest;
}

const sample = (table: Table): readonly TableRow[] => table.rows.slice(0, 200);

function share(table: Table, column: string, isLabel: (cell: string) => boolean): number {
  const rows = sample(table);
  return rows.filter((row) => isLabel(row.cells[column] ?? "")).length / Math.max(1, rows.length);
}
