import { PhraseTable } from "../phrase-table.ts";
import { OFFICE_WORDS } from "../places/place-heads.ts";
import type { Gazetteer } from "../places/read-gazetteer.ts";
import type { ResolvedPlace } from "../places/resolve-places.ts";
import type { Reading, ReadToken } from "../read/reading.ts";
import type { TaggedSpan } from "./make-tagger.ts";
import { AMBIGUOUS_ORGANISATIONS, ORGANISATIONS } from "./organisation-words.ts";

/** How often what a rule finds was right on the valid splits where the tagger saw something else or nothing. */
const BY_RULE = { place: 0.6, organisation: 0.6, street: 0.7 };

const STREET_WORDS: ReadonlySet<string> = new Set(["jalan", "jl", "jln", "gang", "gg"]);
const LONGEST_STREET = 3;
/** Offices that are followed by the place that they belong to. */
const PLACE_OFFICES: ReadonlySet<string> = new Set(
  "gubernur wagub bupati wabup walikota walkot wawali kota kapolda kapolres kapolresta kapolrestabes kapolsek camat lurah".split(
    " ",
  ),
);

const organisations = new PhraseTable<true>();
const ambiguous = new Set(AMBIGUOUS_ORGANISATIONS.trim().split(/,\s*/));
for (const name of ORGANISATIONS.trim().split(/,\s*/))
  if (!ambiguous.has(name)) organisations.add(name, () => true);

/**
 * Mends what the tagger found before places are resolved: a place between an office and a person is not the person's name
 * ("gubernur jatim khofifah"), and "Wali Kota" is an office, not the beginning of a place.
 */
export function mendBoundaries(
  { tokens }: Reading,
  tagged: readonly TaggedSpan[],
  gazetteer: Gazetteer,
): readonly TaggedSpan[] {
  if (!tagged.some((span) => isMendable(span, tokens))) return tagged;
  return tagged.flatMap((span) => {
    if (!isMendable(span, tokens)) return [span];
    const { first, last, kind } = span;
    if (kind === "place") return last - first > 1 ? [{ ...span, first: first + 1 }] : [];
    const place = gazetteer.names.longestAt(tokens, first, last - 1);
    if (place?.value.strength !== "strong") return [span];
    const cut = first + place.length;
    return [
      { ...span, last: cut, kind: "place" },
      { ...span, first: cut },
    ];
  });
}

function isMendable({ first, last, kind }: TaggedSpan, tokens: readonly ReadToken[]): boolean {
  const before = tokens[first - 1]?.word.exact ?? "";
  if (kind === "place") return before === "wali" && tokens[first]?.word.exact === "kota";
  return kind === "person" && last - first > 1 && PLACE_OFFICES.has(before);
}

/**
 * Adds what rules know for sure: a rung belongs to its place ("Kab. Banjar"), what follows "Jalan" is a street, and
 * evident places, offices of places and well-known bodies stand where nothing else was found. In the order of the text.
 */
export function addByRules(
  { tokens }: Reading,
  spans: readonly TaggedSpan[],
  places: readonly ResolvedPlace[],
): readonly TaggedSpan[] {
  const owners = new Map<number, TaggedSpan>();
  const own = (span: TaggedSpan): void => {
    for (let at = span.first; at < span.last; at += 1) owners.set(at, span);
  };
  spans.forEach(own);
  const dropped = new Set<TaggedSpan>();
  const added: TaggedSpan[] = [];
  const take = (span: TaggedSpan, mayReplace: (owner: TaggedSpan) => boolean): void => {
    const owned = ownersOf(span, owners);
    if (owned.some((owner) => !mayReplace(owner))) return;
    for (const owner of owned) dropped.add(owner);
    added.push(span);
    own(span);
  };
  for (const street of findStreets(tokens, owners)) take(street, () => true);
  for (const place of places) {
    const { first, last } = place;
    if (place.hasRung)
      take(
        { first, last, kind: "place", probability: BY_RULE.place },
        (owner) => owner.kind === "place" && !contains(owner, place),
      );
    else if (place.isEvident) {
      const evident = evidentPlace(place, tokens, owners);
      take(
        evident,
        (owner) => evident.kind === "organisation" && owner.kind === "place" && contains(evident, owner),
      );
    }
  }
  for (let at = 0; at < tokens.length; at += 1) {
    const body = organisations.longestAt(tokens, at);
    if (body === undefined) continue;
    take(
      { first: at, last: at + body.length, kind: "organisation", probability: BY_RULE.organisation },
      () => false,
    );
    at += body.length - 1;
  }
  if (added.length === 0) return spans;
  return [...spans, ...added]
    .filter((span) => !dropped.has(span))
    .sort((one, other) => one.first - other.first);
}

type Stretch = { readonly first: number; readonly last: number };

function ownersOf({ first, last }: Stretch, owners: ReadonlyMap<number, TaggedSpan>): TaggedSpan[] {
  const found: TaggedSpan[] = [];
  for (let at = first; at < last; at += 1) {
    const owner = owners.get(at);
    if (owner !== undefined && owner !== found[found.length - 1]) found.push(owner);
  }
  return found;
}

function contains(outer: Stretch, inner: Stretch): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** The place by itself, or its office: "pemkot surabaya". */
function evidentPlace(
  { first, last }: ResolvedPlace,
  tokens: readonly ReadToken[],
  owners: ReadonlyMap<number, TaggedSpan>,
): TaggedSpan {
  const isOffice = OFFICE_WORDS.has(tokens[first - 1]?.word.exact ?? "") && !owners.has(first - 1);
  return isOffice
    ? { first: first - 1, last, kind: "organisation", probability: BY_RULE.organisation }
    : { first, last, kind: "place", probability: BY_RULE.place };
}

/** "Jl. Sudirman", "Jalan Ahmad Yani": a street word and the name after it, however the tagger took that name. */
function findStreets(tokens: readonly ReadToken[], owners: ReadonlyMap<number, TaggedSpan>): TaggedSpan[] {
  const streets: TaggedSpan[] = [];
  tokens.forEach((token, first) => {
    if (!STREET_WORDS.has(token.word.exact) || owners.get(first)?.kind === "place") return;
    const from = tokens[first + 1]?.word.exact === "." ? first + 2 : first + 1;
    const owner = owners.get(from);
    const last = owner?.first === from ? owner.last : nameEnd(tokens, token, from);
    if (last > from)
      streets.push({
        first,
        last,
        kind: "place",
        probability: Math.max(BY_RULE.street, owner?.probability ?? 0),
      });
  });
  return streets;
}

/** Where a name in capitals ends; "jalan" itself must be written as part of it. */
function nameEnd(tokens: readonly ReadToken[], street: ReadToken, from: number): number {
  if (street.word.exact === "jalan" && street.letterCase !== "title") return from;
  let last = from;
  while (
    last < from + LONGEST_STREET &&
    tokens[last]?.kind === "word" &&
    tokens[last]?.letterCase === "title"
  )
    last += 1;
  return last;
}
