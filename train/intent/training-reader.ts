import { readFile } from "node:fs/promises";
import path from "node:path";
import { makeIndonesianReader, readReaderKnowledge } from "#text/read/make-indonesian-reader.ts";
import type { Reader } from "#text/read/reading.ts";

/** The reader that the shipped weights are learned with: the one they are used with. */
export async function trainingReader(outputFolder: string): Promise<Reader> {
  const file = (...parts: string[]): Promise<string> =>
    readFile(path.join(outputFolder, "language", ...parts), "utf8");
  return makeIndonesianReader(
    readReaderKnowledge({
      roots: await file("stem", "roots.tsv"),
      slang: await file("normalise", "own.txt"),
      moreSlang: await file("normalise", "indocollex.txt"),
      words: await file("normalise", "words.tsv"),
    }),
  );
}
