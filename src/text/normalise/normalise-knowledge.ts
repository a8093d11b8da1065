/** What a normaliser knows. */
export type NormaliseKnowledge = {
  /** Chat spellings and abbreviations, each with the standard words it stands for. */
  readonly slang: ReadonlyMap<string, readonly string[]>;
  /** How often words in standard spelling are used, names among them. */
  readonly words: ReadonlyMap<string, number>;
  /** Words that are names where they have a capital. */
  readonly names: ReadonlySet<string>;
};

/**
 * Reads lists of spellings, the first list that knows a form having the last word: lines
 * `standard words: form form form`; lines that begin with # are remarks.
 */
export function readSlang(...sources: readonly string[]): Map<string, readonly string[]> {
  const slang = new Map<string, readonly string[]>();
  for (const source of sources) {
    for (const line of source.split("\n")) {
      const colon = line.indexOf(": ");
      if (colon < 1 || line.startsWith("#") || line.startsWith("!")) continue;
      const standard = line.slice(0, colon).split(" ");
      for (const form of line.slice(colon + 2).split(" ")) if (!slang.has(form)) slang.set(form, standard);
    }
  }
  return slang;
}

/** Reads the forms that a list of spellings says are names when they have a capital: lines `! form form`. */
export function readCapitalNames(source: string): Set<string> {
  const lines = source.split("\n").filter((line) => line.startsWith("! "));
  return new Set(lines.flatMap((line) => line.slice(2).split(" ")));
}

/** Reads word counts: lines `word TAB uses in small letters TAB uses with a capital`. */
export function readWordCounts(source: string): Pick<NormaliseKnowledge, "words" | "names"> {
  const words = new Map<string, number>();
  const names = new Set<string>();
  for (const line of source.split("\n")) {
    const [word, lower, title] = line.split("\t");
    if (!word || lower === undefined || title === undefined) continue;
    const [small, capital] = [Number(lower), Number(title)];
    words.set(word, small + capital);
    if (capital >= 5 && capital >= 2 * small) names.add(word);
  }
  return { words, names };
}
