import type { Category } from "./intent.ts";
import { formsOf, twoWordsOf } from "./spelling.ts";

/** What the word lists know of one written word. */
export interface WordMarks {
  /** Categories of the word by itself. */
  readonly categories: readonly number[];
  /** Its numbers in the phrases, one list for each word it stands for; empty where no phrase uses it. */
  readonly phraseWords: readonly (readonly number[])[];
}

interface Node {
  readonly next: Map<number, Node>;
  readonly categories: number[];
}

/** Compiled word lists: which categories a word belongs to, and a tree of phrases. */
export class PhraseFinder {
  readonly names: readonly string[];
  /** Words of the longest phrase. */
  longest = 0;
  private readonly single = new Map<string, number[]>();
  private readonly prefixes: { prefix: string; category: number }[] = [];
  private readonly phraseWord = new Map<string, number>();
  private readonly phrasePrefixes: { prefix: string; id: number }[] = [];
  private readonly root: Node = { next: new Map(), categories: [] };

  constructor(lists: Readonly<Record<string, Category>>) {
    this.names = Object.keys(lists);
    for (const [category, { words }] of Object.values(lists).entries()) {
      for (const entry of words.split(/\s+/).filter(Boolean)) this.add(entry, category);
    }
  }

  private add(entry: string, category: number): void {
    const parts = entry.split("_");
    const [only = ""] = parts;
    if (parts.length > 1) {
      this.longest = Math.max(this.longest, parts.length);
      let node = this.root;
      for (const part of parts) {
        const id = this.idOf(part);
        let next = node.next.get(id);
        if (next === undefined) {
          next = { next: new Map(), categories: [] };
          node.next.set(id, next);
        }
        node = next;
      }
      node.categories.push(category);
    } else if (only.endsWith("*")) this.prefixes.push({ prefix: only.slice(0, -1), category });
    else {
      const known = this.single.get(only);
      if (known === undefined) this.single.set(only, [category]);
      else if (!known.includes(category)) known.push(category);
    }
  }

  private idOf(part: string): number {
    const known = this.phraseWord.get(part);
    if (known !== undefined) return known;
    const id = this.phraseWord.size;
    this.phraseWord.set(part, id);
    if (part.endsWith("*")) this.phrasePrefixes.push({ prefix: part.slice(0, -1), id });
    return id;
  }

  /** What the lists know of a word; asked once for each different word. */
  marksOf(exact: string, normal: readonly string[]): WordMarks {
    const pair = twoWordsOf(exact) ?? (normal.length > 1 ? normal : null);
    const forms = formsOf(exact, normal);
    const categories = new Set<number>();
    for (const form of forms) {
      for (const category of this.single.get(form) ?? []) categories.add(category);
      for (const { prefix, category } of this.prefixes) if (form.startsWith(prefix)) categories.add(category);
    }
    const phraseWords = pair === null ? [this.idsOf(forms)] : pair.map((word) => this.idsOf([word]));
    return { categories: [...categories], phraseWords };
  }

  private idsOf(forms: readonly string[]): number[] {
    const ids = new Set<number>();
    for (const form of forms) {
      const id = this.phraseWord.get(form);
      if (id !== undefined) ids.add(id);
      for (const { prefix, id: prefixId } of this.phrasePrefixes)
        if (form.startsWith(prefix)) ids.add(prefixId);
    }
    return [...ids];
  }

  /** Whether a phrase begins with a word that has these numbers in the phrases. */
  begins(ids: readonly number[]): boolean {
    return ids.some((id) => this.root.next.has(id));
  }

  /**
   * Tells every phrase that begins at word `at` of the first `count` words, with its first and its last word. Phrases
   * are at most five words long, so the work at each word is bounded.
   */
  find(words: readonly (readonly number[])[], at: number, count: number, tell: TellPhrase): void {
    walk(this.root, words, at, at, count, tell);
  }
}

type TellPhrase = (category: number, first: number, last: number) => void;

function walk(
  node: Node,
  words: readonly (readonly number[])[],
  start: number,
  at: number,
  count: number,
  tell: TellPhrase,
): void {
  const ids = at < count ? words[at] : undefined;
  if (ids === undefined) return;
  for (let option = 0; option < ids.length; option += 1) {
    const next = node.next.get(ids[option] ?? -1);
    if (next === undefined) continue;
    for (let ended = 0; ended < next.categories.length; ended += 1)
      tell(next.categories[ended] ?? 0, start, at);
    if (next.next.size > 0) walk(next, words, start, at + 1, count, tell);
  }
}
