import { ORGANISATION_HEADS } from "../entities/organisation-words.ts";
import { bareName, type Named } from "./name-links.ts";
import type { QuotationReason, Speaker } from "./quotation.ts";
import type { NamedSpan, TextFrame } from "./text-frame.ts";

/** A speaker as found at a cue: whom the words name, and how surely. */
export interface FoundSpeaker {
  readonly speaker: Speaker;
  /** Who it is, for later words that refer to the same; undefined for offices and accounts. */
  readonly named: Named | undefined;
  readonly how: QuotationReason["kind"];
  /** How far the certainty of the place is lowered, 0 to 1. */
  readonly share: number;
  /** Tokens that the naming takes. */
  readonly first: number;
  readonly last: number;
}

/** Whoever "dia" can mean at a place: who spoke last, and of whom the sentence before is. */
export type Referred = { readonly found: FoundSpeaker } | undefined;

export function named(frame: TextFrame, { first, last, named: one }: NamedSpan, share: number): FoundSpeaker {
  const { start, end } = place(frame, first, last);
  const isShort = last - first < one.words.length;
  return {
    speaker: {
      start,
      end,
      kind: one.kind,
      name: one.name,
      ...(one.role === undefined ? {} : { role: one.role }),
    },
    named: one,
    how: isShort ? "shortName" : "name",
    share,
    first,
    last,
  };
}

export function refer(
  frame: TextFrame,
  first: number,
  last: number,
  how: QuotationReason["kind"],
  referred: Referred,
): FoundSpeaker | undefined {
  if (referred === undefined) return undefined;
  const { start, end } = place(frame, first, last);
  const { found } = referred;
  const share = how === "pronoun" ? 0.95 : 0.85;
  return {
    ...found,
    speaker: { ...found.speaker, start, end },
    how,
    share: Math.min(found.share, 1) * share,
    first,
    last,
  };
}

/** "-nya" on a word of speech: whoever is spoken of. */
export const owner = (frame: TextFrame, at: number, referred: Referred): FoundSpeaker | undefined =>
  refer(frame, at, at + 1, "pronoun", referred);

export function office(
  frame: TextFrame,
  first: number,
  last: number,
  body: NamedSpan | undefined,
): FoundSpeaker {
  let end = Math.max(last, first + 1);
  if (body !== undefined) end = Math.max(end, body.last);
  while (end > first + 1 && frame.reading.tokens[end - 1]?.kind === "punctuation") end -= 1;
  const { start, end: until } = place(frame, first, end);
  const name = frame.reading.text.slice(start, until).replace(/\s+/gu, " ");
  return {
    speaker: { start, end: until, kind: "role", name },
    named: undefined,
    how: "description",
    share: 0.9,
    first,
    last: end,
  };
}

export function accountAt(frame: TextFrame, at: number): FoundSpeaker {
  const { start, end } = place(frame, at, at + 1);
  const name = frame.reading.text.slice(start, end);
  return {
    speaker: { start, end, kind: "account", name },
    named: undefined,
    how: "name",
    share: 0.95,
    first: at,
    last: at + 1,
  };
}

export function unknownName(
  frame: TextFrame,
  { first, last }: { first: number; last: number },
): FoundSpeaker | undefined {
  const { words, name } = bareName(frame.reading, first, last);
  if (words.length === 0 || name.length < 2) return undefined;
  const kind = words.some((word) => BODY_WORDS.has(word)) ? "organisation" : "person";
  const one = frame.links.add(kind, words, name, undefined);
  return named(frame, { first, last, named: one, roleStart: undefined }, 0.85);
}

const BODY_WORDS: ReadonlySet<string> = new Set(ORGANISATION_HEADS.trim().split(/\s+/));

function place(
  { reading: { tokens } }: TextFrame,
  first: number,
  last: number,
): { start: number; end: number } {
  const start = tokens[first]?.start ?? 0;
  return { start, end: tokens[last - 1]?.end ?? start };
}
