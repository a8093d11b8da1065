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
 * Finds the best labels of stretches: max-product over a linear chain, forwards and backwards, in whole numbers. `scores`
 * has `ROW` numbers a token, `transitions` `ROW` a row from each label and from the start. Ties go to the lower label.
 */
export function makeLabeller(
  transitions: Int32Array,
): (scores: Int32Array, stretch: Stretch, into: Labelling) => void {
  // Impossible transitions are as bad as can be, so that the loops need not ask.
  const steps = transitions.map((score, place) =>
    mayFollow(Math.floor(place / ROW), place % ROW) ? score : IMPOSSIBLE,
  );
  let forward = new Int32Array(0);
  let backward = new Int32Array(0);
  return (scores, { from, until, isAtStart, isAtEnd }, { labels, margins }) => {
    const count = until - from;
    if (forward.length < count * ROW) {
      forward = new Int32Array(2 * count * ROW);
      backward = new Int32Array(2 * count * ROW);
    }
    const base = from * ROW;
    const entry = (isAtStart ? FROM_START : 0) * ROW;
    for (let to = 0; to < LABEL_COUNT; to += 1)
      forward[to] = Math.max(IMPOSSIBLE, (steps[entry + to] ?? 0) + (scores[base + to] ?? 0));
    for (let row = ROW; row < count * ROW; row += ROW)
      for (let to = 0; to < LABEL_COUNT; to += 1) {
        let best = 2 * IMPOSSIBLE;
        for (let label = 0; label < LABEL_COUNT; label += 1) {
          const score = (forward[row - ROW + label] ?? 0) + (steps[label * ROW + to] ?? 0);
          if (score > best) best = score;
        }
        forward[row + to] = Math.max(IMPOSSIBLE, best + (scores[base + row + to] ?? 0));
      }
    const end = (count - 1) * ROW;
    for (let label = 0; label < LABEL_COUNT; label += 1)
      backward[end + label] = isAtEnd ? 0 : (steps[label * ROW] ?? 0);
    for (let row = end - ROW; row >= 0; row -= ROW)
      for (let label = 0; label < LABEL_COUNT; label += 1) {
        let best = 2 * IMPOSSIBLE;
        for (let to = 0; to < LABEL_COUNT; to += 1) {
          const score =
            (backward[row + ROW + to] ?? 0) +
            (scores[base + row + ROW + to] ?? 0) +
            (steps[label * ROW + to] ?? 0);
          if (score > best) best = score;
        }
        backward[row + label] = Math.max(IMPOSSIBLE, best);
      }
    for (let at = 0; at < count; at += 1) {
      let best = 0;
      let bestScore = 3 * IMPOSSIBLE;
      let second = 3 * IMPOSSIBLE;
      for (let label = 0; label < LABEL_COUNT; label += 1) {
        const score = (forward[at * ROW + label] ?? 0) + (backward[at * ROW + label] ?? 0);
        if (score > bestScore) {
          second = bestScore;
          bestScore = score;
          best = label;
        } else if (score > second) second = score;
      }
      labels[from + at] = best;
      margins[from + at] = bestScore - second;
    }
  };
}
