import { bucketCount } from "./taught-features.ts";

/** One decision of a person: the text's features, what the engine had said of each label, and what is right. */
export interface TaughtExample {
  key: string;
  buckets: readonly number[];
  /** Probabilities in the order of the labels. */
  shares: readonly number[];
  label: string;
}

/** What people have taught about one question. Can be handed to another thread. */
export interface TaughtLayer {
  labels: readonly string[];
  /** For each bucket one number a label: what a text of that one feature adds to the label's log-probability. */
  weights: Float64Array;
  /** The label, by its place, of texts that were decided as they are. */
  texts: ReadonlyMap<string, number>;
  /** How many decisions it knows. */
  learned: number;
}

/** The latest so many decisions teach. */
export const mostExamples = 2_000;
/** How far one decision moves the log-probability of a label for its own text: at most this. */
export const rate = 0.3;
/** No feature speaks louder than this. */
export const loudest = 1;
/** All features together move the log-probability of a label by at most this, so that a sure engine stays itself. */
export const mostMove = 1.5;
/** Each decision makes earlier ones count for so much less. */
const fading = 0.001;
/** Of a text that people have decided, their label is at least so likely. */
export const knownShare = 0.9;
const leastShare = 1e-6;

/**
 * Learns from decisions in the order in which they were made: multinomial logistic regression by one step of gradient
 * descent each (Bottou 2010, "Large-scale machine learning with stochastic gradient descent"), on top of the engine's
 * log-probabilities, with features of length one. The same decisions in the same order always give the same layer:
 * taking one back is learning from the others again.
 */
export function learn(labels: readonly string[], examples: readonly TaughtExample[]): TaughtLayer {
  const weights = new Float64Array(bucketCount * labels.length);
  const texts = new Map<string, number>();
  const latest = examples.slice(-mostExamples);
  // Fading is kept in one number, so that a decision touches its own features only.
  let scale = 1;
  for (const { key, buckets, shares, label } of latest) {
    const right = labels.indexOf(label);
    if (right < 0) continue;
    texts.delete(key);
    if (key !== "") texts.set(key, right);
    if (buckets.length === 0) continue;
    const said = softmax(addLog(shares, moves(weights, labels.length, buckets, scale)));
    scale *= 1 - fading;
    const value = 1 / Math.sqrt(buckets.length);
    for (let at = 0; at < labels.length; at += 1) {
      const step = rate * ((at === right ? 1 : 0) - (said[at] ?? 0)) * value;
      for (const bucket of buckets) {
        const place = bucket * labels.length + at;
        weights[place] = clip((weights[place] ?? 0) * scale + step, loudest) / scale;
      }
    }
  }
  for (let at = 0; at < weights.length; at += 1) weights[at] = clip((weights[at] ?? 0) * scale, loudest);
  return { labels, weights, texts, learned: latest.length };
}

/** What a layer makes of an engine's answer. */
export interface Taught {
  shares: number[];
  /** How far each label's log-probability was moved, before what is known of the text itself. */
  moved: number[];
  /** Whether people have decided a text of the same words. */
  isKnown: boolean;
}

/** Adds what was taught to an engine's probabilities; undefined where nothing that was taught concerns the text. */
export function teach(
  { labels, weights, texts }: TaughtLayer,
  { key, buckets }: Readonly<{ key: string; buckets: readonly number[] }>,
  shares: readonly number[],
): Taught | undefined {
  const moved = moves(weights, labels.length, buckets, 1);
  const known = texts.get(key);
  if (known === undefined && moved.every((move) => move === 0)) return undefined;
  const taught = softmax(addLog(shares, moved));
  const own = known === undefined ? 1 : (taught[known] ?? 0);
  if (known !== undefined && own < knownShare) {
    const left = (1 - knownShare) / (1 - own);
    for (let at = 0; at < taught.length; at += 1)
      taught[at] = at === known ? knownShare : (taught[at] ?? 0) * left;
  }
  return { shares: taught, moved, isKnown: known !== undefined };
}

/** What each feature of a text adds to the log-probability of a label, in the order of the features. */
export function partsOf(
  { labels, weights }: TaughtLayer,
  { buckets }: Readonly<{ buckets: readonly number[] }>,
  label: number,
): number[] {
  const value = 1 / Math.sqrt(buckets.length);
  const others = labels.length - 1;
  return buckets.map((bucket) => {
    const from = bucket * labels.length;
    let margin = 0;
    for (let at = 0; at < labels.length; at += 1)
      margin += (weights[from + at] ?? 0) * (at === label ? 1 : -1 / others);
    return margin * value;
  });
}

function moves(weights: Float64Array, count: number, buckets: readonly number[], scale: number): number[] {
  const value = buckets.length === 0 ? 0 : scale / Math.sqrt(buckets.length);
  return Array.from({ length: count }, (_, at) => {
    let sum = 0;
    for (const bucket of buckets) sum += weights[bucket * count + at] ?? 0;
    return clip(sum * value, mostMove);
  });
}

const clip = (value: number, most: number): number => Math.max(-most, Math.min(most, value));

const addLog = (shares: readonly number[], moved: readonly number[]): number[] =>
  moved.map((move, at) => Math.log(Math.max(shares[at] ?? 0, leastShare)) + move);

function softmax(logs: readonly number[]): number[] {
  const most = Math.max(...logs);
  const parts = logs.map((log) => Math.exp(log - most));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}
