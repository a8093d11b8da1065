import { LABEL_COUNT } from "./entity.ts";

/** Scores are laid out eight to a token, the eighth unused, so that a row begins at a power of two. */
export const ROW = 8;
/** The row of transitions that leads into a sentence. */
export const FROM_START = LABEL_COUNT;
const IMPOSSIBLE = -1e9;

/** Whether label `to` may follow `from`: the inside of an entity follows only its beginning or inside. */
export function mayFollow(from: number, to: number): boolean {
  if (to === 0 || to % 2 === 1) return true;
  return from === to || from === to - 1;
}

/** A stretch of tokens to be labelled: `from` up to and without `until`; the tokens around it are outside of entities. */
export type Stretch = { from: number; until: number; isAtStart: boolean; isAtEnd: boolean };

/** Where the answers are written, one row per token of the sentence. */
export type Labelling = {
  labels: Uint8Array;
  /** The score of the best path less that of the best path through any other label there; at least 0. */
  margins: Int32Array;
};

/**
 * Labels a stretch; returns whether anything in it is an entity. Where nothing is, every label is 0 and margins are not
 * written.
 */
export type Labeller = (scores: Int32Array, stretch: Stretch, into: Labelling) => boolean;

/**
 * Finds the best labels of stretches: max-product over a linear chain, forwards and backwards, in whole numbers. `scores`
 * has `ROW` numbers a token, `transitions` `ROW` a row from each label and from the start. Ties go to the lower label.
 */
export function makeLabeller(transitions: Int32Array): Labeller {
  /** Turned round: a row for each label that is led to, so that what is compared lies side by side. */
  const into = new Int32Array(LABEL_COUNT * ROW);
  for (let to = 0; to < LABEL_COUNT; to += 1)
    for (let label = 0; label < LABEL_COUNT; label += 1)
      into[to * ROW + label] = transitions[label * ROW + to] ?? 0;
  let forward = new Int32Array(0);
  let backward = new Int32Array(0);

  /** The best way into a label that may follow every other one. */
  const anyInto = (before: number, to: number): number => {
    const row = to * ROW;
    let best = (forward[before] ?? 0) + (into[row] ?? 0);
    best = Math.max(best, (forward[before + 1] ?? 0) + (into[row + 1] ?? 0));
    best = Math.max(best, (forward[before + 2] ?? 0) + (into[row + 2] ?? 0));
    best = Math.max(best, (forward[before + 3] ?? 0) + (into[row + 3] ?? 0));
    best = Math.max(best, (forward[before + 4] ?? 0) + (into[row + 4] ?? 0));
    best = Math.max(best, (forward[before + 5] ?? 0) + (into[row + 5] ?? 0));
    return Math.max(best, (forward[before + 6] ?? 0) + (into[row + 6] ?? 0));
  };
  /** The best way into the inside of an entity: from its beginning or inside. */
  const inside = (before: number, to: number): number =>
    Math.max(
      (forward[before + to - 1] ?? 0) + (into[to * ROW + to - 1] ?? 0),
      (forward[before + to] ?? 0) + (into[to * ROW + to] ?? 0),
    );
  /** The best way on from a label to one that may follow every other one. */
  const anyOn = (label: number, outside: number, first: number, second: number, third: number): number => {
    const row = label * ROW;
    let best = outside + (transitions[row] ?? 0);
    best = Math.max(best, first + (transitions[row + 1] ?? 0));
    best = Math.max(best, second + (transitions[row + 3] ?? 0));
    return Math.max(best, third + (transitions[row + 5] ?? 0));
  };

  /** Fills `forward`; returns the score of the path that stays outside of entities. */
  const goForward = (scores: Int32Array, base: number, end: number, entry: number): number => {
    for (let to = 0; to < LABEL_COUNT; to += 1)
      forward[to] = isInside(to) ? IMPOSSIBLE : (transitions[entry + to] ?? 0) + (scores[base + to] ?? 0);
    let outside = forward[0] ?? 0;
    for (let row = ROW; row <= end; row += ROW) {
      const before = row - ROW;
      const at = base + row;
      outside += (transitions[0] ?? 0) + (scores[at] ?? 0);
      forward[row] = anyInto(before, 0) + (scores[at] ?? 0);
      forward[row + 1] = anyInto(before, 1) + (scores[at + 1] ?? 0);
      forward[row + 2] = inside(before, 2) + (scores[at + 2] ?? 0);
      forward[row + 3] = anyInto(before, 3) + (scores[at + 3] ?? 0);
      forward[row + 4] = inside(before, 4) + (scores[at + 4] ?? 0);
      forward[row + 5] = anyInto(before, 5) + (scores[at + 5] ?? 0);
      forward[row + 6] = inside(before, 6) + (scores[at + 6] ?? 0);
    }
    return outside;
  };
  /** Fills `backward` but for its last row. */
  const goBackward = (scores: Int32Array, base: number, end: number): void => {
    for (let row = end - ROW; row >= 0; row -= ROW) {
      const next = row + ROW;
      const at = base + next;
      const outside = (backward[next] ?? 0) + (scores[at] ?? 0);
      const first = (backward[next + 1] ?? 0) + (scores[at + 1] ?? 0);
      const second = (backward[next + 3] ?? 0) + (scores[at + 3] ?? 0);
      const third = (backward[next + 5] ?? 0) + (scores[at + 5] ?? 0);
      backward[row] = anyOn(0, outside, first, second, third);
      for (let label = 1; label < LABEL_COUNT; label += 1) {
        const within = label + (label & 1);
        const on = (backward[next + within] ?? 0) + (scores[at + within] ?? 0);
        backward[row + label] = Math.max(
          anyOn(label, outside, first, second, third),
          on + (transitions[label * ROW + within] ?? 0),
        );
      }
    }
  };

  return (scores, { from, until, isAtStart, isAtEnd }, { labels, margins }) => {
    const count = until - from;
    if (forward.length < count * ROW) {
      forward = new Int32Array(2 * count * ROW);
      backward = new Int32Array(2 * count * ROW);
    }
    const base = from * ROW;
    const end = (count - 1) * ROW;
    const outside = goForward(scores, base, end, (isAtStart ? FROM_START : 0) * ROW);
    let best = 2 * IMPOSSIBLE;
    for (let label = 0; label < LABEL_COUNT; label += 1) {
      const leave = isAtEnd ? 0 : (transitions[label * ROW] ?? 0);
      backward[end + label] = leave;
      best = Math.max(best, (forward[end + label] ?? 0) + leave);
    }
    if (outside + (backward[end] ?? 0) === best) {
      labels.fill(0, from, until);
      return false;
    }
    goBackward(scores, base, end);
    for (let at = 0; at < count; at += 1) {
      let label = 0;
      let most = 2 * IMPOSSIBLE;
      let second = 2 * IMPOSSIBLE;
      for (let other = 0; other < LABEL_COUNT; other += 1) {
        const score = (forward[at * ROW + other] ?? 0) + (backward[at * ROW + other] ?? 0);
        if (score > most) {
          second = most;
          most = score;
          label = other;
        } else if (score > second) second = score;
      }
      labels[from + at] = label;
      margins[from + at] = most - second;
    }
    return true;
  };
}

const isInside = (label: number): boolean => label > 0 && label % 2 === 0;
