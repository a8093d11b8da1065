import { isContent, rootOf } from "../digest/content-words.ts";
import type { WordFrequency } from "../digest/word-frequency.ts";
import type { Reading } from "../read/reading.ts";
import type { Term, TermVector } from "./story.ts";
import type { StoryText } from "./story-text.ts";

/** Rarer words say no more than this, in nats. */
const HEAVIEST = 8;
/** A number tells less than a word of the same rarity. */
const NUMBER_SHARE = 0.5;
/** What a word of the body weighs against one of the title. */
const BODY_SHARE = 0.4;
/** Words of a body that are looked at: news says in its lead what it is about. */
const BODY_TOKENS = 70;
const MOST_TERMS = 40;
/** A word that fewer articles have is not known to ordinary news; how common it is, the window itself shows. */
const KNOWN_FROM = 3;

/**
 * All terms of the window. What a term says follows from how few articles of ordinary news have it: a burst does not make
 * the name of its own story a common word. Of words that news does not know, the window shows which are common.
 */
export class Terms {
  private readonly terms = new Map<string, Term>();
  private readonly frequency: WordFrequency;
  private texts = 0;

  constructor(frequency: WordFrequency) {
    this.frequency = frequency;
  }

  /** What a text speaks of, its terms counted in. */
  take(text: StoryText): TermVector {
    const found = new Map<Term, number>();
    if (text.title) this.collect(text.title, text.title.tokens.length, 1, found);
    if (text.body) this.collect(text.body, BODY_TOKENS, text.title ? BODY_SHARE : 1, found);
    this.texts += 1;
    for (const term of found.keys()) term.texts += 1;
    const ranked = [...found].sort(([a, x], [b, y]) => y - x || (a.key < b.key ? -1 : 1));
    for (const [term] of ranked.splice(MOST_TERMS)) this.drop(term);
    const length = Math.sqrt(ranked.reduce((sum, [, weight]) => sum + weight * weight, 0));
    return { terms: ranked.map(([term]) => term), weights: ranked.map(([, weight]) => weight / length) };
  }

  /** Forgets terms that neither a text nor a story has. */
  sweep(): void {
    for (const term of this.terms.values())
      if (term.texts <= 0 && term.stories.size === 0) this.terms.delete(term.key);
  }

  /** Counts the terms of a text out again. */
  release({ terms }: TermVector): void {
    this.texts -= 1;
    for (const term of terms) this.drop(term);
  }

  private drop(term: Term): void {
    term.texts -= 1;
    if (term.texts <= 0 && term.stories.size === 0) this.terms.delete(term.key);
  }

  private collect({ tokens }: Reading, most: number, share: number, found: Map<Term, number>): void {
    for (let at = 0; at < Math.min(most, tokens.length); at += 1) {
      const token = tokens[at];
      if (token === undefined) continue;
      const isNumber = token.kind === "number" && token.word.exact.length > 1;
      if (!isNumber && !isContent(token)) continue;
      const term = this.termOf(rootOf(token), token.word.exact);
      const weight = share * (isNumber ? NUMBER_SHARE : 1) * this.weigh(term);
      if (weight > (found.get(term) ?? 0)) found.set(term, weight);
    }
  }

  private termOf(key: string, exact: string): Term {
    const known = this.terms.get(key);
    const documents = Math.max(this.frequency.of(exact), known?.documents ?? this.frequency.of(key));
    if (known !== undefined) {
      known.documents = documents;
      return known;
    }
    const term: Term = { key, documents, texts: 0, stories: new Map() };
    this.terms.set(key, term);
    return term;
  }

  private weigh({ documents, texts }: Term): number {
    const { documents: all } = this.frequency;
    const isKnown = documents >= KNOWN_FROM;
    const weight = Math.log(
      (all + 1 + (isKnown ? 0 : this.texts)) / (documents + 0.5 + (isKnown ? 0 : texts)),
    );
    return Math.min(HEAVIEST, Math.max(0, weight));
  }
}
