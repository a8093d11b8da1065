import { scoreShippedIntent } from "../intent/score-held.ts";
import type { PageScorer, RowFigures } from "./score-page.ts";

/** The rows of `docs/language/intent.md`. */
export const scoreIntentPage: PageScorer = async ({ dataFolder, outputFolder }) => {
  const { sets, intents } = await scoreShippedIntent(dataFolder, outputFolder);
  return new Map<string, RowFigures>([
    ...sets.map(
      ({ set, rows, accuracy, macroF1, calibrationError }) =>
        [set, { rows, accuracy, "macro-F1": macroF1, "calibration error": calibrationError }] as const,
    ),
    ...intents.map(
      ({ intent, rows, precision, recall, f1 }) => [intent, { rows, precision, recall, F1: f1 }] as const,
    ),
  ]);
};
