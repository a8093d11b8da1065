import { faceDirection, isIronicFace } from "./face-direction.ts";
import { opinionClass } from "./opinion-class.ts";
import { type ToneWord, UnitKind } from "./tone-word.ts";
import {
  CLAUSE_WORDS,
  CONCESSION_WORDS,
  CONTRAST_WORDS,
  EXCESS_WORDS,
  LIGHT_WORDS,
  NOW_WORDS,
  ONCE_WORDS,
  ONLY_WORDS,
  RECURRING_WORDS,
  SAYING_WORDS,
  STRENGTHENING_WORDS,
} from "./turning-words.ts";

/** What is asked of every unit of a text, in one number; the lowest three bits are its `Turn`. */
export const Trait = {
  turn: 7,
  mark: 1 << 3,
  face: 1 << 4,
  word: 1 << 5,
  comma: 1 << 6,
  ironicFace: 1 << 7,
  /** A phrase of the lexicon of several words may begin here. */
  phrase: 1 << 8,
  clause: 1 << 9,
  contrast: 1 << 10,
  concession: 1 << 11,
  once: 1 << 12,
  now: 1 << 13,
  light: 1 << 14,
  only: 1 << 15,
  saying: 1 << 16,
  strengthening: 1 << 17,
  excess: 1 << 18,
  recurring: 1 << 19,
  who: 1 << 20,
  that: 1 << 21,
  pity: 1 << 22,
  /** The second word of a phrase of the lexicon may be here. */
  second: 1 << 23,
} as const;

/** What may part clauses: most units are passed by with this one look. */
export const JOINT = Trait.mark | Trait.clause | Trait.contrast | Trait.concession | Trait.once | Trait.now;

const LISTS: readonly (readonly [bit: number, words: ReadonlySet<string>])[] = [
  [Trait.light, LIGHT_WORDS],
  [Trait.only, ONLY_WORDS],
  [Trait.saying, SAYING_WORDS],
  [Trait.strengthening, STRENGTHENING_WORDS],
  [Trait.excess, EXCESS_WORDS],
  [Trait.recurring, RECURRING_WORDS],
  [Trait.who, new Set(["siapa"])],
  [Trait.that, new Set(["yang"])],
  [Trait.pity, new Set(["sayang"])],
];
const JOINT_LISTS: readonly (readonly [bit: number, words: ReadonlySet<string>])[] = [
  [Trait.clause, CLAUSE_WORDS],
  [Trait.contrast, CONTRAST_WORDS],
  [Trait.concession, CONCESSION_WORDS],
  [Trait.once, ONCE_WORDS],
  [Trait.now, NOW_WORDS],
];

/** Numbers of a row: 64 bytes, a line of the processor's cache, of which weights of 8 bytes take the second half. */
const ROW = 16;
const HASH = 0;
const TRAITS = 1;
const OPINION = 2;
const WEIGHTS = 4;
const FIRST_ROWS = 4_096;

/** Words as the engine of tone knows them: a row of numbers each, so that a text is weighed without a look at its words. */
export class ToneWords {
  readonly words: ToneWord[] = [];
  private room = new ArrayBuffer(FIRST_ROWS * ROW * 4);
  private numbers = new Int32Array(this.room);
  /** What each word by itself adds to the three tones, from `weightsAt` on; another array after words were added. */
  weights = new Float64Array(this.room);

  /** Adds a word and, of what no word tells by itself, some traits more; returns its number. */
  add(word: ToneWord, weights: readonly [number, number, number], traits = 0): number {
    const number = this.words.push(word) - 1;
    if ((number + 1) * ROW > this.numbers.length) this.widen();
    const row = number * ROW;
    this.numbers[row + HASH] = word.hash;
    this.numbers[row + TRAITS] = traitsOf(word) | traits;
    this.numbers[row + OPINION] = opinionOf(word);
    this.weights.set(weights, weightsAt(number));
    return number;
  }

  hash(number: number): number {
    return this.numbers[number * ROW + HASH] ?? 0;
  }

  traits(number: number): number {
    return this.numbers[number * ROW + TRAITS] ?? 0;
  }

  /** The class of the word by itself as an opinion; 0 for none. */
  opinion(number: number): number {
    return this.numbers[number * ROW + OPINION] ?? 0;
  }

  private widen(): void {
    const { numbers } = this;
    this.room = new ArrayBuffer(2 * this.room.byteLength);
    this.numbers = new Int32Array(this.room);
    this.numbers.set(numbers);
    this.weights = new Float64Array(this.room);
  }
}

/** Where the weights of a word begin. */
export const weightsAt = (number: number): number => (number * ROW) / 2 + WEIGHTS;

function traitsOf({ key, kind, turn, first }: ToneWord): number {
  let traits: number = turn;
  if (kind === UnitKind.mark) traits |= Trait.mark;
  if (kind === UnitKind.face) traits |= Trait.face;
  if (kind === UnitKind.word) traits |= Trait.word;
  if (key === ",") traits |= Trait.comma;
  if (kind === UnitKind.face && isIronicFace(key)) traits |= Trait.ironicFace;
  if (first !== undefined && first.next.size > 0) traits |= Trait.phrase;
  for (const [bit, words] of LISTS) if (words.has(key)) traits |= bit;
  if (kind === UnitKind.word) for (const [bit, words] of JOINT_LISTS) if (words.has(key)) traits |= bit;
  return traits;
}

const FACE_GOOD = opinionClass("face-good");
const FACE_BAD = opinionClass("face-bad");
const FACE = opinionClass("face");

function opinionOf({ key, kind, first }: ToneWord): number {
  if (kind !== UnitKind.face) return first?.opinion ?? 0;
  const direction = isIronicFace(key) ? -1 : faceDirection(key);
  if (direction === 0) return FACE;
  return direction > 0 ? FACE_GOOD : FACE_BAD;
}
