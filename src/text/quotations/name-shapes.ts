import { Cue } from "./cue-classes.ts";
import { is, looksLikeName, markAt, type NamedSpan, type TextFrame } from "./text-frame.ts";

/** Of a word that is taken for a name because it is one elsewhere in the text. */
const SHORTEST_NAME = 4;

/** Tokens from `first` up to and without `last`. */
export type Run = { first: number; last: number };

/** Words with capitals at the end of a naming, behind what describes the person: "pemilik showroom | Gatot". */
export function capitalRun(frame: TextFrame, first: number, end: number): Run | undefined {
  let last = end;
  while (last > first && !looksLikeName(frame, last - 1)) last -= 1;
  let from = last;
  while (from > first && looksLikeName(frame, from - 1) && frame.nameAt[from - 1] === -1) from -= 1;
  while (from < last && is(frame, from, Cue.description | Cue.relation)) from += 1;
  return last > from && last - from <= 4 && end - last <= 1 ? { first: from, last } : undefined;
}

export function capitalRunBefore(frame: TextFrame, at: number, lowest: number): Run | undefined {
  const last = at + 1;
  let first = last;
  while (
    first > lowest &&
    last - first < 4 &&
    looksLikeName(frame, first - 1) &&
    frame.nameAt[first - 1] === -1
  )
    first -= 1;
  while (first < last && is(frame, first, Cue.description | Cue.relation)) first += 1;
  if (first === last) return undefined;
  // At the beginning of a sentence every word has a capital: a single one is a name only where the text knows it.
  const words = frame.reading.tokens.slice(first, last).map(({ word }) => word.exact);
  if (last - first === 1 && first === lowest && frame.links.find("person", words) === undefined)
    return undefined;
  return { first, last };
}

/** "M. Nuh", "Prof. Budi": the full stop behind an initial or a title ends nothing. */
export const isAbbreviated = ({ reading: { tokens } }: TextFrame, at: number): boolean => {
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  if (before === undefined || next?.kind !== "word" || next.letterCase === "lower") return false;
  return ADDRESS.has(before.word.exact) || (before.letterCase !== "lower" && before.end - before.start <= 2);
};
const ADDRESS: ReadonlySet<string> = new Set("dr drs dra ir prof muh moh h hj kh st mgr pdt".split(" "));

export const isVia = (word: string | undefined): boolean => word === "melalui" || word === "lewat";

export function hasRelation(frame: TextFrame, first: number, until: number): boolean {
  for (let at = first; at < until; at += 1)
    if (is(frame, at, Cue.relation) && frame.reading.tokens[at]?.letterCase === "lower") return true;
  return false;
}

/** The person named at a token: by the engine, or by a word that names a person elsewhere in the text. */
export function personAfter(frame: TextFrame, at: number): NamedSpan | undefined {
  const { names, nameAt, links, reading } = frame;
  const name = names[nameAt[at] ?? -1];
  if (name !== undefined) return name.named.kind === "person" ? name : undefined;
  if (!looksLikeName(frame, at)) return undefined;
  const word = reading.tokens[at]?.word.exact ?? "";
  const known = word.length < SHORTEST_NAME ? undefined : links.find("person", [word]);
  return known?.words.includes(word)
    ? { first: at, last: at + 1, named: known, roleStart: undefined }
    : undefined;
}

export function personWithin(frame: TextFrame, from: number): NamedSpan | undefined {
  for (let at = from; at < from + 12; at += 1) {
    const person = personAfter(frame, at);
    if (person !== undefined) return person;
    if ('."“”'.includes(markAt(frame, at)) && markAt(frame, at) !== "") return undefined;
  }
  return undefined;
}

/** Whether a person follows a comma within a naming, before a time, a place or a verb. */
export function leadsToPerson(frame: TextFrame, from: number): boolean {
  for (let at = from; at < from + 12; at += 1) {
    if (personAfter(frame, at) !== undefined) return true;
    const body = frame.names[frame.nameAt[at] ?? -1];
    // "…, dan Alas Kaki Kemenperin Muhdori": behind the body stands a name that nobody knows.
    if (body !== undefined && looksLikeName(frame, body.last) && frame.nameAt[body.last] === -1) return true;
    const mark = markAt(frame, at);
    if (mark === "." && isAbbreviated(frame, at)) continue;
    if (mark === "(" || mark === "." || mark === '"' || mark === "“") return false;
    if (is(frame, at, Cue.stop | Cue.active) && frame.reading.tokens[at]?.word.exact !== "dan") return false;
  }
  return false;
}

export function isSomebody(frame: TextFrame, first: number): boolean {
  const word = frame.reading.tokens[first]?.word.exact ?? "";
  return word === "seorang" || word === "salah" || word === "sang" || word === "para" || word === "warga";
}

/** The token behind a bracket that closes soon, or nothing. */
export function skipBrackets(frame: TextFrame, at: number): number | undefined {
  for (let end = at + 1; end < at + 8; end += 1) if (markAt(frame, end) === ")") return end + 1;
  return undefined;
}

export function bracketStart(frame: TextFrame, at: number, lowest: number): number {
  for (let start = at - 1; start >= lowest && start > at - 8; start -= 1)
    if (markAt(frame, start) === "(") return start;
  return at;
}

export function chunkStart(frame: TextFrame, at: number, lowest: number): number {
  let start = at;
  while (start > lowest && markAt(frame, start - 1) !== ",") start -= 1;
  return start;
}

/** Whether a stretch between commas tells more of a person instead of naming one: "mewakili Koker", "selaku …". */
export function isAside(frame: TextFrame, chunk: number): boolean {
  const token = frame.reading.tokens[chunk];
  return (
    markAt(frame, chunk - 1) === "," &&
    token?.letterCase === "lower" &&
    !is(frame, chunk, Cue.description) &&
    frame.nameAt[chunk] === -1
  );
}
