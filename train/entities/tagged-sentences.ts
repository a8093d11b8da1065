import { readFile } from "node:fs/promises";
import path from "node:path";
import type { EntityKind } from "#text/entities/entity.ts";

/** An entity as its annotators marked it, over the words of its sentence. */
export type GoldSpan = { first: number; last: number; kind: EntityKind };
/** A sentence of a corpus: its words as the corpus cuts them, and which stretches are entities. */
export type TaggedSentence = { words: string[]; spans: GoldSpan[] };

/**
 * Tags of both corpora. NERP marks companies, media and products as industry (IND) but neither authorities nor parties,
 * so what it leaves unmarked says nothing about organisations. Its events and food are no entities of ours.
 */
const KINDS: Readonly<Record<string, EntityKind>> = {
  PERSON: "person",
  PPL: "person",
  ORGANISATION: "organisation",
  IND: "organisation",
  PLACE: "place",
  PLC: "place",
};

export type Corpus = "nergrit_ner-grit" | "nerp_ner-prosa";

/** Reads one split of IndoNLU's NERGrit or NERP: a word, a tab and a tag a line, an empty line between sentences. */
export async function readTaggedSentences(
  dataFolder: string,
  corpus: Corpus,
  split: "train" | "valid",
): Promise<TaggedSentence[]> {
  const source = await readFile(path.join(dataFolder, "indonlu", corpus, `${split}_preprocess.txt`), "utf8");
  const sentences: TaggedSentence[] = [];
  for (const block of source.split(/\n\s*\n/)) {
    const lines = block.split("\n").filter((line) => line.includes("\t"));
    if (lines.length > 0) sentences.push(toSentence(lines));
  }
  return sentences;
}

/** As conlleval reads tags: a B, or an I that follows another kind or nothing, begins an entity. */
function toSentence(lines: readonly string[]): TaggedSentence {
  const words: string[] = [];
  const spans: GoldSpan[] = [];
  let open: GoldSpan | undefined;
  for (const line of lines) {
    const [word = "", tag = "O"] = line.trimEnd().split("\t");
    const at = words.push(word) - 1;
    const kind = KINDS[tag.slice(2)];
    if (kind === undefined) open = undefined;
    else if (open !== undefined && open.kind === kind && tag.startsWith("I")) open.last = at + 1;
    else {
      open = { first: at, last: at + 1, kind };
      spans.push(open);
    }
  }
  return { words, spans };
}
