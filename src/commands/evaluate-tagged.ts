import { ClearError } from "#shared/clear-error.ts";
import { decode } from "./evaluate-table.ts";

/** Names under which corpora mark the three kinds, and what the engine's own reader calls them. */
const KINDS: Readonly<Record<string, string>> = {
  PERSON: "PERSON",
  PER: "PERSON",
  PPL: "PERSON",
  PERS: "PERSON",
  ORANG: "PERSON",
  ORGANISATION: "ORGANISATION",
  ORGANIZATION: "ORGANISATION",
  ORG: "ORGANISATION",
  ORGANISASI: "ORGANISATION",
  IND: "IND",
  NOR: "ORGANISATION",
  PLACE: "PLACE",
  PLC: "PLACE",
  LOC: "PLACE",
  LOCATION: "PLACE",
  GPE: "PLACE",
  FAC: "PLACE",
  LOKASI: "PLACE",
  TEMPAT: "PLACE",
};

const BEGIN = new Set(["B", "S", "U"]);

/**
 * A corpus of tagged words in the form the engine's scorer reads: word, tab, tag a line, an empty line between
 * sentences. Reads that form, columns parted by spaces (the word first, the tag last), and JSON lines with `tokens` and
 * `tags`, or with `text` and `entities` (start, end, label).
 */
export function readTagged(name: string, bytes: Uint8Array): string {
  const text = decode(bytes).replace(/^\ufeff/, "");
  const isJson = text.trimStart().startsWith("{");
  const lines = text.split(/\r?\n/);
  const sentences: string[] = [];
  let open: string[] = [];
  for (const [index, line] of lines.entries()) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("-DOCSTART-")) {
      if (open.length > 0) sentences.push(open.join("\n"));
      open = [];
    } else if (isJson) sentences.push(fromJson(name, index + 1, trimmed));
    else {
      const [word = "", ...others] = line.includes("\t") ? line.split("\t") : trimmed.split(/\s+/);
      const tag = others.at(-1)?.trim();
      if (tag === undefined || tag === "")
        throw new ClearError(`${name}, line ${index + 1}: a word, a tab and a tag were expected.`);
      open.push(`${clean(word)}\t${toTag(tag)}`);
    }
  }
  if (open.length > 0) sentences.push(open.join("\n"));
  if (sentences.length === 0) throw new ClearError(`${name} has no sentences.`);
  return sentences.join("\n\n");
}

const clean = (word: string): string => word.trim().replace(/\s+/g, "_") || "_";

/** "B-PER", "PER-B", "I_LOC", "S-ORG" or "PER" as a tag that the scorer reads; everything else is outside. */
function toTag(written: string): string {
  const [, before, after, place] =
    /^(?:([BIESLU])[-_](.+)|(.+)[-_]([BIESLU]))$/i.exec(written.trim())?.map((part) => part ?? "") ?? [];
  const kind =
    KINDS[(before ? after : place ? /^(.+)[-_]/.exec(written)?.[1] : written)?.toUpperCase() ?? ""];
  const position = (before || place || "I").toUpperCase();
  if (kind === undefined) return "O";
  return `${BEGIN.has(position) ? "B" : "I"}-${kind}`;
}

function fromJson(name: string, line: number, written: string): string {
  let row: Record<string, unknown>;
  try {
    row = JSON.parse(written);
  } catch (error) {
    throw new ClearError(`${name}, line ${line}: this is no JSON (${(error as Error).message}).`, error);
  }
  const words = row["tokens"] ?? row["words"];
  const tags = row["tags"] ?? row["ner_tags"] ?? row["labels"];
  if (Array.isArray(words) && Array.isArray(tags) && words.length === tags.length)
    return words.map((word, at) => `${clean(String(word))}\t${toTag(String(tags[at]))}`).join("\n");
  const marked = row["entities"] ?? row["label"] ?? row["spans"];
  if (typeof row["text"] === "string" && Array.isArray(marked)) return fromSpans(row["text"], marked);
  throw new ClearError(
    `${name}, line ${line}: “tokens” and “tags” of the same length, or “text” and “entities”, were expected.`,
  );
}

function fromSpans(text: string, marked: readonly unknown[]): string {
  const spans = marked.map((one) => {
    const [start, end, label] = Array.isArray(one) ? one : [];
    const named = (one ?? {}) as { start?: unknown; end?: unknown; label?: unknown; type?: unknown };
    return {
      start: Number(start ?? named.start),
      end: Number(end ?? named.end),
      kind: String(label ?? named.label ?? named.type),
    };
  });
  const lines: string[] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+(?:[.'’-][\p{L}\p{N}]+)*|[^\s]/gu)) {
    const span = spans.find(({ start, end }) => index >= start && index < end);
    const isFirst = span !== undefined && !/\S/.test(text.slice(span.start, index));
    lines.push(`${word}\t${span === undefined ? "O" : toTag(`${isFirst ? "B" : "I"}-${span.kind}`)}`);
  }
  return lines.join("\n");
}
