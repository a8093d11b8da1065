import { PhraseTable } from "../phrase-table.ts";
import type { NameStrength, Place, PlaceLevel, PlaceName } from "./place.ts";
import { PLACE_ALIASES, WORDLIKE_NAMES } from "./place-aliases.ts";

/** All places by code, and the names by which they are found. */
export interface Gazetteer {
  readonly byCode: ReadonlyMap<string, Place>;
  readonly names: PhraseTable<PlaceName>;
  /** Names that are nothing else, without their spaces, as hashtags write them: "jawatimur". */
  readonly joined: ReadonlyMap<string, PlaceName>;
}

const RUNG = /^(?:Kabupaten|Kota)(?: Administrasi)? /;

/**
 * Reads `data/gazetteer/places.tsv`: `code TAB name TAB latitude TAB longitude` a line, parents before children.
 * Short names, full names and the aliases of `place-aliases.ts` lead to a place. Throws on a line that is none.
 */
export function readGazetteer(source: string): Gazetteer {
  const byCode = new Map<string, Place>();
  const names = new PhraseTable<PlaceName>();
  const wordlike = new Set(WORDLIKE_NAMES.split(", "));
  const addName = (name: string, place: Place, strength: NameStrength): void =>
    names.add(name, (known) => ({
      strength: stronger(known?.strength, strength),
      places:
        known === undefined || !known.places.includes(place)
          ? [...(known?.places ?? []), place]
          : known.places,
    }));
  for (const line of source.split("\n")) {
    if (line === "") continue;
    const place = readPlace(line);
    byCode.set(place.code, place);
    if (place.level === "district") {
      addName(place.name, place, "district");
      continue;
    }
    addName(place.shortName, place, wordlike.has(place.shortName.toLowerCase()) ? "wordlike" : "strong");
    if (place.shortName !== place.name) addName(place.name, place, "strong");
  }
  for (const line of PLACE_ALIASES.trim().split("\n")) {
    const cut = line.indexOf(" ");
    const place = byCode.get(line.slice(0, cut));
    if (place === undefined) continue;
    for (const alias of line.slice(cut + 1).split(", "))
      if (alias.startsWith("? ")) addName(alias.slice(2), place, "wordlike");
      else addName(alias, place, "strong");
  }
  const joined = new Map<string, PlaceName>();
  names.forEach((name, value) => {
    if (value.strength === "strong") joined.set(name.replaceAll(" ", ""), value);
  });
  return { byCode, names, joined };
}

function stronger(left: NameStrength | undefined, right: NameStrength): NameStrength {
  if (left === "wordlike" || right === "wordlike") return "wordlike";
  return left === "strong" || right === "strong" ? "strong" : "district";
}

function readPlace(line: string): Place {
  const [code = "", name = "", latitude, longitude] = line.split("\t");
  if (!/^\d\d(?:\.\d\d){0,2}$/.test(code) || name === "")
    throw new Error(`No line of a gazetteer: ${line.slice(0, 80)}`);
  const shortName = name.replace(RUNG, "");
  return {
    code,
    level: levelOf(code, name),
    name,
    shortName,
    provinceCode: code.slice(0, 2),
    parentCode: code.length === 2 ? undefined : code.slice(0, -3),
    latitude: latitude === undefined ? undefined : Number(latitude),
    longitude: longitude === undefined ? undefined : Number(longitude),
  };
}

function levelOf(code: string, name: string): PlaceLevel {
  if (code.length === 2) return "province";
  if (code.length === 8) return "district";
  return name.startsWith("Kota ") ? "city" : "regency";
}
