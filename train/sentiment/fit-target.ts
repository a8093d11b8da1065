import type { Reader } from "#text/read/reading.ts";
import { type SentimentKnowledge, softmax } from "#text/sentiment/make-sentiment.ts";
import { TONES, type Tone } from "#text/sentiment/sentiment.ts";
import { TARGET_FEATURES, type TargetModel } from "#text/sentiment/target-model.ts";
import type { TargetSpan } from "#text/sentiment/target-zones.ts";
import { makeEvidenceGatherer, makeToneTowards, targetLogits } from "#text/sentiment/tone-towards.ts";
import { aspectSpans } from "./aspect-words.ts";
import type { AspectText } from "./inputs.ts";
import type { ToneAnswer } from "./tone-score.ts";

/** A text, the places of a target in it, and the tone towards it. */
export type TargetText = { text: string; spans: TargetSpan[]; tone: Tone };

const STEPS = 600;
const RATE = 0.03;
const MOMENTUM = 0.9;
const PULL = 1e-3;
/** Between leaving the classes as they are (0) and giving each the same weight (1). */
const BALANCING = 0.7;

/** Every aspect that a review names by a word of its list, with the tone people gave it. */
export function namedAspects(reviews: readonly AspectText[]): TargetText[] {
  return reviews.flatMap(({ text, aspects }) =>
    [...aspects].flatMap(([aspect, tone]) => {
      const spans = aspectSpans(text, aspect);
      return tone === "both" || spans.length === 0 ? [] : [{ text, spans, tone }];
    }),
  );
}

/** Multinomial logistic regression over the evidence for each target, by gradient descent on all of them at once. */
export function fitTarget(
  texts: readonly TargetText[],
  read: Reader,
  knowledge: SentimentKnowledge,
): TargetModel {
  const gather = makeEvidenceGatherer(knowledge);
  const samples = texts.map(({ text, spans, tone }) => {
    return { sums: gather(read(text), spans).features, tone: TONES.indexOf(tone) };
  });
  const counts = TONES.map((tone) => texts.filter((text) => text.tone === tone).length);
  const weights = counts.map((count) => (texts.length / 3 / Math.max(1, count)) ** BALANCING / texts.length);
  const model = TARGET_FEATURES.map((): [number, number, number] => [0, 0, 0]);
  const pace = TARGET_FEATURES.map((): [number, number, number] => [0, 0, 0]);
  for (let step = 0; step < STEPS; step += 1) {
    const slopes = model.map((row): [number, number, number] => [
      row[0] * PULL,
      row[1] * PULL,
      row[2] * PULL,
    ]);
    for (const { sums, tone } of samples) {
      const shares = softmax(targetLogits(sums, model), 1);
      const weight = weights[tone] ?? 0;
      for (const [feature, slope] of slopes.entries())
        for (const at of [0, 1, 2] as const)
          slope[at] += weight * (shares[at] - (at === tone ? 1 : 0)) * (sums[feature] ?? 0);
    }
    for (const [feature, slope] of slopes.entries()) {
      const row = model[feature];
      const moving = pace[feature];
      if (row === undefined || moving === undefined) continue;
      for (const at of [0, 1, 2] as const) {
        moving[at] = MOMENTUM * moving[at] - RATE * slope[at];
        row[at] += moving[at];
      }
    }
  }
  return model;
}

/** What the engine says of targets. */
export function answerTargets(
  texts: readonly TargetText[],
  read: Reader,
  knowledge: SentimentKnowledge & { target: TargetModel },
): ToneAnswer[] {
  const toneTowards = makeToneTowards(knowledge);
  return texts.map(({ text, spans, tone }) => {
    const { negative, neutral, positive } = toneTowards(read(text), spans).probabilities;
    return { tone: TONES.indexOf(tone), shares: [negative, neutral, positive] };
  });
}

/** The lines that `readTargetModel` reads. */
export function writeTargetModel(model: TargetModel): string {
  const lines = TARGET_FEATURES.map((name, at) =>
    [name, ...(model[at] ?? []).map((weight) => weight.toFixed(4))].join("\t"),
  );
  return `${lines.join("\n")}\n`;
}
