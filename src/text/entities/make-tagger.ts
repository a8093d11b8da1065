import type { Reading, ReadToken } from "../read/reading.ts";
import { bestLabels, ROW } from "./best-labels.ts";
import {
  BITS_IN_VIEW,
  bitFeature,
  caseFeature,
  contextFeatures,
  MOST_CONTEXT_FEATURES,
} from "./context-features.ts";
import { ENTITY_KINDS, type EntityKind, LABEL_COUNT } from "./entity.ts";
import type { EntityLexicon } from "./entity-lexicon.ts";
import type { EntityModel } from "./entity-model.ts";
import { CASE_CODES, CaseCode, type TokenView, viewSentences } from "./token-view.ts";
import { makeWordInfo, OFFSETS, OUTSIDE_WORD, type WordInfo, wordForm } from "./word-info.ts";

/** A stretch of tokens (`first` up to and without `last`) that the tagger takes for an entity. */
export interface TaggedSpan {
  readonly first: number;
  readonly last: number;
  readonly kind: EntityKind;
  /** How sure, 0 to 1: the least certain of its tokens. */
  readonly probability: number;
}

export type Tagger = (reading: Reading) => TaggedSpan[];

/** Words kept in memory with their summed weights; a stream of new words begins the store anew. */
const MOST_WORDS = 100_000;
/** Room for the scores of a sentence; a longer one gets a store of its own. */
const USUAL_TOKENS = 512;

/** A word, and what it adds to the scores of the tokens around it: `ROW` sums for each of `OFFSETS`. */
type SummedWord = { info: WordInfo; sums: Int32Array };

/**
 * Finds entities by a linear chain over words, their classes, letters, endings, lists and neighbours. What a word adds
 * by itself is summed once for each different word, so a text costs little more than its pairs of words.
 */
export function makeTagger(model: EntityModel, lexicon: EntityLexicon): Tagger {
  const { weights, transitions, curves } = model;
  const sizeMask = weights.length / ROW - 1;
  const infoOfForm = makeWordInfo(model.table, lexicon, sizeMask);
  const sumsOf = (info: WordInfo): Int32Array => {
    const sums = new Int32Array(OFFSETS.length * ROW);
    info.features.forEach((touched, place) => {
      for (const feature of touched) addRow(sums, place * ROW, weights, feature * ROW);
    });
    return sums;
  };
  let words = new Map<string, SummedWord>();
  const sumsByInfo = new WeakMap<WordInfo, Int32Array>();
  const infoOf = (token: ReadToken): WordInfo => {
    const form = wordForm(token);
    const known = words.get(form);
    if (known !== undefined) return known.info;
    const info = infoOfForm(form);
    const summed = { info, sums: sumsOf(info) };
    if (words.size >= MOST_WORDS) words = new Map();
    words.set(form, summed);
    sumsByInfo.set(info, summed.sums);
    return info;
  };
  const outside = infoOfForm(OUTSIDE_WORD);
  sumsByInfo.set(outside, sumsOf(outside));
  const bitSums = tableOf(BITS_IN_VIEW, (bit, offset) => bitFeature(bit, offset, sizeMask), weights);
  const caseSums = tableOf(CASE_CODES, (code, offset) => caseFeature(code, offset, sizeMask), weights);
  const usualScores = new Int32Array(USUAL_TOKENS * ROW);
  const context = new Int32Array(MOST_CONTEXT_FEATURES);

  const scoreToken = (view: TokenView, at: number, scores: Int32Array): void => {
    const { infos, bits, cases } = view;
    const row = at * ROW;
    for (let place = 0; place < OFFSETS.length; place += 1) {
      const here = at + place - 2;
      const info = infos[here] ?? outside;
      addSums(scores, row, sumsByInfo.get(info), place * ROW);
      addSums(scores, row, caseSums, ((cases[here] ?? CaseCode.mark) * OFFSETS.length + place) * ROW);
      for (let left = bits[here] ?? 0; left !== 0; left &= left - 1)
        addSums(scores, row, bitSums, ((31 - Math.clz32(left & -left)) * OFFSETS.length + place) * ROW);
    }
    const count = contextFeatures(view, at, outside, sizeMask, context);
    for (let index = 0; index < count; index += 1) addRow(scores, row, weights, (context[index] ?? 0) * ROW);
  };

  return (reading) => {
    const spans: TaggedSpan[] = [];
    viewSentences(reading, lexicon, infoOf, (view, sentence) => {
      const count = view.infos.length;
      const scores =
        count <= USUAL_TOKENS ? usualScores.fill(0, 0, count * ROW) : new Int32Array(count * ROW);
      for (let at = 0; at < count; at += 1) scoreToken(view, at, scores);
      const { labels, margins } = bestLabels(scores, count, transitions);
      for (const { first, last, kind } of readSpans(labels)) {
        let margin = Number.POSITIVE_INFINITY;
        for (let at = first; at < last; at += 1) margin = Math.min(margin, margins[at] ?? 0);
        spans.push({
          first: sentence.first + first,
          last: sentence.first + last,
          kind,
          probability: probabilityOf(margin, kind, curves),
        });
      }
    });
    return spans;
  };
}

/** Entities as a sentence's labels tell them. */
export function readSpans(labels: Uint8Array): { first: number; last: number; kind: EntityKind }[] {
  const spans: { first: number; last: number; kind: EntityKind }[] = [];
  for (let at = 0; at < labels.length; at += 1) {
    const label = labels[at] ?? 0;
    const open = spans[spans.length - 1];
    const kind = ENTITY_KINDS[(label - 1) >> 1];
    if (kind === undefined) continue;
    if (label % 2 === 0 && open !== undefined && open.last === at && open.kind === kind) open.last = at + 1;
    else spans.push({ first: at, last: at + 1, kind });
  }
  return spans;
}

/** The share of found entities of this margin that were right on the valid splits, as a curve fitted to them. */
function probabilityOf(margin: number, kind: EntityKind, curves: Float32Array): number {
  const place = ENTITY_KINDS.indexOf(kind) * 2;
  const height = (curves[place] ?? 0) * margin + (curves[place + 1] ?? 0);
  return Math.round(1000 / (1 + Math.exp(-height))) / 1000;
}

/** Sums of `ROW` for each value of a small feature at each of `OFFSETS`. */
function tableOf(
  size: number,
  indexOf: (value: number, offset: number) => number,
  weights: Int8Array,
): Int32Array {
  const sums = new Int32Array(size * OFFSETS.length * ROW);
  for (let value = 0; value < size; value += 1)
    OFFSETS.forEach((offset, place) => {
      addRow(sums, (value * OFFSETS.length + place) * ROW, weights, indexOf(value, offset) * ROW);
    });
  return sums;
}

function addRow(to: Int32Array, toAt: number, weights: Int8Array, from: number): void {
  for (let label = 0; label < LABEL_COUNT; label += 1)
    to[toAt + label] = (to[toAt + label] ?? 0) + (weights[from + label] ?? 0);
}

function addSums(to: Int32Array, toAt: number, sums: Int32Array | undefined, from: number): void {
  if (sums === undefined) return;
  for (let label = 0; label < LABEL_COUNT; label += 1)
    to[toAt + label] = (to[toAt + label] ?? 0) + (sums[from + label] ?? 0);
}
