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

/** What the best reading of a sentence is, and how much worse it gets if one token's label must be another. */
export type BestLabels = {
  labels: Uint8Array;
  /** Per token: score of the best path less that of the best path through any other label there; at least 0. */
  margins: Int32Array;
};

/**
 * The best labels of a sentence: max-product over a linear chain, forwards and backwards. `scores` has `ROW` numbers a
 * token, `transitions` `ROW` a row from each label and from the start. Ties go to the lower label.
 */
export function bestLabels(scores: Int32Array, count: number, transitions: Int32Array): BestLabels {
  const forward = new Int32Array(count * ROW);
  const backward = new Int32Array(count * ROW);
  for (let at = 0; at < count; at += 1)
    for (let to = 0; to < LABEL_COUNT; to += 1) {
      let best = IMPOSSIBLE;
      if (at === 0) best = mayFollow(FROM_START, to) ? (transitions[FROM_START * ROW + to] ?? 0) : IMPOSSIBLE;
      else
        for (let from = 0; from < LABEL_COUNT; from += 1) {
          if (!mayFollow(from, to)) continue;
          const score = (forward[(at - 1) * ROW + from] ?? 0) + (transitions[from * ROW + to] ?? 0);
          if (score > best) best = score;
        }
      forward[at * ROW + to] = Math.max(IMPOSSIBLE, best + (scores[at * ROW + to] ?? 0));
    }
  for (let at = count - 2; at >= 0; at -= 1)
    for (let from = 0; from < LABEL_COUNT; from += 1) {
      let best = IMPOSSIBLE;
      for (let to = 0; to < LABEL_COUNT; to += 1) {
        if (!mayFollow(from, to)) continue;
        const score =
          (backward[(at + 1) * ROW + to] ?? 0) +
          (scores[(at + 1) * ROW + to] ?? 0) +
          (transitions[from * ROW + to] ?? 0);
        if (score > best) best = score;
      }
      backward[at * ROW + from] = Math.max(IMPOSSIBLE, best);
    }
  return readLabels(forward, backward, count);
}

function readLabels(forward: Int32Array, backward: Int32Array, count: number): BestLabels {
  const labels = new Uint8Array(count);
  const margins = new Int32Array(count);
  for (let at = 0; at < count; at += 1) {
    let best = 0;
    let bestScore = 2 * IMPOSSIBLE;
    let second = 2 * IMPOSSIBLE;
    for (let label = 0; label < LABEL_COUNT; label += 1) {
      const score = (forward[at * ROW + label] ?? 0) + (backward[at * ROW + label] ?? 0);
      if (score > bestScore) {
        second = bestScore;
        bestScore = score;
        best = label;
      } else if (score > second) second = score;
    }
    labels[at] = best;
    margins[at] = bestScore - second;
  }
  return { labels, margins };
}
