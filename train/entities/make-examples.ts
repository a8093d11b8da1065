import {
  BITS_IN_VIEW,
  bitFeature,
  CONTEXT_FEATURES,
  caseFeature,
  contextFeatures,
  neighbourFeatures,
  writtenFeatures,
} from "#text/entities/context-features.ts";
import { ENTITY_KINDS, LABEL_COUNT } from "#text/entities/entity.ts";
import type { EntityLexicon } from "#text/entities/entity-lexicon.ts";
import { EntityWords } from "#text/entities/entity-words.ts";
import type { ScoredSpan } from "#text/entities/score-entities.ts";
import type { TaggedSentence } from "#text/entities/tagged-text.ts";
import { makeSentenceViewer, PADDING, type TokenView } from "#text/entities/token-view.ts";
import { OFFSETS, type WordInfo, type WordTable, wordFeatures } from "#text/entities/word-info.ts";
import { makeReader } from "#text/read/make-reader.ts";
import type { ReadToken } from "#text/read/reading.ts";

/** A sentence to learn from: the weights that each token touches, and the labels that it may have. */
export type Example = { features: Int32Array[]; allowed: Uint8Array; weight: number };

const ANY_ORGANISATION = (1 << 3) | (1 << 4);

export type ExampleOptions = {
  /** Writes the sentence as it is to be learned: as it is, or in lower case. */
  write: (text: string) => string;
  /** Whether a token without a mark may yet be an organisation, as far as is known of the tokens of the sentence. */
  isOrganisationOpen: (features: readonly Int32Array[], bits: readonly number[]) => (at: number) => boolean;
  weight: number;
};

const plainReader = makeReader({ normalise: (exact) => [exact], stem: (word) => word });

/** Turns marked sentences into examples, with the reader and the features of the shipped engine. */
export function makeExampleMaker(
  table: WordTable,
  lexicon: EntityLexicon,
  sizeMask: number,
): (sentence: TaggedSentence, options: ExampleOptions) => Example[] {
  const viewSentences = makeSentenceViewer(new EntityWords(table, lexicon));
  return ({ words, spans }, { write, isOrganisationOpen, weight }) => {
    const text = words.map(write).join(" ");
    const wordOf = wordsByUnit(words.map(write));
    const reading = plainReader(text);
    const examples: Example[] = [];
    viewSentences(reading, (view, { first, last }) => {
      const tokens = reading.tokens.slice(first, last);
      const features = tokens.map((_, at) => tokenFeatures(view, at + PADDING, sizeMask));
      const isOpen = isOrganisationOpen(features, Array.from(view.bits.subarray(PADDING)));
      examples.push({ features, allowed: allowedLabels(tokens, wordOf, spans, isOpen), weight });
    });
    return examples;
  };
}

function wordsByUnit(words: readonly string[]): Int32Array {
  return Int32Array.from(words.flatMap((word, at) => Array.from({ length: word.length + 1 }, () => at)));
}

/** All weights that a row touches: its own and its neighbours' words, bits and letters, and what stands together. */
function tokenFeatures(view: TokenView, row: number, sizeMask: number): Int32Array {
  const features: number[] = [];
  const infoAt = (at: number): WordInfo | undefined => view.words.info(view.forms[at] ?? 0);
  OFFSETS.forEach((offset, place) => {
    const info = infoAt(row + offset);
    if (info !== undefined) features.push(...(wordFeatures(info, sizeMask)[place] ?? []));
    features.push(caseFeature(view.cases[row + offset] ?? 0, offset, sizeMask));
    const bits = view.bits[row + offset] ?? 0;
    for (let bit = 0; bit < BITS_IN_VIEW; bit += 1)
      if (bits & (1 << bit)) features.push(bitFeature(bit, offset, sizeMask));
  });
  const context = new Int32Array(CONTEXT_FEATURES);
  contextFeatures(view, row, sizeMask, context, 0);
  const own = infoAt(row);
  const written = own === undefined ? [] : writtenFeatures(own, view.cases[row] ?? 0, sizeMask);
  const [before, after] = [infoAt(row - 1), infoAt(row + 1)];
  const code = view.cases[row] ?? 0;
  if (before !== undefined) features.push(...neighbourFeatures(before, code, "after", sizeMask));
  if (after !== undefined) features.push(...neighbourFeatures(after, code, "before", sizeMask));
  return Int32Array.from([...features, ...written, ...context]);
}

/** A bit per label that the corpus allows a token to have. */
function allowedLabels(
  tokens: readonly ReadToken[],
  wordOf: Int32Array,
  spans: readonly ScoredSpan[],
  isOrganisationOpen: (at: number) => boolean,
): Uint8Array {
  let before: ScoredSpan | undefined;
  return Uint8Array.from(tokens, (token, at) => {
    const word = wordOf[token.start] ?? 0;
    const span = spans.find(({ first, last }) => first <= word && word < last);
    const label = span === undefined ? 0 : ENTITY_KINDS.indexOf(span.kind) * 2 + (span === before ? 2 : 1);
    before = span;
    if (label >= LABEL_COUNT) throw new Error(`No such label: ${label}`);
    return (1 << label) | (label === 0 && isOrganisationOpen(at) ? ANY_ORGANISATION : 0);
  });
}
