import { foldText } from "../fold.ts";
import { tokenise } from "../tokenise.ts";
import type { WordFrequency } from "./word-frequency.ts";

/** The share of documents, 0 to 1, that have the rarest word of a phrase: at most so many hold the phrase itself. */
export function phraseShare({ documents, of }: WordFrequency, phrase: string): number {
  const counts = tokenise(phrase).flatMap(({ kind, exact }) =>
    kind === "word" || kind === "number" ? [of(foldText(exact))] : [],
  );
  return counts.length === 0 ? 0 : Math.min(...counts) / documents;
}
