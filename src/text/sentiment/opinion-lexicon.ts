import { foldText } from "../fold.ts";
import { OPINION_CLASSES } from "./opinion-class.ts";

/** A step of a phrase: what may follow, and the class of the phrase that ends here (0: none ends here). */
export type PhraseNode = { readonly next: ReadonlyMap<string, PhraseNode>; readonly opinion: number };

type GrowingNode = { next: Map<string, GrowingNode>; opinion: number };

/** The longest phrase that is looked for, in words. */
export const LONGEST_PHRASE = 5;

/**
 * Reads an opinion lexicon: `[class]` lines open a section, other lines hold words and phrases between commas, `#`
 * begins a remark. The first section that names a phrase keeps it. Throws on a section that is not a class.
 */
export function readOpinionLexicon(source: string): PhraseNode {
  const root: GrowingNode = { next: new Map(), opinion: 0 };
  let opinion = 0;
  for (const line of source.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const section = /^\[(.+)\]$/.exec(line.trim())?.[1];
    if (section !== undefined) {
      opinion = (OPINION_CLASSES as readonly string[]).indexOf(section);
      if (opinion < 1) throw new RangeError(`Unknown opinion class: ${section}`);
      continue;
    }
    for (const phrase of line.split(",")) addPhrase(root, phrase, opinion);
  }
  return root;
}

function addPhrase(root: GrowingNode, phrase: string, opinion: number): void {
  const words = foldText(phrase)
    .replace(/['’]/g, "")
    .split(/\s+/)
    .flatMap((word) => (isDoubled(word) ? [word] : word.split("-")))
    .filter((word) => word !== "" && word !== "nya");
  if (words.length === 0 || words.length > LONGEST_PHRASE) return;
  let node = root;
  for (const word of words) {
    let next = node.next.get(word);
    if (next === undefined) {
      next = { next: new Map(), opinion: 0 };
      node.next.set(word, next);
    }
    node = next;
  }
  if (node.opinion === 0) node.opinion = opinion;
}

/** "putus-putus" is one word to the reader, "carut-marut" two. */
function isDoubled(word: string): boolean {
  const hyphen = word.indexOf("-");
  return hyphen > 0 && word.slice(0, hyphen) === word.slice(hyphen + 1);
}
