import type { PlaceCandidate } from "../places/rank-candidates.ts";
import type { Gazetteer } from "../places/read-gazetteer.ts";
import { makePlaceResolver, type ResolvedPlace } from "../places/resolve-places.ts";
import type { Reading } from "../read/reading.ts";
import type { EntityKind } from "./entity.ts";
import { makeEntityLexicon } from "./entity-lexicon.ts";
import type { EntityModel } from "./entity-model.ts";
import { type EntityReason, explainSpan } from "./explain-span.ts";
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
  /** Words and rules that speak for it. */
  readonly reasons: readonly EntityReason[];
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
/** Finds what a reading names. Without `explains` the reasons, which few ask for, are left empty. */
export type EntityReader = (reading: Reading, explains?: boolean) => EntitiesResult;

/** Finds persons, organisations and places in a reading, resolves the places and reads the offices of the persons. */
export function makeEntities({ model, gazetteer }: EntityKnowledge): EntityReader {
  const tag = makeTagger(model, makeEntityLexicon(gazetteer));
  const resolvePlaces = makePlaceResolver(gazetteer);
  return (reading, explains = true) => {
    const { spans: tagged, starts, words } = tag(reading);
    const mended = mendBoundaries(reading, tagged, gazetteer);
    const places = resolvePlaces(reading, mended, starts.places);
    const spans = addByRules(reading, mended, places, starts);
    if (spans.length === 0) return { entities: [] };
    const roles = findRoles(reading, spans, words);
    const candidatesOf = makeCandidateFinder(places);
    return {
      entities: spans.map((span, index) => {
        const reasons = explains ? explainSpan(reading.tokens, span, words) : [];
        const candidates = span.kind === "person" ? undefined : candidatesOf(span);
        return toEntity(reading, span, reasons, roles.get(index), candidates);
      }),
    };
  };
}

function toEntity(
  { text, tokens }: Reading,
  { first, last, kind, probability }: EntitySpan,
  reasons: readonly EntityReason[],
  role: PersonRole | undefined,
  placeCandidates: readonly PlaceCandidate[] | undefined,
): Entity {
  const start = tokens[first]?.start ?? 0;
  const end = tokens[last - 1]?.end ?? start;
  const name = text.slice(start, end);
  const isUnsure = probability < SURE;
  // What there is nothing to say of is left out.
  if (role !== undefined) return { start, end, kind, name, probability, isUnsure, reasons, role };
  if (placeCandidates === undefined) return { start, end, kind, name, probability, isUnsure, reasons };
  return { start, end, kind, name, probability, isUnsure, reasons, placeCandidates };
}

/**
 * The candidates of the first place within an entity: the narrowest one in "Gubeng, Surabaya". Entities are asked for in
 * the order of the text, as places are.
 */
function makeCandidateFinder(
  places: readonly ResolvedPlace[],
): (span: EntitySpan) => readonly PlaceCandidate[] | undefined {
  let next = 0;
  return ({ first, last, kind }) => {
    while (next < places.length && (places[next]?.last ?? 0) <= first) next += 1;
    for (let at = next; at < places.length; at += 1) {
      const place = places[at];
      if (place === undefined || place.last > last) break;
      // "Metro TV" is not of Kota Metro.
      if (kind === "place" || place.isEvident) return place.candidates;
    }
    return undefined;
  };
}
