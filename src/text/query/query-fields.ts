import { foldValue } from "../fold.ts";

/** A value of a choice field, with other words for it. */
export interface FieldChoice {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** A field of the query language. New fields are new entries, not new grammar. */
export type QueryField = { readonly name: string; readonly aliases: readonly string[] } & (
  | { readonly kind: "value" }
  | { readonly kind: "choice"; readonly choices: readonly FieldChoice[] }
  | { readonly kind: "time"; readonly bound: "since" | "until" }
);

/** The fields every mention has. Aliases are the Indonesian words. */
export const mentionFields: readonly QueryField[] = [
  { name: "outlet", aliases: ["media"], kind: "value" },
  { name: "author", aliases: ["penulis"], kind: "value" },
  { name: "channel", aliases: ["kanal"], kind: "value" },
  { name: "lang", aliases: ["bahasa"], kind: "value" },
  { name: "tag", aliases: ["tanda"], kind: "value" },
  { name: "source", aliases: ["sumber"], kind: "value" },
  { name: "id", aliases: [], kind: "value" },
  { name: "monitor", aliases: ["pantauan"], kind: "value" },
  { name: "story", aliases: ["cerita"], kind: "value" },
  {
    name: "tone",
    aliases: ["nada"],
    kind: "choice",
    choices: [
      { name: "negative", aliases: ["negatif"] },
      { name: "neutral", aliases: ["netral"] },
      { name: "positive", aliases: ["positif"] },
      { name: "unsure", aliases: ["ragu"] },
    ],
  },
  {
    name: "intent",
    aliases: ["maksud"],
    kind: "choice",
    choices: [
      { name: "complaint", aliases: ["keluhan"] },
      { name: "question", aliases: ["pertanyaan"] },
      { name: "aspiration", aliases: ["aspirasi"] },
      { name: "appreciation", aliases: ["apresiasi"] },
      { name: "other", aliases: ["lainnya"] },
      { name: "unsure", aliases: ["ragu"] },
    ],
  },
  // At least so hostile: rude, hostile, severe.
  {
    name: "hostile",
    aliases: ["kasar"],
    kind: "choice",
    choices: [
      { name: "1", aliases: ["rude", "yes", "ya", "kasar"] },
      { name: "2", aliases: ["hostile", "bermusuhan"] },
      { name: "3", aliases: ["severe", "parah"] },
    ],
  },
  { name: "place", aliases: ["tempat", "lokasi"], kind: "value" },
  { name: "person", aliases: ["orang", "tokoh"], kind: "value" },
  { name: "org", aliases: ["lembaga", "organisasi"], kind: "value" },
  // Whose words are given, not only who is named.
  { name: "speaker", aliases: ["pembicara", "narasumber"], kind: "value" },
  {
    name: "has",
    aliases: ["punya"],
    kind: "choice",
    choices: [
      { name: "link", aliases: ["tautan"] },
      { name: "image", aliases: ["gambar", "foto"] },
      { name: "video", aliases: [] },
      { name: "audio", aliases: ["suara"] },
      { name: "attachment", aliases: ["lampiran"] },
      { name: "author", aliases: ["penulis"] },
      { name: "tag", aliases: ["tanda"] },
      { name: "note", aliases: ["catatan"] },
      { name: "version", aliases: ["versi"] },
      { name: "duplicate", aliases: ["kembar"] },
      { name: "copies", aliases: ["salinan"] },
      { name: "parent", aliases: ["induk"] },
      { name: "claim", aliases: ["klaim"] },
    ],
  },
  { name: "since", aliases: ["sejak"], kind: "time", bound: "since" },
  { name: "until", aliases: ["sampai", "hingga"], kind: "time", bound: "until" },
];

/** The part of a document that a scope word (`in:title`, `judul:`) names. */
export const scopeWords: Readonly<Record<string, "title" | "text">> = {
  title: "title",
  judul: "title",
  text: "text",
  isi: "text",
};

/** Fields by name and alias, in lower case. */
export type FieldTable = ReadonlyMap<string, QueryField>;

/** Builds the look-up table of a set of fields. Throws when two fields claim one name. */
export function fieldTable(fields: readonly QueryField[]): FieldTable {
  const table = new Map<string, QueryField>();
  for (const field of fields) {
    for (const name of [field.name, ...field.aliases]) {
      if (table.has(name) || name === "in" || scopeWords[name] !== undefined) {
        throw new Error(`the query field name "${name}" is taken`);
      }
      table.set(name, field);
    }
  }
  return table;
}

/** The choice a written value names, or null. */
export function findChoice(choices: readonly FieldChoice[], written: string): FieldChoice | null {
  const folded = foldValue(written);
  return choices.find((choice) => choice.name === folded || choice.aliases.includes(folded)) ?? null;
}

/** Levenshtein distance, for suggesting what was meant; the words are short. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = (row[j - 1] ?? 0) + (a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substituted));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The candidate at most two letters away from what was written, or null. */
export function nearestName(written: string, candidates: Iterable<string>): string | null {
  const folded = foldValue(written.slice(0, 30));
  let best: string | null = null;
  let bestDistance = Math.min(3, Math.max(folded.length - 1, 1));
  for (const candidate of candidates) {
    const distance = editDistance(folded, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}
