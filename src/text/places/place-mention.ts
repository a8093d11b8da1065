import type { FoundPhrase } from "../phrase-table.ts";
import type { Reading, ReadToken } from "../read/reading.ts";
import type { PlaceName } from "./place.ts";
import { type HeadMeaning, headMeaning, RUNG_WORDS } from "./place-heads.ts";
import type { Gazetteer } from "./read-gazetteer.ts";

/** A stretch of a text that bears a name of the gazetteer, and what stands before it. */
export interface PlaceMention {
  /** Tokens of the name, `last` exclusive; `headFirst` is the token where a rung before it begins ("Kab. Banjar"). */
  readonly first: number;
  readonly last: number;
  readonly headFirst: number;
  readonly name: PlaceName;
  readonly head: HeadMeaning | undefined;
  /** The word right before the name, in lower case. */
  readonly wordBefore: string;
}

/**
 * Finds every name of the gazetteer in a reading, the longest at each place, each sentence by itself. `starts` are the
 * tokens at which a name may begin, in order; without them every token is tried.
 */
export function findPlaceMentions(
  reading: Reading,
  gazetteer: Gazetteer,
  starts: Iterable<number> = reading.tokens.keys(),
): PlaceMention[] {
  const { tokens, sentences } = reading;
  const found: PlaceMention[] = [];
  let sentence = 0;
  let free = 0;
  for (const at of starts) {
    while (at >= (sentences[sentence]?.last ?? Number.POSITIVE_INFINITY)) sentence += 1;
    const { first, last } = sentences[sentence] ?? { first: 0, last: tokens.length };
    const hit = at < free ? undefined : nameAt(tokens, at, last, gazetteer);
    if (hit === undefined) continue;
    found.push(toMention(tokens, at, at + hit.length, first, hit.value));
    free = at + hit.length;
  }
  return found;
}

/** A name that begins at a token; of a hashtag, the whole of it: "#JawaTimur". */
function nameAt(
  tokens: readonly ReadToken[],
  at: number,
  until: number,
  { names, joined }: Gazetteer,
): FoundPhrase<PlaceName> | undefined {
  const token = tokens[at];
  if (token?.kind === "word") return names.longestAt(tokens, at, until);
  if (token?.kind !== "hashtag") return undefined;
  const value = joined.get(token.word.exact.slice(1));
  return value === undefined ? undefined : { value, length: 1 };
}

function toMention(
  tokens: readonly ReadToken[],
  first: number,
  last: number,
  sentenceFirst: number,
  name: PlaceName,
): PlaceMention {
  const own = tokens[first]?.word.exact ?? "";
  // "Kota Banjar" is a name of the gazetteer with its rung in it.
  if (last - first > 1 && RUNG_WORDS.has(own) && name.places.every((place) => place.shortName !== place.name))
    return {
      first,
      last,
      headFirst: tokens[first - 1]?.word.exact === "wali" ? first + 1 : first,
      name,
      head: headMeaning(own),
      wordBefore: own,
    };
  let before = first - 1;
  if (before > sentenceFirst && tokens[before]?.word.exact === ".") before -= 1;
  const wordBefore = before >= sentenceFirst ? (tokens[before]?.word.exact ?? "") : "";
  const isTwoWords = wordBefore === "kota" && tokens[before - 1]?.word.exact === "wali";
  return {
    first,
    last,
    headFirst: RUNG_WORDS.has(wordBefore) && !isTwoWords ? before : first,
    name,
    head: headMeaning(wordBefore),
    wordBefore,
  };
}
