import type { Random } from "../random.ts";

/** A text as features: buckets and how much of each, and the number of its tone. */
export type ToneSample = { buckets: Uint32Array; values: Float32Array; tone: number; weight: number };

export type FitOptions = { bits: number; epochs: number; rate: number; decay: number; random: Random };

/** Three weights a bucket and the starting point. */
export type ToneWeights = { weights: Float32Array; bias: [number, number, number] };

/**
 * Multinomial logistic regression by stochastic gradients with a rate of its own for each bucket (AdaGrad; Duchi, Hazan
 * and Singer 2011) and weight decay where a bucket is used.
 */
export function fitTones(samples: readonly ToneSample[], options: FitOptions): ToneWeights {
  const { bits, epochs, rate, decay, random } = options;
  const weights = new Float32Array(3 * 2 ** bits);
  const spent = new Float32Array(2 ** bits);
  const bias: [number, number, number] = [0, 0, 0];
  const order = samples.map((_, at) => at);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    const step = rate * (1 - epoch / epochs);
    for (const at of order) {
      const sample = samples[at];
      if (sample === undefined) continue;
      const gradient = gradientOf(sample, weights, bias);
      const [ga, gb, gc] = gradient;
      const square = ga * ga + gb * gb + gc * gc;
      const { buckets, values } = sample;
      for (let place = 0; place < buckets.length; place += 1) {
        const bucket = buckets[place] ?? 0;
        const value = values[place] ?? 0;
        const used = (spent[bucket] ?? 0) + square * value * value;
        spent[bucket] = used;
        const pace = step / Math.sqrt(used + 1e-4);
        const first = 3 * bucket;
        for (let tone = 0; tone < 3; tone += 1) {
          const weight = weights[first + tone] ?? 0;
          weights[first + tone] = weight - pace * ((gradient[tone] ?? 0) * value + decay * weight);
        }
      }
      for (const tone of [0, 1, 2] as const) bias[tone] -= 0.01 * step * gradient[tone];
    }
  }
  return { weights, bias };
}

function gradientOf(
  { buckets, values, tone, weight }: ToneSample,
  weights: Float32Array,
  bias: readonly [number, number, number],
): [number, number, number] {
  let [a, b, c] = bias;
  for (let place = 0; place < buckets.length; place += 1) {
    const first = 3 * (buckets[place] ?? 0);
    const value = values[place] ?? 0;
    a += (weights[first] ?? 0) * value;
    b += (weights[first + 1] ?? 0) * value;
    c += (weights[first + 2] ?? 0) * value;
  }
  const most = Math.max(a, b, c);
  const [ea, eb, ec] = [Math.exp(a - most), Math.exp(b - most), Math.exp(c - most)];
  const sum = ea + eb + ec;
  return [
    (ea / sum - (tone === 0 ? 1 : 0)) * weight,
    (eb / sum - (tone === 1 ? 1 : 0)) * weight,
    (ec / sum - (tone === 2 ? 1 : 0)) * weight,
  ];
}

function shuffle(order: number[], random: Random): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
}
