/** Limits of one query. They keep parsing linear and what PostgreSQL is asked bounded. */
export const queryLimits = {
  /** UTF-16 units of source. */
  length: 20_000,
  /** Words, phrases and field conditions. */
  terms: 1_000,
  bracketDepth: 50,
  nearDistance: 50,
  /** Letters before a `*`: shorter beginnings match a large part of the dictionary. */
  prefixLength: 3,
  /** Lexemes in the compiled text query; NEAR multiplies them. */
  compiledLexemes: 20_000,
  /** Errors reported at once. */
  errors: 20,
} as const;
