import { PhraseTable } from "../phrase-table.ts";
import type { Reading, ReadToken } from "../read/reading.ts";
import type { EntityWords } from "./entity-words.ts";
import type { EntitySpan } from "./make-tagger.ts";
import { type Role, readRoles } from "./read-roles.ts";

/** The office that a person holds in a text. */
export interface PersonRole {
  /** The standard name of the office: "gubernur", "wali kota", "kepala dinas". */
  readonly title: string;
  /** As written, with what the office is for: "Menteri Pemberdayaan Perempuan". */
  readonly written: string;
  readonly start: number;
  readonly end: number;
  /** The place or organisation that the office belongs to, as an index into the entities. */
  readonly of?: number;
}

const NOBODY: ReadonlyMap<number, PersonRole> = new Map();

/** How many tokens an office and the name of what it is for may take before the name of the person. */
const LONGEST_FIELD = 8;

const roles = new PhraseTable<Role>();
for (const role of readRoles()) roles.add(role.written, (known) => known ?? role);

/**
 * The offices of the persons among `spans` (in the order of the text): before the name ("Gubernur Jawa Timur Khofifah"),
 * or after it ("Khofifah, Gubernur Jawa Timur", "Khofifah (gubernur)", "Khofifah selaku Gubernur"). Index of person → office.
 */
export function findRoles(
  reading: Reading,
  spans: readonly EntitySpan[],
  words: EntityWords,
): ReadonlyMap<number, PersonRole> {
  let found: Map<number, PersonRole> | undefined;
  for (let index = 0; index < spans.length; index += 1) {
    if (spans[index]?.kind !== "person") continue;
    const role = roleBefore(reading, spans, index, words) ?? roleAfter(reading, spans, index);
    if (role === undefined) continue;
    found ??= new Map();
    found.set(index, role);
  }
  return found ?? NOBODY;
}

function roleBefore(
  reading: Reading,
  spans: readonly EntitySpan[],
  index: number,
  words: EntityWords,
): PersonRole | undefined {
  const { tokens } = reading;
  const person = spans[index];
  if (person === undefined) return undefined;
  let floor = Math.max(sentenceStart(reading, person.first), person.first - LONGEST_FIELD - 4);
  let ofIndex: number | undefined;
  const before = index < 1 ? undefined : spans[index - 1];
  // "Gubernur Jawa Timur Khofifah": the place or body stands between the office and the person.
  if (before !== undefined && before.kind !== "person" && isJoined(tokens, before.last, person.first))
    ofIndex = index - 1;
  else if (before !== undefined) floor = Math.max(floor, before.last);
  const older = ofIndex === undefined || index < 2 ? undefined : spans[index - 2];
  if (older !== undefined) floor = Math.max(floor, older.last);
  const until = ofIndex === undefined ? person.first : (before?.first ?? person.first);
  for (let at = floor; at < until; at += 1) {
    const token = tokens[at];
    // Offices are phrases of the lists, too: most words begin none.
    if (token === undefined || !words.mayBegin(token)) continue;
    const hit = roles.longestAt(tokens, at, until);
    if (hit === undefined || !reaches(tokens, at + hit.length, until, hit.value)) continue;
    return toRole(reading, at, Math.max(at + hit.length, until), hit.value, ofIndex);
  }
  return undefined;
}

/** Between the office and the person, or what the office belongs to, stands nothing, or the office's field. */
function reaches(tokens: readonly ReadToken[], from: number, until: number, role: Role): boolean {
  if (from > until) return false;
  for (let at = from; at < until; at += 1) {
    const token = tokens[at];
    if (token === undefined || !(role.takesField || HONORIFICS.has(token.word.exact))) return false;
    if (token.kind !== "word" || STOPPERS.has(token.word.exact)) return false;
  }
  return until - from <= LONGEST_FIELD;
}

const HONORIFICS: ReadonlySet<string> = new Set(
  "pak bapak bu ibu h hj dr drs ir prof kh mas mbak jenderal jendral letjen mayjen brigjen kolonel letkol mayor kapten laksamana marsekal komjen irjen kombes pol akbp kompol akp iptu ipda aiptu terpilih nonaktif definitif daerah saat itu kota kabupaten kab provinsi".split(
    " ",
  ),
);
const STOPPERS: ReadonlySet<string> = new Set(
  "yang dan atau untuk dengan bahwa oleh kepada pada saat ketika akan telah sudah sedang adalah ialah juga kata ujar tidak bukan dari ke di ini itu".split(
    " ",
  ),
);
const LINKS: ReadonlySet<string> = new Set([
  "selaku",
  "sebagai",
  "adalah",
  "ialah",
  "yakni",
  "yaitu",
  "menjabat",
  "mantan",
  "jadi",
  "menjadi",
]);

function roleAfter(reading: Reading, spans: readonly EntitySpan[], index: number): PersonRole | undefined {
  const { tokens } = reading;
  const person = spans[index];
  if (person === undefined) return undefined;
  let at = person.last;
  const joint = tokens[at]?.word.exact ?? "";
  if (joint !== "," && joint !== "(" && !LINKS.has(joint)) return undefined;
  while (
    at < person.last + 3 &&
    (tokens[at]?.kind === "punctuation" || LINKS.has(tokens[at]?.word.exact ?? ""))
  )
    at += 1;
  const hit = roles.longestAt(tokens, at);
  if (hit === undefined) return undefined;
  const next = spans[index + 1];
  let last = at + hit.length;
  if (next !== undefined && next.kind !== "person" && reaches(tokens, last, next.first, hit.value))
    return toRole(reading, at, Math.max(last, next.first), hit.value, index + 1);
  while (hit.value.takesField && last < at + LONGEST_FIELD && isField(tokens[last], next, last)) last += 1;
  // "Khofifah, gubernur …" begins an apposition; "Budi, Bupati Ahmad" names another person.
  return next !== undefined && next.kind === "person" && next.first === last
    ? undefined
    : toRole(reading, at, last, hit.value, undefined);
}

function isField(token: ReadToken | undefined, next: EntitySpan | undefined, at: number): boolean {
  if (token === undefined || token.kind !== "word" || at >= (next?.first ?? Number.POSITIVE_INFINITY))
    return false;
  return token.letterCase !== "lower" && !STOPPERS.has(token.word.exact);
}

function toRole(
  { text, tokens }: Reading,
  first: number,
  last: number,
  { title }: Role,
  ofIndex: number | undefined,
): PersonRole {
  const start = tokens[first]?.start ?? 0;
  const end = tokens[last - 1]?.end ?? start;
  const role = { title, written: text.slice(start, end), start, end };
  return ofIndex === undefined ? role : { ...role, of: ofIndex };
}

/** Whether nothing but honorifics, a comma or an opening bracket stands between two spans. */
function isJoined(tokens: readonly ReadToken[], from: number, until: number): boolean {
  if (until - from > 3) return false;
  for (let at = from; at < until; at += 1) {
    const word = tokens[at]?.word.exact ?? "";
    if (!(HONORIFICS.has(word) || word === "," || word === "(" || word === "." || word === "-")) return false;
  }
  return true;
}

function sentenceStart({ sentences }: Reading, at: number): number {
  let low = 0;
  let high = sentences.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sentences[middle]?.first ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return sentences[low]?.first ?? 0;
}
