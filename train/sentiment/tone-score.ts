import { TONES } from "#text/sentiment/sentiment.ts";

/** What an engine said of a labelled text: the number of the true tone and the three probabilities. */
export type ToneAnswer = { tone: number; shares: readonly [number, number, number] };

/** Scores of a set. F1 in the order of the tones; `calibrationError` is the expected calibration error in 15 bins. */
export type ToneScore = {
  rows: number;
  accuracy: number;
  macroF1: number;
  f1: [number, number, number];
  calibrationError: number;
};

const BINS = 15;

/**
 * Accuracy, F1 of each tone and their mean, and expected calibration error (Guo et al. 2017). `mix`: the share of each
 * tone in the set that is imagined; texts are weighed so that the set has it.
 */
export function scoreTones(
  answers: readonly ToneAnswer[],
  mix?: readonly [number, number, number],
): ToneScore {
  const counts = TONES.map((_, tone) => answers.filter((answer) => answer.tone === tone).length);
  const weighed = (tone: number): number =>
    mix === undefined ? 1 : ((mix[tone] ?? 0) * answers.length) / Math.max(1, counts[tone] ?? 0);
  const right = [0, 0, 0];
  const said = [0, 0, 0];
  const meant = [0, 0, 0];
  const bins = Array.from({ length: BINS }, () => ({ sure: 0, right: 0 }));
  for (const { tone, shares } of answers) {
    const weight = weighed(tone);
    const best = bestTone(shares);
    said[best] = (said[best] ?? 0) + weight;
    meant[tone] = (meant[tone] ?? 0) + weight;
    if (best === tone) right[tone] = (right[tone] ?? 0) + weight;
    const sure = shares[best] ?? 0;
    const bin = bins[Math.min(BINS - 1, Math.floor(sure * BINS))];
    if (bin === undefined) continue;
    bin.sure += sure;
    bin.right += best === tone ? 1 : 0;
  }
  const f1 = (tone: number): number =>
    (2 * (right[tone] ?? 0)) / Math.max(1e-9, (said[tone] ?? 0) + (meant[tone] ?? 0));
  const all: [number, number, number] = [f1(0), f1(1), f1(2)];
  return {
    rows: answers.length,
    accuracy:
      right.reduce((a, b) => a + b) /
      Math.max(
        1e-9,
        meant.reduce((a, b) => a + b),
      ),
    macroF1: (all[0] + all[1] + all[2]) / 3,
    f1: all,
    calibrationError: bins.reduce((sum, bin) => sum + Math.abs(bin.sure - bin.right), 0) / answers.length,
  };
}

/** The number of the likeliest tone. */
export function bestTone(shares: readonly [number, number, number]): 0 | 1 | 2 {
  if (shares[0] >= shares[1]) return shares[0] >= shares[2] ? 0 : 2;
  return shares[1] >= shares[2] ? 1 : 2;
}

/** One line for a person. */
export function sayScore(name: string, { rows, accuracy, macroF1, f1, calibrationError }: ToneScore): string {
  const each = f1.map((value) => value.toFixed(3)).join(" ");
  return `${name}: ${rows} rows, accuracy ${accuracy.toFixed(3)}, macro-F1 ${macroF1.toFixed(3)} (${each}), ECE ${calibrationError.toFixed(3)}`;
}
