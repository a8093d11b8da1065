import type { RoutingScore } from "#text/routing/score-routing.ts";
import { scoreSurabaya } from "../routing/score-surabaya.ts";
import type { PageScorer } from "./score-page.ts";

const figures = ({ rows, accuracy, macroF1, topThree, calibrationError }: RoutingScore) => ({
  rows,
  accuracy,
  "macro-F1": macroF1,
  "top three": topThree,
  "calibration error": calibrationError,
});

/** The rows of `docs/language/routing.md`. */
export const scoreRoutingPage: PageScorer = async ({ dataFolder, outputFolder }) => {
  const few = await scoreSurabaya(dataFolder, outputFolder);
  const all = await scoreSurabaya(dataFolder, outputFolder, Number.POSITIVE_INFINITY);
  return new Map([
    ["last months, 16 units", figures(few.lastMonths)],
    ["as it came, 16 units", figures(few.asItCame)],
    ["last months, 206 agencies", figures(all.lastMonths)],
  ]);
};
