import { type HashedLayer, hashOfPair } from "#text/intent/hashed-layer.ts";
import type { Random } from "../random.ts";

/** A text as the hashes of its words, with the output it should give and how much it counts. */
export interface LayerSample {
  readonly hashes: readonly number[];
  readonly output: number;
  readonly weight: number;
}

/** How a layer is fitted; `penalty` pulls a weight that is touched towards nothing. */
export interface LayerOptions {
  readonly outputs: number;
  readonly bits: number;
  readonly epochs: number;
  readonly rate: number;
  readonly penalty: number;
}

/** Fits a linear layer by AdaGrad on the log loss, one text at a time in a shuffled order, and rounds its weights. */
export function fitLayer(
  samples: readonly LayerSample[],
  options: LayerOptions,
  random: Random,
): HashedLayer {
  const { outputs, bits, epochs, rate, penalty } = options;
  const mask = 2 ** bits - 1;
  const weights = new Float64Array(outputs * 2 ** bits);
  const squares = new Float64Array(weights.length).fill(1e-6);
  const order = samples.map((_, index) => index);
  const shares = new Float64Array(outputs);
  const paired = samples.map(({ hashes }) =>
    hashes.flatMap((hash, at) => [hash, hashOfPair(hashes[at - 1] ?? 0, hash)]),
  );
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1));
      [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
    }
    for (const index of order) {
      const sample = samples[index];
      const hashes = paired[index] ?? [];
      if (sample === undefined || hashes.length === 0) continue;
      const scale = 1 / Math.sqrt(hashes.length);
      shares.fill(0);
      for (const hash of hashes) {
        const row = (hash & mask) * outputs;
        for (let output = 0; output < outputs; output += 1)
          shares[output] = (shares[output] ?? 0) + (weights[row + output] ?? 0) * scale;
      }
      const most = Math.max(...shares);
      let sum = 0;
      for (let output = 0; output < outputs; output += 1) {
        shares[output] = Math.exp((shares[output] ?? 0) - most);
        sum += shares[output] ?? 0;
      }
      for (const hash of hashes) {
        const row = (hash & mask) * outputs;
        for (let output = 0; output < outputs; output += 1) {
          const error = (shares[output] ?? 0) / sum - (output === sample.output ? 1 : 0);
          const place = row + output;
          const slope = sample.weight * error * scale + penalty * (weights[place] ?? 0);
          squares[place] = (squares[place] ?? 0) + slope * slope;
          weights[place] = (weights[place] ?? 0) - (rate * slope) / Math.sqrt(squares[place] ?? 1);
        }
      }
    }
  }
  return roundLayer(weights, outputs, bits);
}

function roundLayer(weights: Float64Array, outputs: number, bits: number): HashedLayer {
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const step = Math.fround(most / 127);
  const rounded = new Int8Array(weights.length);
  if (step > 0) for (const [place, weight] of weights.entries()) rounded[place] = Math.round(weight / step);
  return { outputs, bits, step, weights: rounded };
}
