import { readFile } from "node:fs/promises";
import path from "node:path";
import { readTaggedText, type TaggedSentence } from "#text/entities/tagged-text.ts";

export type Corpus = "nergrit_ner-grit" | "nerp_ner-prosa";

/** Reads one split of IndoNLU's NERGrit or NERP. The test splits are neither here nor asked for. */
export async function readTaggedSentences(
  dataFolder: string,
  corpus: Corpus,
  split: "train" | "valid",
): Promise<TaggedSentence[]> {
  return readTaggedText(
    await readFile(path.join(dataFolder, "indonlu", corpus, `${split}_preprocess.txt`), "utf8"),
  );
}
