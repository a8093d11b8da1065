import { FROM_START, mayFollow, ROW } from "#text/entities/best-labels.ts";
import { LABEL_COUNT } from "#text/entities/entity.ts";
import { makeRandom } from "../random.ts";
import type { Example } from "./make-examples.ts";

/** The weights of a linear chain: `ROW` per feature index, and `ROW` per row of transitions. */
export type ChainWeights = { features: Float32Array; transitions: Float64Array };

export type ChainOptions = {
  featureCount: number;
  rounds: number;
  learningRate: number;
  /** The share of features that are left out of sight at each visit, so that none is relied upon alone. */
  dropout: number;
  say: (line: string) => void;
  afterRound?: (weights: ChainWeights, round: number) => void;
};

const NEVER = -1e30;

/**
 * Learns a linear-chain conditional random field (Lafferty et al. 2001) by AdaGrad, one sentence at a time. A token may
 * have several allowed labels: then the likelihood of all paths through allowed labels is raised (Täckström et al. 2013).
 */
export function trainChain(examples: readonly Example[], options: ChainOptions): ChainWeights {
  const { featureCount, rounds, learningRate, dropout } = options;
  const features = new Float32Array(featureCount * ROW);
  const squares = new Float32Array(featureCount * ROW);
  const transitions = new Float64Array((FROM_START + 1) * ROW);
  const transitionSquares = new Float64Array(transitions.length);
  const random = makeRandom(20);
  const order = examples.map((_, at) => at);
  const weights = { features, transitions };
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random);
    // The steps get shorter from round to round, so that the last sentences seen do not weigh most.
    const rate = learningRate * (1 - (0.9 * round) / Math.max(1, rounds - 1));
    let loss = 0;
    for (const index of order) {
      const example = examples[index];
      if (example === undefined) continue;
      const seen = dropout === 0 ? example.features : dropFeatures(example.features, dropout, random);
      const scores = scoreTokens(seen, features);
      const free = marginals(scores, transitions, seen.length, undefined);
      const bound = marginals(scores, transitions, seen.length, example.allowed);
      loss += example.weight * (free.logTotal - bound.logTotal);
      seen.forEach((touched, at) => {
        for (let label = 0; label < LABEL_COUNT; label += 1) {
          const gradient =
            example.weight * ((free.tokens[at * ROW + label] ?? 0) - (bound.tokens[at * ROW + label] ?? 0));
          if (Math.abs(gradient) < 1e-4) continue;
          for (const feature of touched) {
            const place = feature * ROW + label;
            const square = (squares[place] ?? 0) + gradient * gradient;
            squares[place] = square;
            features[place] = (features[place] ?? 0) - (rate * gradient) / Math.sqrt(square + 1e-2);
          }
        }
      });
      for (let place = 0; place < transitions.length; place += 1) {
        const step = example.weight * ((free.pairs[place] ?? 0) - (bound.pairs[place] ?? 0));
        if (step === 0) continue;
        const square = (transitionSquares[place] ?? 0) + step * step;
        transitionSquares[place] = square;
        transitions[place] = (transitions[place] ?? 0) - (rate * step) / Math.sqrt(square + 1e-2);
      }
    }
    options.say(`round ${round + 1}: loss ${(loss / examples.length).toFixed(4)}`);
    options.afterRound?.(weights, round);
  }
  return weights;
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
}

function dropFeatures(features: readonly Int32Array[], share: number, random: () => number): Int32Array[] {
  return features.map((touched) => touched.filter(() => random() >= share));
}

/** The sum of the weights that each token touches, `ROW` numbers a token. */
export function scoreTokens(features: readonly Int32Array[], weights: Float32Array): Float64Array {
  const scores = new Float64Array(features.length * ROW);
  features.forEach((touched, at) => {
    for (const feature of touched)
      for (let label = 0; label < LABEL_COUNT; label += 1)
        scores[at * ROW + label] = (scores[at * ROW + label] ?? 0) + (weights[feature * ROW + label] ?? 0);
  });
  return scores;
}

type Marginals = { logTotal: number; tokens: Float64Array; pairs: Float64Array };

/** Forward-backward in log space over the allowed labels (all of them when none are given). */
function marginals(
  scores: Float64Array,
  transitions: Float64Array,
  count: number,
  allowed: Uint8Array | undefined,
): Marginals {
  const forward = new Float64Array(count * ROW).fill(NEVER);
  const backward = new Float64Array(count * ROW).fill(NEVER);
  const terms = new Float64Array(LABEL_COUNT);
  const isAllowed = (at: number, label: number): boolean =>
    allowed === undefined || ((allowed[at] ?? 0) & (1 << label)) !== 0;
  for (let at = 0; at < count; at += 1)
    for (let to = 0; to < LABEL_COUNT; to += 1) {
      if (!isAllowed(at, to)) continue;
      if (at === 0) {
        if (mayFollow(FROM_START, to))
          forward[to] = (transitions[FROM_START * ROW + to] ?? 0) + (scores[to] ?? 0);
        continue;
      }
      for (let from = 0; from < LABEL_COUNT; from += 1)
        terms[from] = mayFollow(from, to)
          ? (forward[(at - 1) * ROW + from] ?? 0) + (transitions[from * ROW + to] ?? 0)
          : NEVER;
      forward[at * ROW + to] = logSum(terms) + (scores[at * ROW + to] ?? 0);
    }
  for (let label = 0; label < LABEL_COUNT; label += 1) {
    terms[label] = forward[(count - 1) * ROW + label] ?? 0;
    backward[(count - 1) * ROW + label] = 0;
  }
  const logTotal = logSum(terms);
  for (let at = count - 2; at >= 0; at -= 1)
    for (let from = 0; from < LABEL_COUNT; from += 1) {
      for (let to = 0; to < LABEL_COUNT; to += 1)
        terms[to] =
          mayFollow(from, to) && isAllowed(at + 1, to)
            ? (backward[(at + 1) * ROW + to] ?? 0) +
              (scores[(at + 1) * ROW + to] ?? 0) +
              (transitions[from * ROW + to] ?? 0)
            : NEVER;
      backward[at * ROW + from] = logSum(terms);
    }
  return { logTotal, ...expectations(forward, backward, scores, transitions, count, logTotal) };
}

function expectations(
  forward: Float64Array,
  backward: Float64Array,
  scores: Float64Array,
  transitions: Float64Array,
  count: number,
  logTotal: number,
): Omit<Marginals, "logTotal"> {
  const tokens = new Float64Array(count * ROW);
  const pairs = new Float64Array((FROM_START + 1) * ROW);
  for (let at = 0; at < count; at += 1)
    for (let to = 0; to < LABEL_COUNT; to += 1) {
      const place = at * ROW + to;
      tokens[place] = Math.exp((forward[place] ?? 0) + (backward[place] ?? 0) - logTotal);
      if (at === 0) pairs[FROM_START * ROW + to] = tokens[place] ?? 0;
      else if ((tokens[place] ?? 0) > 1e-9)
        for (let from = 0; from < LABEL_COUNT; from += 1)
          if (mayFollow(from, to))
            pairs[from * ROW + to] =
              (pairs[from * ROW + to] ?? 0) +
              Math.exp(
                (forward[(at - 1) * ROW + from] ?? 0) +
                  (transitions[from * ROW + to] ?? 0) +
                  (scores[place] ?? 0) +
                  (backward[place] ?? 0) -
                  logTotal,
              );
    }
  return { tokens, pairs };
}

function logSum(terms: Float64Array): number {
  let most = NEVER;
  for (const term of terms) if (term > most) most = term;
  if (most <= NEVER) return NEVER;
  let sum = 0;
  for (const term of terms) sum += Math.exp(term - most);
  return most + Math.log(sum);
}
