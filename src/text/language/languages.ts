/**
 * Languages that the engine tells apart, in the order of the model's columns. BCP 47 codes in their shortest form:
 * Indonesian, Malay, English, Javanese, Sundanese, Madurese, Minangkabau, Balinese, Banjarese, Buginese, Acehnese,
 * Ngaju, Toba Batak. `other` stands for any further language in Latin letters, and is answered as "und".
 */
export const LANGUAGES = [
  "id",
  "ms",
  "en",
  "jv",
  "su",
  "mad",
  "min",
  "ban",
  "bjn",
  "bug",
  "ace",
  "nij",
  "bbc",
  "other",
] as const;

/** A language that a text or a part of it can be in. */
export type Language = Exclude<(typeof LANGUAGES)[number], "other">;

/** What the engine answers: a language, several at once, or none that it knows. */
export type LanguageLabel = Language | "mixed" | "und";

/** The column of `other`. */
export const OTHER = LANGUAGES.length - 1;
