import type { Reading } from "../read/reading.ts";
import type { Place, PlaceName } from "./place.ts";
import { LOCATIVE_WORDS, RUNG_WORDS } from "./place-heads.ts";
import { findPlaceMentions, type PlaceMention } from "./place-mention.ts";
import {
  type PlaceCandidate,
  type PlaceSurroundings,
  rankCandidates,
  rankingKey,
} from "./rank-candidates.ts";
import type { Gazetteer } from "./read-gazetteer.ts";

/** Tokens that are known to be an entity; `last` exclusive. */
export type PlaceHint = {
  readonly first: number;
  readonly last: number;
  readonly kind: "person" | "organisation" | "place";
};

/** A place named in a text, with everything it may stand for. */
export interface ResolvedPlace {
  /** Tokens, `last` exclusive; the rung before the name belongs to it ("Kab. Banjar"). */
  readonly first: number;
  readonly last: number;
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Likeliest first; empty never. */
  readonly candidates: readonly PlaceCandidate[];
  /** Whether the name alone, a rung or a parent shows that it is a place, whatever else thinks of it. */
  readonly isEvident: boolean;
  /** Whether the rung was written with the name: "Kab. Banjar". */
  readonly hasRung: boolean;
}

/**
 * Finds the places of a reading and what they may stand for. A name inside a person is none. A name that is an ordinary
 * word too, and any name of a district, counts only with a rung before it ("Kec. Baru"), a parent named beside it or a
 * hint that it is a place; a district's hint must be joined by a parent in the text. `starts` are the tokens at which a name may begin, where somebody
 * has looked already.
 */
export function makePlaceResolver(
  gazetteer: Gazetteer,
): (reading: Reading, hints: readonly PlaceHint[], starts?: readonly number[]) => ResolvedPlace[] {
  const rankAlone = makeLoneRanker(gazetteer);
  return (reading, hints, starts) => {
    const mentions = findPlaceMentions(reading, gazetteer, starts);
    if (mentions.length === 0) return [];
    const counting = mentions.filter(
      (mention) => mention.head !== "elsewhere" && !isInPerson(mention, hintOf(hints, mention)),
    );
    const [lone] = counting;
    if (lone !== undefined && counting.length === 1) {
      const support = supportOf(lone, NOTHING_AROUND);
      if (!counts(lone, support, hintOf(hints, lone))) return [];
      const candidates = rankAlone(lone);
      return candidates.length === 0
        ? []
        : [toResolved(reading, lone, candidates, isEvident(reading, lone, support))];
    }
    const namedAt = counting.map((mention) => namedCodes(mention));
    const certain = counting.flatMap(({ name }) => certainPlace(name.places)).slice(0, MOST_CERTAIN);
    const allCodes = countCodes(namedAt);
    return counting.flatMap((mention, index) => {
      const own = namedAt[index] ?? [];
      const beside = isBeside(reading, mention, counting[index + 1]) ? (namedAt[index + 1] ?? []) : [];
      const surroundings: PlaceSurroundings = {
        isBeside: (code) => beside.includes(code),
        isElsewhere: (code) => (allCodes.get(code) ?? 0) > (own.includes(code) ? 1 : 0),
        certain,
      };
      const support = supportOf(mention, surroundings);
      const hint = hintOf(hints, mention);
      if (!counts(mention, support, hint)) return [];
      const candidates = rankCandidates(mention, surroundings, gazetteer);
      if (candidates.length === 0) return [];
      return [toResolved(reading, mention, candidates, isEvident(reading, mention, support))];
    });
  };
}

const MOST_CERTAIN = 20;
/** Rankings of names kept for the next text that names nothing else. */
const MOST_KEPT = 2_000;
const NOTHING_AROUND: PlaceSurroundings = { isBeside: () => false, isElsewhere: () => false, certain: [] };

/**
 * Ranks the candidates of a name that is the only one of its text: then what stands right before it and the name decide,
 * and the answer is kept for the next such text.
 */
function makeLoneRanker(gazetteer: Gazetteer): (mention: PlaceMention) => readonly PlaceCandidate[] {
  const kept = new Map<PlaceName, Map<string, readonly PlaceCandidate[]>>();
  let count = 0;
  return (mention) => {
    if (count > MOST_KEPT) {
      kept.clear();
      count = 0;
    }
    const known = kept.get(mention.name) ?? new Map<string, readonly PlaceCandidate[]>();
    if (known.size === 0) kept.set(mention.name, known);
    const key = rankingKey(mention);
    const ranked = known.get(key);
    if (ranked !== undefined) return ranked;
    const certain = certainPlace(mention.name.places);
    const fresh = rankCandidates(mention, { ...NOTHING_AROUND, certain }, gazetteer);
    known.set(key, fresh);
    count += 1;
    return fresh;
  };
}

/** Whether a rung or a parent speaks for the mention. */
type Support = "head" | "beside" | "text" | "none";

function supportOf({ name, head }: PlaceMention, around: PlaceSurroundings): Support {
  if (head !== undefined && name.places.some(({ level }) => level === head)) return "head";
  if (name.places.some((place) => isChildOf(place, around.isBeside))) return "beside";
  return name.places.some((place) => isChildOf(place, around.isElsewhere)) ? "text" : "none";
}

function isChildOf({ level, parentCode, provinceCode }: Place, isNamed: (code: string) => boolean): boolean {
  if (level === "province") return false;
  return isNamed(provinceCode) || (parentCode !== undefined && isNamed(parentCode));
}

function counts(
  { name, head, wordBefore }: PlaceMention,
  support: Support,
  hint: PlaceHint | undefined,
): boolean {
  if (name.strength === "strong" || support === "head" || support === "beside" || head === "people")
    return true;
  if (name.strength === "wordlike")
    return hint !== undefined || LOCATIVE_WORDS.has(wordBefore) || wordBefore === "warga";
  return hint !== undefined && support === "text";
}

/** "Pemkot Sby" is no person, whatever the name alone would be. */
function isInPerson({ first, last, head }: PlaceMention, hint: PlaceHint | undefined): boolean {
  return hint?.kind === "person" && !(head !== undefined && hint.first === first && hint.last === last);
}

function isEvident(
  { tokens }: Reading,
  { name, head, first, last, wordBefore }: PlaceMention,
  support: Support,
): boolean {
  if (head === "people") return false;
  if (name.strength === "strong" || support === "head") return true;
  const mark = tokens[last]?.word.exact ?? "";
  if (support === "beside" && (mark === "," || mark === "(")) return true;
  const isCapital = tokens[first]?.letterCase === "title";
  return (
    name.strength === "wordlike" && isCapital && (LOCATIVE_WORDS.has(wordBefore) || wordBefore === "warga")
  );
}

/** The provinces, regencies and cities that a mention may name; districts are nobody's parents. */
function namedCodes({ name }: PlaceMention): string[] {
  return name.strength === "district"
    ? []
    : name.places.flatMap(({ code, level }) => (level === "district" ? [] : [code]));
}

function countCodes(named: readonly (readonly string[])[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const codes of named) for (const code of codes) counted.set(code, (counted.get(code) ?? 0) + 1);
  return counted;
}

function certainPlace(places: readonly Place[]): Place[] {
  const own = places.filter(({ level }) => level !== "district");
  return own.length === 1 ? own : [];
}

/** "Gubeng, Surabaya", "Gubeng (Surabaya)", "Gubeng Surabaya", "Gubeng di Kota Surabaya". */
function isBeside({ tokens }: Reading, { last }: PlaceMention, next: PlaceMention | undefined): boolean {
  if (next === undefined || next.headFirst - last > 2) return false;
  for (let at = last; at < next.headFirst; at += 1)
    if (!JOINTS.has(tokens[at]?.word.exact ?? "")) return false;
  return true;
}

const JOINTS: ReadonlySet<string> = new Set([",", "(", "-", "–", "/", "di"]);

/** The hint that covers a mention; hints are in the order of the text and do not overlap. */
function hintOf(hints: readonly PlaceHint[], { first }: PlaceMention): PlaceHint | undefined {
  let low = 0;
  let high = hints.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hints[middle]?.last ?? 0) <= first) low = middle + 1;
    else high = middle;
  }
  const hint = low < hints.length ? hints[low] : undefined;
  return hint !== undefined && hint.first <= first ? hint : undefined;
}

function toResolved(
  { text, tokens }: Reading,
  { first, headFirst, last }: PlaceMention,
  candidates: readonly PlaceCandidate[],
  isEvidently: boolean,
): ResolvedPlace {
  const start = tokens[headFirst]?.start ?? 0;
  const end = tokens[last - 1]?.end ?? start;
  return {
    first: headFirst,
    last,
    start,
    end,
    name: text.slice(start, end),
    candidates,
    isEvident: isEvidently,
    hasRung: headFirst < first || (last - first > 1 && RUNG_WORDS.has(tokens[first]?.word.exact ?? "")),
  };
}
