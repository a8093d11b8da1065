import { foldValue } from "../fold.ts";
import { PLACE_ALIASES } from "./place-aliases.ts";
import type { Gazetteer } from "./read-gazetteer.ts";

/**
 * The folded names by which people look for a place: its own and those of the places it lies in, with code, official
 * name, short name and aliases ("35.78", "kota surabaya", "surabaya", "sby", then "35", "jawa timur", "jatim").
 */
export function makePlaceWords({ byCode }: Gazetteer): (code: string) => readonly string[] {
  const aliases = new Map<string, string[]>();
  for (const line of PLACE_ALIASES.trim().split("\n")) {
    const cut = line.indexOf(" ");
    const names = line.slice(cut + 1).split(", ");
    aliases.set(
      line.slice(0, cut),
      names.map((name) => foldValue(name.replace(/^\? /, ""))),
    );
  }
  const known = new Map<string, readonly string[]>();
  const wordsOf = (code: string): readonly string[] => {
    const found = known.get(code);
    if (found) return found;
    const place = byCode.get(code);
    if (!place) return [];
    const own = [code, foldValue(place.name), foldValue(place.shortName), ...(aliases.get(code) ?? [])];
    const above = place.parentCode === undefined ? [] : wordsOf(place.parentCode);
    const words = [...new Set([...own, ...above])];
    known.set(code, words);
    return words;
  };
  return wordsOf;
}
