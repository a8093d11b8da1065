import { coverPersonalData } from "#text/personal-data/cover-personal-data.ts";
import { personalDataKinds } from "#text/personal-data/finding.ts";

const everyKind = new Set(personalDataKinds);

/** Words that others said, as they leave the server: with a dot for each character of personal data (decision 12). */
export type WordCover = (text: string) => string;

export const coverWords: WordCover = (text) => coverPersonalData(text, everyKind).text;

/** Only for whoever asked on record. */
export const plainWords: WordCover = (text) => text;
