import { getDomain } from "tldts";
import { foldValue } from "#text/fold.ts";
import { speakersOf } from "../newsmakers/newsmakers-of.ts";
import type { TraitColumns } from "./mention-traits.ts";

/** Fields whose values stand in the search vector, so that one index answers words and filters together. */
const marks = {
  outlet: "o",
  author: "a",
  channel: "c",
  lang: "l",
  source: "s",
  has: "h",
  tone: "t",
  intent: "i",
  hostile: "v",
  place: "p",
  person: "m",
  org: "g",
  speaker: "q",
} as const;
export type IndexedField = keyof typeof marks;

/** A lexeme holds at most 2,046 bytes; three bytes a unit. Longer values are told apart by their beginning only. */
export const longestValue = 600;

/** No word of a text begins with "=", so that a field value is never mistaken for one. */
export const fieldLexeme = (field: IndexedField, foldedValue: string): string =>
  `=${marks[field]}:${foldedValue.slice(0, longestValue)}`;

/** A lexeme in the text form of `tsvector` and `tsquery`. */
export const quoteLexeme = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, "$&$&")}'`;

/** Sources are named by id in the vector, without hyphens. */
export const sourceKey = (sourceId: string): string => sourceId.replaceAll("-", "").toLowerCase();

export const sourceLexeme = (sourceId: string): string => fieldLexeme("source", sourceKey(sourceId));

/** The smallest even part that can be drawn of all mentions is one in 2 to this power. */
export const thinnest = 8;

/** In half of the mentions at thinness 1, in a quarter at 2, and so on: a word of an even part of them. */
export const thinLexeme = (thinness: number): string => `=n:${thinness}`;

/** The last bits of a mention's id, which is a hash or random, decide how thin a part still has it. */
function thinnessOf(id: string): number {
  const bits = Number.parseInt(id.slice(-2), 16);
  return bits === 0 ? thinnest : Math.min(31 - Math.clz32(bits & -bits), thinnest);
}

/** What can be known about a mention from its row alone. */
export type LexemeFacts = {
  id: string;
  outlet: string;
  author: string | null;
  channel: string;
  language: string;
  url: string | null;
  imageUrl: string | null;
  parentKey: string | null;
  hasAttachments: boolean;
  hasVersions: boolean;
  sourceIds: Iterable<string>;
  traits: Pick<
    TraitColumns,
    "tone" | "intent" | "hostility" | "is_checkable" | "persons" | "organisations" | "place_words" | "voices"
  >;
};

/** The field lexemes of a mention, quoted and without positions, to follow the words in its search vector. */
export function fieldLexemes(facts: LexemeFacts): string {
  const lexemes: string[] = [];
  for (let thinness = thinnessOf(facts.id); thinness > 0; thinness -= 1) lexemes.push(thinLexeme(thinness));
  for (const [field, value] of fieldValues(facts)) lexemes.push(fieldLexeme(field, value));
  return lexemes.map(quoteLexeme).join(" ");
}

/** A field and a value, folded, by which it finds the mention. A source stands under its id, without hyphens. */
export type FieldValue = readonly [field: IndexedField, value: string];

/** Everything by which fields find a mention, for the search vector and for monitors alike. */
export function fieldValues(facts: LexemeFacts): FieldValue[] {
  const author = foldValue(facts.author ?? "");
  const values: FieldValue[] = [
    ["channel", facts.channel],
    ["lang", foldValue(facts.language)],
  ];
  for (const outlet of outletNames(facts)) values.push(["outlet", outlet]);
  if (author !== "") values.push(["author", author], ["has", "author"]);
  if (facts.url !== null) values.push(["has", "link"]);
  if (facts.imageUrl !== null) values.push(["has", "image"]);
  if (facts.parentKey !== null) values.push(["has", "parent"]);
  if (facts.hasVersions) values.push(["has", "version"]);
  if (facts.hasAttachments) values.push(["has", "attachment"]);
  for (const sourceId of facts.sourceIds) values.push(["source", sourceKey(sourceId)]);
  addTraitValues(values, facts.traits);
  return values;
}

function addTraitValues(values: FieldValue[], traits: LexemeFacts["traits"]): void {
  if (traits.tone !== null) values.push(["tone", traits.tone]);
  if (traits.intent !== null) values.push(["intent", traits.intent]);
  for (let level = traits.hostility ?? 0; level > 0; level -= 1) values.push(["hostile", String(level)]);
  if (traits.is_checkable === true) values.push(["has", "claim"]);
  for (const name of nameWords(traits.persons ?? [])) values.push(["person", name]);
  for (const name of nameWords(traits.organisations ?? [])) values.push(["org", name]);
  for (const name of nameWords(speakersOf(traits.voices))) values.push(["speaker", name]);
  for (const word of traits.place_words ?? []) values.push(["place", word]);
}

/** What a name answers to: itself, and each of its words, so that a family name finds whoever bears it. */
function nameWords(names: readonly string[]): Set<string> {
  const folded = names.map(foldValue);
  return new Set(folded.flatMap((name) => [name, ...name.split(" ").filter((word) => word.length > 2)]));
}

/** What an outlet answers to: its name, the host of the address, and the domain that the host belongs to. */
export function outletNames({ outlet, url }: Pick<LexemeFacts, "outlet" | "url">): Set<string> {
  const names = new Set([foldValue(outlet)]);
  const host = url === null ? null : (URL.parse(url)?.hostname.replace(/^www\./, "") ?? null);
  if (host?.includes(".")) {
    names.add(host);
    names.add(getDomain(host) ?? host);
  }
  names.delete("");
  return names;
}
