import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { run } from "../sentiment.ts";
import type { PageScorer, RowFigures } from "./score-page.ts";

/** What the training calls each row of the page. */
const ROWS: Readonly<Record<string, string>> = {
  "SmSA valid": "SmSA valid",
  "SmSA valid, even mix": "SmSA valid, weighed to 41 % negative, 18 % neutral, 41 % positive",
  "NusaX, none of its texts learned":
    "NusaX Indonesian, train and valid, none of its texts nor near ones learned",
  "NusaX valid, texts not in SmSA train": "NusaX Indonesian valid, texts that do not stand in SmSA train",
  "own sentences, two halves": "own sentences, each half after learning the other",
  "casa valid, named aspects": "CASA valid, named aspects",
  "hoasa valid, named aspects": "HoASA valid, named aspects",
  "sentences with two targets": "own sentences with two targets",
};
const LINE = /^(.+): (\d+) rows, accuracy ([\d.]+), macro-F1 ([\d.]+) .*ECE ([\d.]+)$/;

/**
 * The rows of `docs/language/sentiment.md`. Some are of models that learned less than the shipped one, so the training is
 * done again, into a folder of its own.
 */
export const scoreSentimentPage: PageScorer = async ({ dataFolder, outputFolder }) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "gaung-scores-"));
  const rows = new Map<string, RowFigures>();
  try {
    await cp(path.join(outputFolder, "language"), path.join(folder, "language"), { recursive: true });
    const say = (line: string): void => {
      const [, name = "", count, accuracy, macroF1, calibrationError] = LINE.exec(line) ?? [];
      const row = ROWS[name];
      if (row === undefined) return;
      rows.set(row, {
        rows: Number(count),
        accuracy: Number(accuracy),
        "macro-F1": Number(macroF1),
        "calibration error": Number(calibrationError),
      });
    };
    await run({ dataFolder, outputFolder: folder, say });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return rows;
};
