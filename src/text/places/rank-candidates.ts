import type { Place } from "./place.ts";
import { CAPITALS, LARGE_PLACES, PEOPLES } from "./place-aliases.ts";
import { LOCATIVE_WORDS } from "./place-heads.ts";
import type { PlaceMention } from "./place-mention.ts";
import type { Gazetteer } from "./read-gazetteer.ts";

/** What a name may stand for. `people` has no code: "orang Banjar" speaks of no place. */
export interface PlaceCandidate {
  readonly code: string | null;
  readonly level: Place["level"] | "people";
  /** The official name. */
  readonly name: string;
  /** The name of the province; that of a province is its own, a people has none. */
  readonly province: string | null;
  readonly probability: number;
}

/** What the rest of the text says of places. */
export type PlaceSurroundings = {
  /** Whether a code is named right after the mention: "Surabaya, Jawa Timur". */
  readonly isBeside: (code: string) => boolean;
  /** Whether a code is named anywhere else in the text. */
  readonly isElsewhere: (code: string) => boolean;
  /** Places of the text that can be only one. */
  readonly certain: readonly Place[];
};

const capitals = new Set(CAPITALS.split(" "));
const large = new Set(LARGE_PLACES.split(" "));
const peoples = new Set(PEOPLES.split(" "));

/**
 * The prior rule, for lack of free figures of population by name: a province is meant rather than its capital, the
 * capital rather than a large city, that rather than another city or regency, and a district last. A regency that
 * shares its name with a city is meant less often than the city.
 */
const PRIOR = { province: 8, capital: 6, large: 4, city: 2, regency: 1.5, district: 0.15, people: 0.6 };
const BESIDE_CITY = 0.3;
/** The weight of "none of these": a namesake abroad, a street, a common word. */
const NONE = { strong: 0.2, wordlike: 1, district: 0.5 };
const HEAD_FITS = 40;
const HEAD_MISFITS = 0.05;
const PARENT_AFTER = { province: 25, regency: 60 };
const PARENT_IN_TEXT = { province: 6, regency: 20 };
const NEAR_CERTAIN = 2;
const NEAR_KM = 120;
const MOST_CANDIDATES = 6;
const LEAST_PROBABILITY = 0.01;

/** What of a mention, beside its name and the places around it, decides how its candidates are ranked. */
export function rankingKey({ head, headFirst, first, last, wordBefore }: PlaceMention): string {
  const isBare = headFirst === first && last - first === 1;
  if (!isBare) return head ?? "";
  return head === undefined && LOCATIVE_WORDS.has(wordBefore) ? "bare after di" : `bare ${head ?? ""}`;
}

/** All candidates of a mention with their probabilities, likeliest first; they sum to less than one. */
export function rankCandidates(
  mention: PlaceMention,
  surroundings: PlaceSurroundings,
  gazetteer: Gazetteer,
): PlaceCandidate[] {
  const { places, strength } = mention.name;
  const weighed: (Omit<PlaceCandidate, "probability"> & { weight: number })[] = places.map((place) => ({
    code: place.code,
    level: place.level,
    name: place.name,
    province: gazetteer.byCode.get(place.provinceCode)?.name ?? null,
    weight: weigh(place, mention, surroundings, gazetteer),
  }));
  const shortName = places[0]?.shortName ?? "";
  if (
    peoples.has(shortName.toLowerCase()) &&
    mention.headFirst === mention.first &&
    mention.last - mention.first === 1
  )
    weighed.push({
      code: null,
      level: "people",
      name: shortName,
      province: null,
      weight: weighPeople(mention),
    });
  const total = weighed.reduce((sum, { weight }) => sum + weight, NONE[strength]);
  return weighed
    .map(({ weight, ...candidate }) => ({
      ...candidate,
      probability: Math.round((1000 * weight) / total) / 1000,
    }))
    .filter(({ probability }) => probability >= LEAST_PROBABILITY)
    .sort(
      (one, other) =>
        other.probability - one.probability || ((one.code ?? "~") < (other.code ?? "~") ? -1 : 1),
    )
    .slice(0, MOST_CANDIDATES);
}

function weigh(
  place: Place,
  { name, head }: PlaceMention,
  around: PlaceSurroundings,
  { byCode }: Gazetteer,
): number {
  let weight = prior(place, name.places);
  if (head === place.level) weight *= HEAD_FITS;
  else if (head !== undefined) weight *= HEAD_MISFITS;
  // A parent of the same name is named by every naming of the place itself, so it says nothing.
  const isOther = (code: string | undefined): boolean =>
    code !== undefined && code !== place.code && byCode.get(code)?.shortName !== place.shortName;
  const regency = place.level === "district" && isOther(place.parentCode) ? place.parentCode : undefined;
  const province = isOther(place.provinceCode) ? place.provinceCode : undefined;
  weight *= Math.max(
    parentFactor(regency, around.isBeside, PARENT_AFTER.regency),
    parentFactor(province, around.isBeside, PARENT_AFTER.province),
    parentFactor(regency, around.isElsewhere, PARENT_IN_TEXT.regency),
    parentFactor(province, around.isElsewhere, PARENT_IN_TEXT.province),
  );
  if (around.certain.some((other) => other.code !== place.code && isNear(other, place)))
    weight *= NEAR_CERTAIN;
  return weight;
}

function prior(place: Place, namesakes: readonly Place[]): number {
  if (capitals.has(place.code)) return PRIOR.capital;
  const own = large.has(place.code) ? PRIOR.large : PRIOR[place.level];
  const isBesideCity =
    place.level === "regency" &&
    namesakes.some(({ level, provinceCode }) => level === "city" && provinceCode === place.provinceCode);
  return isBesideCity ? own * BESIDE_CITY : own;
}

function weighPeople({ head, wordBefore }: PlaceMention): number {
  if (head === "people") return PRIOR.people * HEAD_FITS;
  return head !== undefined || LOCATIVE_WORDS.has(wordBefore) ? PRIOR.people * HEAD_MISFITS : PRIOR.people;
}

function parentFactor(code: string | undefined, isNamed: (code: string) => boolean, factor: number): number {
  return code !== undefined && isNamed(code) ? factor : 1;
}

const KM_PER_DEGREE = 111;

/** Distance on a flat map, good enough this near the equator. */
function isNear(one: Place, other: Place): boolean {
  if (one.latitude === undefined || one.longitude === undefined) return false;
  if (other.latitude === undefined || other.longitude === undefined) return false;
  const north = (one.latitude - other.latitude) * KM_PER_DEGREE;
  const east = (one.longitude - other.longitude) * KM_PER_DEGREE;
  return north * north + east * east <= NEAR_KM * NEAR_KM;
}
