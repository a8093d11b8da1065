import type { Random } from "../random.ts";
import { wordsOf } from "./samples.ts";

/** A text must have at least this share of replaced words to pass for Malay. */
const LEAST_SHARE = 0.12;
/** Some words stay, as they do in Malay that borrows. */
const REPLACED = 0.9;

/** What an Indonesian word or two are in Malay: `rumah sakit TAB hospital`, one pair a line; nothing drops the word. */
export function readSubstitutions(source: string): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const line of source.split("\n")) {
    const [from, to] = line.split("\t");
    if (from) found.set(wordsOf(from).join(" "), wordsOf(to ?? ""));
  }
  return found;
}

/**
 * Indonesian words rewritten word by word as Malay, or null where too few differ. There is no Malay corpus here; this
 * teaches the model that the words both have say nothing, and that the replaced ones say much.
 */
export function asMalay(
  words: readonly string[],
  substitutions: ReadonlyMap<string, readonly string[]>,
  random: Random,
): string[] | null {
  const malay: string[] = [];
  let replaced = 0;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    const pair = substitutions.get(`${word} ${words[index + 1]}`);
    const found = pair ?? substitutions.get(word);
    if (found === undefined || random() >= REPLACED) malay.push(word);
    else {
      malay.push(...found);
      if (found.length > 0) replaced += 1;
      if (pair) index += 1;
    }
  }
  return replaced >= LEAST_SHARE * words.length ? malay : null;
}
