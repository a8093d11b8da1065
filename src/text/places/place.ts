/** The rungs of Indonesian administration that the gazetteer holds. */
export type PlaceLevel = "province" | "city" | "regency" | "district";

/** A place with a code of the Ministry of Home Affairs: `35`, `35.78`, `35.78.01`. */
export interface Place {
  readonly code: string;
  readonly level: PlaceLevel;
  /** The official name: "Kota Banjar", "Kabupaten Banjar", "Jawa Timur", "Gubeng". */
  readonly name: string;
  /** The name without its rung: "Banjar". */
  readonly shortName: string;
  readonly provinceCode: string;
  /** The regency or city of a district, the province of a regency; a province has none. */
  readonly parentCode: string | undefined;
  /** Degrees, of the seat of government. A district has none. */
  readonly latitude: number | undefined;
  readonly longitude: number | undefined;
}

/** How the gazetteer's evidence for a name stands by itself, before any context. */
export type NameStrength = "strong" | "wordlike" | "district";

/** What a name may stand for. */
export interface PlaceName {
  readonly strength: NameStrength;
  readonly places: readonly Place[];
}
