import type { Reader, Reading } from "../read/reading.ts";
import type { EntityKind } from "./entity.ts";
import { type EntityScore, type ScoredSpan, scoreEntities } from "./score-entities.ts";

/** A sentence of a corpus: its words as the corpus cuts them, and which stretches of them are entities. */
export type TaggedSentence = { words: string[]; spans: ScoredSpan[] };

/**
 * Names of kinds in IndoNLU's corpora. NERP marks companies, media and products as industry (IND) but neither authorities
 * nor parties; its events and food are no entities here.
 */
const KINDS: Readonly<Record<string, EntityKind>> = {
  PERSON: "person",
  PER: "person",
  PPL: "person",
  ORGANISATION: "organisation",
  ORGANIZATION: "organisation",
  ORG: "organisation",
  IND: "organisation",
  PLACE: "place",
  PLC: "place",
  LOC: "place",
  GPE: "place",
};

/** Reads a corpus: a word, a tab and a tag (`B-PERSON`, `I-PERSON`, `O`) a line, an empty line between sentences. */
export function readTaggedText(source: string): TaggedSentence[] {
  return source.split(/\n[ \t\r]*\n/).flatMap((block) => {
    const lines = block.split("\n").filter((line) => line.includes("\t"));
    return lines.length === 0 ? [] : [toSentence(lines)];
  });
}

/** As conlleval reads tags: a B, or an I that follows another kind or nothing, begins an entity. */
function toSentence(lines: readonly string[]): TaggedSentence {
  const words: string[] = [];
  const spans: ScoredSpan[] = [];
  let open: ScoredSpan | undefined;
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

/** A found stretch of a text: offsets and kind. */
type FoundStretch = { readonly start: number; readonly end: number; readonly kind: EntityKind };

/** Joins the words of a sentence by spaces, has entities found in that text, and says which words they cover. */
export function findInWords<Stretch extends FoundStretch>(
  words: readonly string[],
  read: Reader,
  find: (reading: Reading) => readonly Stretch[],
): (ScoredSpan & { source: Stretch })[] {
  const wordAt = Int32Array.from(
    words.flatMap((word, at) => Array.from({ length: word.length + 1 }, () => at)),
  );
  return find(read(words.join(" "))).map((source) => ({
    first: wordAt[source.start] ?? 0,
    last: (wordAt[source.end - 1] ?? 0) + 1,
    kind: source.kind,
    source,
  }));
}

/** Scores what is found in the sentences of a corpus, each in the spelling that `write` gives it. */
export function scoreTaggedText(
  sentences: readonly TaggedSentence[],
  read: Reader,
  find: (reading: Reading) => readonly FoundStretch[],
  write: (word: string) => string = (word) => word,
): EntityScore & { accuracy: number } {
  const found = sentences.map(({ words }) => findInWords(words.map(write), read, find));
  const score = scoreEntities(
    sentences.map(({ spans }) => spans),
    found,
  );
  return { ...score, accuracy: wordAccuracy(sentences, found) };
}

/** The share of words that have the right label, most of which are outside of entities. */
function wordAccuracy(
  sentences: readonly TaggedSentence[],
  found: readonly (readonly ScoredSpan[])[],
): number {
  let right = 0;
  let all = 0;
  sentences.forEach(({ words, spans }, index) => {
    const [gold, answer] = [spans, found[index] ?? []].map((stretches) => labelsOf(words.length, stretches));
    all += words.length;
    for (let at = 0; at < words.length; at += 1) if (gold?.[at] === answer?.[at]) right += 1;
  });
  return all === 0 ? 0 : right / all;
}

function labelsOf(count: number, spans: readonly ScoredSpan[]): string[] {
  const labels = new Array<string>(count).fill("O");
  for (const { first, last, kind } of spans)
    for (let at = first; at < last; at += 1) labels[at] = `${at === first ? "B" : "I"}-${kind}`;
  return labels;
}
