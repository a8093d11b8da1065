import { readFile } from "node:fs/promises";
import path from "node:path";
import { INTENTS, type IntentResult } from "#text/intent/intent.ts";
import { makeIntent } from "#text/intent/make-intent.ts";
import { readIntentModel } from "#text/intent/read-intent-model.ts";
import type { Reader, Reading } from "#text/read/reading.ts";
import { type DevText, readDevSet } from "./dev-set.ts";
import { type Answer, accuracyOf, calibrationErrorOf, macroF1Of, scoreOf } from "./score.ts";
import { trainingReader } from "./training-reader.ts";

/** The scores of one source, or of all. */
export interface SetScore {
  readonly set: string;
  readonly rows: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly calibrationError: number;
}

/** The scores of one intent over all sources. */
export interface IntentScore {
  readonly intent: string;
  readonly rows: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Scores of the held half by source, with the whole half last, and by intent. */
export interface HeldScores {
  readonly sets: readonly SetScore[];
  readonly intents: readonly IntentScore[];
}

/** Scores the shipped model on the held half of the development set. */
export async function scoreShippedIntent(dataFolder: string, outputFolder: string): Promise<HeldScores> {
  const folder = path.join(outputFolder, "language", "intent");
  const table = await readFile(path.join(folder, "rule-weights.tsv"), "utf8");
  const model = readIntentModel(table, await readFile(path.join(folder, "layers.bin")));
  const dev = await readDevSet(path.join(folder, "dev-labels.tsv"), dataFolder);
  const held = dev.filter(({ isHeld }) => isHeld);
  return scoreHeld(held, makeIntent(model), await trainingReader(outputFolder));
}

/** Scores an engine on labelled texts. */
export function scoreHeld(
  held: readonly DevText[],
  tell: (reading: Reading) => IntentResult,
  read: Reader,
): HeldScores {
  const answers = held.map(({ text, intent, source }): Answer & { source: string } => {
    const { intent: given, probabilities } = tell(read(text));
    return { right: intent, given, probability: probabilities[given], source };
  });
  const score = (set: string, part: readonly Answer[]): SetScore => ({
    set,
    rows: part.length,
    accuracy: accuracyOf(part),
    macroF1: macroF1Of(part),
    calibrationError: calibrationErrorOf(part),
  });
  const sources = [...new Set(held.map(({ source }) => source))];
  const sets = sources.map((set) =>
    score(
      set,
      answers.filter(({ source }) => source === set),
    ),
  );
  return {
    sets: [...sets, score("all", answers)],
    intents: INTENTS.map((intent) => ({ intent, ...scoreOf(answers, intent) })),
  };
}

/** The scores as the lines of the tables in `docs/language/intent.md`. */
export function formatScores({ sets, intents }: HeldScores): string[] {
  return [
    "| set | rows | accuracy | macro-F1 | calibration error |",
    "|---|---|---|---|---|",
    ...sets.map(
      ({ set, rows, accuracy, macroF1, calibrationError }) =>
        `| ${set} | ${rows} | ${accuracy.toFixed(3)} | ${macroF1.toFixed(3)} | ${calibrationError.toFixed(3)} |`,
    ),
    "",
    "| intent | rows | precision | recall | F1 |",
    "|---|---|---|---|---|",
    ...intents.map(
      ({ intent, rows, precision, recall, f1 }) =>
        `| ${intent} | ${rows} | ${precision.toFixed(3)} | ${recall.toFixed(3)} | ${f1.toFixed(3)} |`,
    ),
  ];
}
