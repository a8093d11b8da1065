import type { PlaceCandidate } from "../places/rank-candidates.ts";
import type { Gazetteer } from "../places/read-gazetteer.ts";
import { makePlaceResolver, type ResolvedPlace } from "../places/resolve-places.ts";
import type { Reading } from "../read/reading.ts";
import type { EntityKind } from "./entity.ts";
import { makeEntityLexicon } from "./entity-lexicon.ts";
import type { EntityModel } from "./entity-model.ts";
import { findRoles, type PersonRole } from "./find-roles.ts";
import { type EntitySpan, makeTagger } from "./make-tagger.ts";
import { addByRules, mendBoundaries } from "./mend-spans.ts";

/** Somebody or something named in a text. */
export interface Entity {
  /** Offsets into the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly kind: EntityKind;
  /** As written. */
  readonly name: string;
  /** The share of entities found like this one that were right in kind and in both ends, 0 to 1. */
  readonly probability: number;
  /** Whether the probability is too low to rely upon. */
  readonly isUnsure: boolean;
  /** The office that the text gives a person. */
  readonly role?: PersonRole;
  /** What the place, or the place in the organisation's name, may be; likeliest first. */
  readonly placeCandidates?: readonly PlaceCandidate[];
}

/** All entities of a text in the order of the text; they do not overlap. */
export interface EntitiesResult {
  readonly entities: readonly Entity[];
}

/** What the engine knows: the learned model and the gazetteer. */
export type EntityKnowledge = { readonly model: EntityModel; readonly gazetteer: Gazetteer };

/** Below this an entity is shown as unsure. */
const SURE = 0.5;
/** Finds persons, organisations and places in a reading, resolves the places and reads the offices of the persons. */
export function makeEntities({ model, gazetteer }: EntityKnowledge): (reading: Reading) => EntitiesResult {
  const tag = makeTagger(model, makeEntityLexicon(gazetteer));
  const resolvePlaces = makePlaceResolver(gazetteer);
  return (reading) => {
    const tagged = mendBoundaries(reading, tag(reading), gazetteer);
    const places = resolvePlaces(reading, tagged);
    const spans = addByRules(reading, tagged, places);
    if (spans.length === 0) return { entities: [] };
    const roles = findRoles(reading, spans);
    const candidatesOf = makeCandidateFinder(places);
    return {
      entities: spans.map((span, index) => toEntity(reading, span, roles.get(index), candidatesOf(span))),
    };
  };
}

function toEntity(
  { text, tokens }: Reading,
  { first, last, kind, probability }: EntitySpan,
  role: PersonRole | undefined,
  candidates: readonly PlaceCandidate[] | undefined,
): Entity {
  const start = tokens[first]?.start ?? 0;
  const end = tokens[last - 1]?.end ?? start;
  const name = text.slice(start, end);
  return {
    ...{ start, end, kind, name, probability, isUnsure: probability < SURE },
    ...(role === undefined ? {} : { role }),
    ...(candidates === undefined || kind === "person" ? {} : { placeCandidates: candidates }),
  };
}

/** The candidates of the first place within an entity: the narrowest one in "Gubeng, Surabaya". */
function makeCandidateFinder(
  places: readonly ResolvedPlace[],
): (span: EntitySpan) => readonly PlaceCandidate[] | undefined {
  const byToken = new Map<number, ResolvedPlace>();
  for (const place of places) byToken.set(place.last - 1, place);
  return ({ first, last, kind }) => {
    for (let at = first; at < last; at += 1) {
      const place = byToken.get(at);
      // "Metro TV" is not of Kota Metro.
      if (place !== undefined && (kind === "place" || place.isEvident)) return place.candidates;
    }
    return undefined;
  };
}
