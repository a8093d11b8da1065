import { INTENTS } from "#text/intent/intent.ts";
import { scoreIntents, softmax } from "#text/intent/make-intent.ts";

/** A text as the numbers that describe it, with the intent it should give and how much it counts. */
export interface RuleSample {
  readonly evidence: Float64Array;
  readonly intent: number;
  readonly weight: number;
}

/** `pull` is how strongly a weight is held at what was set by hand. */
export interface RuleOptions {
  readonly pull: number;
  readonly steps: number;
}

/**
 * Tunes the weights of the rules: full-batch Adam on the weighted log loss, every weight pulled to the value that was
 * set by hand. No randomness.
 */
export function fitRules(
  samples: readonly RuleSample[],
  start: Float64Array,
  { pull, steps }: RuleOptions,
): Float64Array {
  const weights = start.slice();
  const mean = new Float64Array(weights.length);
  const spread = new Float64Array(weights.length);
  const total = samples.reduce((sum, { weight }) => sum + weight, 0);
  const count = INTENTS.length;
  for (let step = 1; step <= steps; step += 1) {
    const slope = new Float64Array(weights.length);
    for (const { evidence, intent, weight } of samples) {
      const shares = softmax(scoreIntents(weights, evidence));
      for (let feature = 0; feature < evidence.length; feature += 1) {
        const value = evidence[feature] ?? 0;
        if (value === 0) continue;
        for (let output = 0; output < count; output += 1) {
          const error = (shares[output] ?? 0) - (output === intent ? 1 : 0);
          slope[feature * count + output] = (slope[feature * count + output] ?? 0) + weight * error * value;
        }
      }
    }
    const rate = 0.05 * (1 - step / (steps + 1));
    for (let place = 0; place < weights.length; place += 1) {
      const from = (weights[place] ?? 0) - (start[place] ?? 0);
      const gradient = ((slope[place] ?? 0) + pull * from) / total;
      mean[place] = 0.9 * (mean[place] ?? 0) + 0.1 * gradient;
      spread[place] = 0.99 * (spread[place] ?? 0) + 0.01 * gradient * gradient;
      const evenMean = (mean[place] ?? 0) / (1 - 0.9 ** step);
      const evenSpread = (spread[place] ?? 0) / (1 - 0.99 ** step);
      weights[place] = (weights[place] ?? 0) - (rate * evenMean) / (Math.sqrt(evenSpread) + 1e-8);
    }
  }
  return weights;
}
