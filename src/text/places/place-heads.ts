import type { PlaceLevel } from "./place.ts";

/** What a word before a name says of it: its rung, that a people is meant, or that it is no place of the gazetteer. */
export type HeadMeaning = PlaceLevel | "people" | "elsewhere";

const MEANINGS: readonly (readonly [HeadMeaning, string])[] = [
  [
    "province",
    "provinsi prov propinsi gubernur wagub pemprov polda kapolda wakapolda sekdaprov pangdam gub kajati kejati",
  ],
  [
    "city",
    "kota kotamadya kodya walikota walkot wawali wawalkot pemkot polrestabes kapolrestabes polresta kapolresta sekdakot",
  ],
  ["regency", "kabupaten kab bupati wabup pemkab sekdakab"],
  ["district", "kecamatan kec camat distrik polsek kapolsek koramil"],
  [
    "people",
    "suku etnis orang urang wong bahasa adat logat dialek aksara budaya tari tarian batik kesenian kuliner masakan keturunan marga wayang",
  ],
  // Villages, streets, waters and mountains borrow the names of districts and are not in the gazetteer.
  [
    "elsewhere",
    "desa dusun kelurahan kel kampung nagari gampong dukuh jalan jl jln gang gg lorong sungai kali gunung bukit danau selat laut teluk pantai taman pasar perumahan perum komplek tol gedung masjid hotel mal mall jembatan waduk candi",
  ],
];

const MEANING_OF: ReadonlyMap<string, HeadMeaning> = new Map(
  MEANINGS.flatMap(([meaning, words]) => words.split(" ").map((word) => [word, meaning] as const)),
);

/** Words that are a rung and belong to the place's full name, so that a found place begins with them. */
export const RUNG_WORDS: ReadonlySet<string> = new Set(
  "provinsi prov propinsi kota kotamadya kodya kabupaten kab kecamatan kec distrik".split(" "),
);

/** Offices of a place: with the name after them they are an organisation. */
export const OFFICE_WORDS: ReadonlySet<string> = new Set(
  "pemkot pemkab pemprov pemda polda polres polresta polrestabes polsek dprd kpud bpbd bappeda dishub disdik dinkes dinsos satpol".split(
    " ",
  ),
);

export const LOCATIVE_WORDS: ReadonlySet<string> = new Set("di ke dari dekat menuju sekitar".split(" "));

/** What the word says of the name after it, if anything. */
export function headMeaning(word: string): HeadMeaning | undefined {
  return MEANING_OF.get(word);
}
