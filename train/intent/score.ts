import { INTENTS, type Intent } from "#text/intent/intent.ts";

/** What was said of a text, and what is right. */
export interface Answer {
  readonly right: Intent;
  readonly given: Intent;
  readonly probability: number;
}

/** The share that is right. */
export function accuracyOf(answers: readonly Answer[]): number {
  return answers.filter(({ right, given }) => right === given).length / Math.max(1, answers.length);
}

/** Precision, recall and their harmonic mean for one intent. */
export function scoreOf(
  answers: readonly Answer[],
  intent: Intent,
): { precision: number; recall: number; f1: number; rows: number } {
  const hits = answers.filter(({ right, given }) => right === intent && given === intent).length;
  const rows = answers.filter(({ right }) => right === intent).length;
  const said = answers.filter(({ given }) => given === intent).length;
  const precision = said === 0 ? 0 : hits / said;
  const recall = rows === 0 ? 0 : hits / rows;
  return { precision, recall, f1: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall), rows };
}

/** The mean F1 of the intents that occur. */
export function macroF1Of(answers: readonly Answer[]): number {
  const scores = INTENTS.map((intent) => scoreOf(answers, intent)).filter(({ rows }) => rows > 0);
  return scores.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, scores.length);
}

/** Expected calibration error over ten equal steps of probability. */
export function calibrationErrorOf(answers: readonly Answer[]): number {
  const bins = Array.from({ length: 10 }, () => ({ rows: 0, right: 0, sum: 0 }));
  for (const { right, given, probability } of answers) {
    const bin = bins[Math.min(9, Math.floor(probability * 10))];
    if (bin === undefined) continue;
    bin.rows += 1;
    bin.right += right === given ? 1 : 0;
    bin.sum += probability;
  }
  return (
    bins.reduce((sum, { right, sum: said }) => sum + Math.abs(right - said), 0) / Math.max(1, answers.length)
  );
}
