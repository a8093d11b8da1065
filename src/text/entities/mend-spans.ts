import { OFFICE_WORDS } from "../places/place-heads.ts";
import type { Gazetteer } from "../places/read-gazetteer.ts";
import type { ResolvedPlace } from "../places/resolve-places.ts";
import type { Reading, ReadToken } from "../read/reading.ts";
import { hasLineBreak } from "../read/split-sentences.ts";
import { capitalHeads, knownBodies } from "./known-bodies.ts";
import type { EntitySpan, Starts } from "./make-tagger.ts";

/** How often what a rule finds was right on the valid splits where the tagger saw something else or nothing. */
const BY_RULE = { place: 0.6, organisation: 0.6, street: 0.7 };

const LONGEST_STREET = 3;
const ADDRESSES: ReadonlySet<string> = new Set(["pak", "bapak", "bpk", "bu", "ibu"]);
/** Offices that are followed by the place that they belong to. */
const PLACE_OFFICES: ReadonlySet<string> = new Set(
  "gubernur wagub bupati wabup walikota walkot wawali kapolda kapolres kapolresta kapolrestabes kapolsek camat lurah".split(
    " ",
  ),
);

/** What stands after "jalan" when it is a road or a way, not a name. */
const NOT_STREETS: ReadonlySet<string> = new Set(
  "rusak tol kaki keluar buntu pintas tengah umum desa kampung provinsi nasional lingkar berlubang macet licin longsor ambles cor aspal terus damai sehat santai bareng sendiri itu ini yang di ke dari dan".split(
    " ",
  ),
);
const LONGEST_BODY = 6;
const STATE_HEADS: ReadonlySet<string> = new Set(
  "dinas badan kementerian dprd bpbd bappeda pdam kpu bawaslu dispendukcapil disdukcapil dishub disdik dinkes dinsos disnaker dlh puskesmas kejaksaan pengadilan".split(
    " ",
  ),
);

/**
 * Mends what the tagger found before places are resolved. Between an office and a person stands the office's place, which is
 * neither's name ("gubernur jatim khofifah"); an office and a form of address are no part of a name ("Bu Siti").
 */
export function mendBoundaries(
  { tokens }: Reading,
  tagged: readonly EntitySpan[],
  gazetteer: Gazetteer,
): readonly EntitySpan[] {
  if (!tagged.some((span) => isOffice(span.first - 1, tokens) || isLed(span, tokens))) return tagged;
  return tagged.flatMap((span) => {
    const hasLead = isLed(span, tokens);
    if (!hasLead && !isOffice(span.first - 1, tokens)) return [span];
    const from = hasLead ? span.first + 1 : span.first;
    return from < span.last ? splitPlace({ ...span, first: from }, tokens, gazetteer) : [];
  });
}

/** Whether an office or a form of address, which is no part of a name, begins a span. "Ibu Kota" is no person. */
function isLed({ first, kind }: EntitySpan, tokens: readonly ReadToken[]): boolean {
  if (kind === "organisation") return false;
  return isOffice(first, tokens) || (kind === "person" && ADDRESSES.has(tokens[first]?.word.exact ?? ""));
}

function isOffice(at: number, tokens: readonly ReadToken[]): boolean {
  const word = at < 0 ? "" : (tokens[at]?.word.exact ?? "");
  return word === "kota" ? tokens[at - 1]?.word.exact === "wali" : PLACE_OFFICES.has(word);
}

/** Cuts a span after an office where the name of a place ends and that of a person begins. */
function splitPlace(span: EntitySpan, tokens: readonly ReadToken[], { names }: Gazetteer): EntitySpan[] {
  const { first, last, kind } = span;
  const place = names.longestAt(tokens, first, last);
  if (kind === "organisation" || place === undefined || first + place.length >= last) return [span];
  const cut = first + place.length;
  if (tokens[cut]?.kind !== "word" || names.longestAt(tokens, cut, last) !== undefined) return [span];
  return [
    { ...span, last: cut, kind: "place" },
    { ...span, first: cut, kind: "person" },
  ];
}

/**
 * Adds what rules know for sure: a rung belongs to its place ("Kab. Banjar"), what follows "Jalan" is a street, and
 * evident places, offices of places and well-known bodies stand where nothing else was found. `starts` are the tokens at
 * which they may begin. In the order of the text.
 */
export function addByRules(
  reading: Reading,
  spans: readonly EntitySpan[],
  places: readonly ResolvedPlace[],
  starts: Starts,
): readonly EntitySpan[] {
  const { tokens } = reading;
  const bodies = findBodies(reading, starts.bodies);
  if (places.length === 0 && bodies.length === 0 && starts.streets.length === 0) return spans;
  const owners: Owners = new Array<EntitySpan | undefined>(tokens.length).fill(undefined);
  const own = (span: EntitySpan): void => {
    owners.fill(span, span.first, span.last);
  };
  spans.forEach(own);
  const dropped = new Set<EntitySpan>();
  const added: EntitySpan[] = [];
  const take = (span: EntitySpan, mayReplace: (owner: EntitySpan) => boolean): void => {
    const owned = ownersOf(span, owners);
    if (owned.some((owner) => !mayReplace(owner))) return;
    for (const owner of owned) dropped.add(owner);
    const surest = owned.reduce(
      (most, { kind, probability }) => (kind === span.kind ? Math.max(most, probability) : most),
      span.probability,
    );
    const sure = { ...span, probability: surest };
    added.push(sure);
    own(sure);
  };
  for (const street of findStreets(reading, owners, starts.streets)) take(street, () => true);
  for (const place of places) {
    const found = withOffice(place, reading, owners);
    if (found.kind === "organisation") take(found, (owner) => contains(found, owner));
    else if (place.hasRung) take(found, (owner) => owner.kind === "place" && !contains(owner, place));
    else if (place.isEvident) take(found, () => false);
  }
  for (const { at, length } of bodies) {
    const after = at + length < owners.length ? owners[at + length] : undefined;
    // "Dinas Kesehatan Kota Semarang": the place right after a body of the state is part of its name.
    const last =
      after?.kind === "place" &&
      after.first === at + length &&
      isState(tokens[at]) &&
      !isNewLine(reading, after.first)
        ? after.last
        : at + length;
    const body: EntitySpan = { first: at, last, kind: "organisation", probability: BY_RULE.organisation };
    take(
      body,
      (owner) =>
        contains(body, owner) && (owner.kind === "place" ? owner.first > at : owner.kind === "organisation"),
    );
  }
  if (added.length === 0) return spans;
  return [...spans, ...added]
    .filter((span) => !dropped.has(span))
    .sort((one, other) => one.first - other.first);
}

/** Where well-known bodies and bodies in capitals stand, and how many tokens they take. */
function findBodies(reading: Reading, starts: readonly number[]): { at: number; length: number }[] {
  const { tokens } = reading;
  const bodies: { at: number; length: number }[] = [];
  let free = 0;
  for (const at of starts) {
    const found = at < free ? 0 : bodyAt(tokens, at, tokens.length);
    if (found === 0) continue;
    const until = lineEnd(reading, at, found);
    const length = until < at + found ? bodyAt(tokens, at, until) : found;
    if (length === 0) continue;
    free = at + length;
    bodies.push({ at, length });
  }
  return bodies;
}

/** How many tokens the name of a body takes that begins at a token and ends before `until`; 0 when none begins. */
const bodyAt = (tokens: readonly ReadToken[], at: number, until: number): number =>
  knownBodies.longestAt(tokens, at, until)?.length ?? capitalBody(tokens, at, until);

/** Whether a line begins with a token: no name goes on from one line to the next. */
const isNewLine = ({ text, tokens }: Reading, at: number): boolean =>
  at > 0 && hasLineBreak(text, tokens[at - 1]?.end ?? 0, tokens[at]?.start ?? 0);

/** Where the line of token `at` ends, at most `most` tokens on. */
function lineEnd(reading: Reading, at: number, most: number): number {
  let end = at + 1;
  while (end < at + most && !isNewLine(reading, end)) end += 1;
  return end;
}

/** For each token the span that covers it. */
type Owners = (EntitySpan | undefined)[];

type Stretch = { readonly first: number; readonly last: number };

function ownersOf({ first, last }: Stretch, owners: Owners): EntitySpan[] {
  const found: EntitySpan[] = [];
  for (let at = first; at < last; at += 1) {
    const owner = owners[at];
    if (owner !== undefined && owner !== found[found.length - 1]) found.push(owner);
  }
  return found;
}

function contains(outer: Stretch, inner: Stretch): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** The place by itself, or with its office: "pemkot surabaya", "BPBD Kabupaten Cilacap". */
function withOffice({ first, last }: ResolvedPlace, reading: Reading, owners: Owners): EntitySpan {
  const owner = first > 0 ? owners[first - 1] : undefined;
  const hasOffice =
    first > 0 &&
    OFFICE_WORDS.has(reading.tokens[first - 1]?.word.exact ?? "") &&
    !isNewLine(reading, first) &&
    (owner === undefined || (owner.first === first - 1 && owner.last <= last));
  return hasOffice
    ? {
        first: first - 1,
        last,
        kind: "organisation",
        probability: BY_RULE.organisation,
        rule: "office-of-place",
      }
    : { first, last, kind: "place", probability: BY_RULE.place };
}

function isState(token: ReadToken | undefined): boolean {
  return STATE_HEADS.has(token?.word.exact ?? "");
}

/** How many tokens a body's name takes that begins with a head in capitals: "Yayasan Pelita Bangsa"; 0 when none begins. */
function capitalBody(tokens: readonly ReadToken[], at: number, until: number): number {
  const head = tokens[at];
  if (head === undefined || !capitalHeads.has(head.word.exact) || !isCapital(head)) return 0;
  let last = at + 1;
  while (last < Math.min(at + LONGEST_BODY, until) && isCapital(tokens[last])) last += 1;
  // In a headline or a shout everything is in capitals.
  const isShouted = last === at + LONGEST_BODY;
  return last === at + 1 || isShouted ? 0 : last - at;
}

function isCapital(token: ReadToken | undefined): boolean {
  return token?.letterCase === "title" || token?.letterCase === "upper";
}

/** "Jl. Sudirman", "Jalan Ahmad Yani": a street word and the name after it, however the tagger took that name. */
function findStreets(reading: Reading, owners: Owners, starts: readonly number[]): EntitySpan[] {
  const { tokens } = reading;
  const streets: EntitySpan[] = [];
  for (const first of starts) {
    const street = tokens[first];
    if (street === undefined) continue;
    if (owners[first]?.kind === "place") continue;
    const from = tokens[first + 1]?.word.exact === "." ? first + 2 : first + 1;
    const owner = from < owners.length ? owners[from] : undefined;
    if (isNewLine(reading, from)) continue;
    const last = owner?.first === from ? owner.last : nameEnd(reading, street, from);
    if (last <= from || NOT_STREETS.has(tokens[from]?.word.exact ?? "")) continue;
    const probability = Math.max(BY_RULE.street, owner?.probability ?? 0);
    streets.push({ first, last, kind: "place", rule: "street", probability });
  }
  return streets;
}

/** Where a name in capitals ends; "jalan" itself must be written as part of it. */
function nameEnd(reading: Reading, street: ReadToken, from: number): number {
  const { tokens } = reading;
  if (street.word.exact === "jalan" && street.letterCase !== "title") return from;
  let last = from;
  while (
    last < from + LONGEST_STREET &&
    tokens[last]?.kind === "word" &&
    tokens[last]?.letterCase === "title" &&
    (last === from || !isNewLine(reading, last))
  )
    last += 1;
  return last;
}
