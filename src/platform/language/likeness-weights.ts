import { readFileSync } from "node:fs";
import type { WordWeights } from "#text/likeness/headline-sketch.ts";
import { readWordWeights } from "#text/likeness/word-weights.ts";

const file = new URL("../../../data/language/likeness/word-weights.bin", import.meta.url);

let loaded: WordWeights | undefined;

/** How much words tell texts apart, for finding copies. Read once in a process. */
export function likenessWeights(): WordWeights {
  loaded ??= readWordWeights(readFileSync(file));
  return loaded;
}
