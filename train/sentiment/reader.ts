import { readFile } from "node:fs/promises";
import path from "node:path";
import { makeNormaliser } from "#text/normalise/make-normaliser.ts";
import { readSlang, readWordCounts } from "#text/normalise/normalise-knowledge.ts";
import { makeReader } from "#text/read/make-reader.ts";
import type { Reader } from "#text/read/reading.ts";
import { makeStemmer } from "#text/stem/make-stemmer.ts";
import { readStemKnowledge } from "#text/stem/stem-knowledge.ts";

/** The reader that the weights are learned with: the one they are used with. `folder` is data/language. */
export async function readerOf(folder: string): Promise<Reader> {
  const file = (...parts: string[]): Promise<string> => readFile(path.join(folder, ...parts), "utf8");
  const stem = makeStemmer(readStemKnowledge(await file("stem", "roots.tsv")));
  const slang = readSlang(await file("normalise", "own.txt"), await file("normalise", "indocollex.txt"));
  const counts = readWordCounts(await file("normalise", "words.tsv"));
  return makeReader({ normalise: makeNormaliser({ slang, ...counts }, stem).normalise, stem });
}
