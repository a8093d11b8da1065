/** A root, what it says, and the stories that speak of it. */
export interface Term {
  readonly key: string;
  /** Ordinary news articles that have the most frequent of its forms that was met. */
  documents: number;
  /** Texts of the window that have it. */
  texts: number;
  /** Stories that have it in their centre, and what it weighs there. */
  readonly stories: Map<Story, number>;
}

/** What a text speaks of: terms with weights whose squares sum to one, weightiest first. */
export interface TermVector {
  readonly terms: readonly Term[];
  readonly weights: readonly number[];
}

/** The centre of a story forgets half of what was said in so many milliseconds: a story may move on. */
const HALF_LIFE_MS = 3 * 86_400_000;
/** Terms that a centre keeps, and how many it may have before the lightest go. */
const KEPT_TERMS = 64;
const MOST_TERMS = 128;
/** What taking away leaves of a weight by rounding. */
const NOTHING = 1e-9;
/** Far beyond this the growing weights would leave the range of numbers: the landmark moves on. */
const LARGEST = 2 ** 400;

/**
 * A story: the sum of what its texts speak of, newer ones counting more. Weights are kept as they were at a landmark and new
 * ones grow instead (forward decay, Cormode and others 2009), so that nothing is touched as time passes.
 */
export class Story {
  readonly id: string;
  /** When its first and its newest text was said. */
  first: number;
  last: number;
  /** Texts of the window. */
  readonly members = new Set<string>();
  /** Its number while it is live, below the number of stories ever live at once. */
  readonly slot: number;
  readonly centre = new Map<Term, number>();
  /** Since the last look for merges and splits. */
  hasChanged = true;
  /** Its texts at the last look for a split. */
  lookedAt = 0;
  private square = 0;
  private lengthNow = 0;
  private joined = 0;
  private joinedTerms = 0;
  private landmark: number;

  constructor(id: string, slot: number, time: number) {
    this.id = id;
    this.slot = slot;
    this.first = time;
    this.last = time;
    this.landmark = time;
  }

  /** Length of the centre, at the landmark. */
  get length(): number {
    return this.lengthNow;
  }

  /** How many terms its texts have, in the mean. */
  get termsOfText(): number {
    return this.joinedTerms / Math.max(1, this.joined);
  }

  /** Adds what a text speaks of; a negative share takes it away again. */
  add({ terms, weights }: TermVector, time: number, share: number): void {
    this.widen(time);
    if (share > 0) {
      this.joined += 1;
      this.joinedTerms += terms.length;
    }
    const factor = share * this.growth(time);
    for (const [at, term] of terms.entries()) this.raise(term, factor * (weights[at] ?? 0));
    this.tidy();
  }

  /** Takes in the centre of another story, which is emptied. */
  absorb(other: Story): void {
    this.first = Math.min(this.first, other.first);
    this.widen(other.last);
    this.joined += other.joined;
    this.joinedTerms += other.joinedTerms;
    const factor = this.growth(other.landmark);
    for (const [term, weight] of other.centre) this.raise(term, factor * weight);
    other.close();
    for (const id of other.members) this.members.add(id);
    this.tidy();
  }

  /** No term leads to it any longer. */
  close(): void {
    for (const term of this.centre.keys()) term.stories.delete(this);
    this.centre.clear();
    this.square = 0;
  }

  /** How near a text is to the centre: the cosine, 0 to 1. */
  nearness({ terms, weights }: TermVector): number {
    if (this.square <= 0) return 0;
    let dot = 0;
    for (const [at, term] of terms.entries()) dot += (weights[at] ?? 0) * (this.centre.get(term) ?? 0);
    return Math.max(0, dot / this.length);
  }

  /** How near two centres are: the cosine, 0 to 1. */
  nearnessTo(other: Story): number {
    if (this.square <= 0 || other.square <= 0) return 0;
    const [small, large] = this.centre.size < other.centre.size ? [this, other] : [other, this];
    let dot = 0;
    for (const [term, weight] of small.centre) dot += weight * (large.centre.get(term) ?? 0);
    return Math.max(0, dot / (this.length * other.length));
  }

  /** The weightiest terms of the centre. */
  topTerms(limit: number): Term[] {
    return this.ranked()
      .slice(0, limit)
      .map(([term]) => term);
  }

  private ranked(): [Term, number][] {
    return [...this.centre].sort(([a, x], [b, y]) => y - x || (a.key < b.key ? -1 : 1));
  }

  private widen(time: number): void {
    this.first = Math.min(this.first, time);
    this.last = Math.max(this.last, time);
    this.hasChanged = true;
  }

  private growth(time: number): number {
    return 2 ** ((time - this.landmark) / HALF_LIFE_MS);
  }

  private raise(term: Term, by: number): void {
    const before = this.centre.get(term) ?? 0;
    const after = Math.max(0, before + by);
    this.square += after * after - before * before;
    if (after < NOTHING) {
      this.centre.delete(term);
      term.stories.delete(this);
    } else {
      this.centre.set(term, after);
      term.stories.set(this, after);
    }
  }

  private tidy(): void {
    this.trim();
    this.lengthNow = Math.sqrt(Math.max(0, this.square));
  }

  private trim(): void {
    const isLarge = this.square > LARGEST;
    if (this.centre.size <= MOST_TERMS && !isLarge) return;
    const kept = this.ranked().slice(0, KEPT_TERMS);
    const factor = isLarge ? 1 / this.growth(this.last) : 1;
    if (isLarge) this.landmark = this.last;
    this.close();
    for (const [term, weight] of kept) this.raise(term, weight * factor);
  }
}
