import type { Reading } from "../read/reading.ts";
import { makeLabeller, ROW } from "./best-labels.ts";
import { CONTEXT_FEATURES, contextFeatures } from "./context-features.ts";
import { ENTITY_KINDS, type EntityKind } from "./entity.ts";
import { Begins, type EntityLexicon } from "./entity-lexicon.ts";
import type { EntityModel } from "./entity-model.ts";
import { Column, EntityWords, FORM_ROW, Trait } from "./entity-words.ts";
import { gateAlone, gateAmongWords } from "./gates.ts";
import { isFirstAhead, makeRowAdder, PACKED, type RowAdder, unpackRow } from "./packed-rows.ts";
import { makeSumPool, type SumPool } from "./sum-pool.ts";
import { makeSentenceViewer, PADDING, type TokenView } from "./token-view.ts";
import { OFFSETS } from "./word-info.ts";

/** A stretch of tokens (`first` up to and without `last`) taken for an entity. */
export interface EntitySpan {
  readonly first: number;
  readonly last: number;
  readonly kind: EntityKind;
  /** How sure, 0 to 1. */
  readonly probability: number;
  /** The rule that found it where the tagger had not. */
  readonly rule?: "street" | "office-of-place";
}

/** A stretch that the tagger takes for an entity. */
export interface TaggedSpan extends EntitySpan {
  /** By how much the best reading is better than the best one that reads one of these tokens otherwise. */
  readonly margin: number;
}

/** The tokens at which something of the lists may begin, in order. */
export type Starts = {
  readonly places: number[];
  readonly bodies: number[];
  readonly streets: number[];
};

/** What the tagger saw: entities, where something of the lists may begin, and what it knows of the words. */
export type Tagged = {
  readonly spans: TaggedSpan[];
  readonly starts: Starts;
  readonly words: EntityWords;
};

export type Tagger = (reading: Reading) => Tagged;

/** Words kept in memory with their summed weights; a stream of new words begins the store anew. */
const MOST_WORDS = 100_000;

/**
 * Finds entities by a linear chain over words, their classes, letters, endings, lists and neighbours. What a word adds
 * by itself is summed once for each different word; most words are ruled out by those sums alone, and most of these by
 * how they are written, without a look at their neighbours.
 */
export function makeTagger(model: EntityModel, lexicon: EntityLexicon): Tagger {
  let memory = makeMemory(model, lexicon);
  return (reading) => {
    if (memory.words.count() >= MOST_WORDS) memory = makeMemory(model, lexicon);
    return tagReading(reading, model, memory);
  };
}

/** Everything that is kept from text to text: words, their sums, and room to work in. */
type Memory = {
  pool: SumPool;
  words: EntityWords;
  viewSentences: ReturnType<typeof makeSentenceViewer>;
  label: ReturnType<typeof makeLabeller>;
  addWeights: RowAdder;
  sizeMask: number;
  room: Room;
};

function makeMemory({ weights, table, transitions }: EntityModel, lexicon: EntityLexicon): Memory {
  const words = new EntityWords(table, lexicon);
  return {
    pool: makeSumPool(weights, words),
    words,
    viewSentences: makeSentenceViewer(words),
    label: makeLabeller(transitions),
    addWeights: makeRowAdder(weights),
    sizeMask: weights.length / ROW - 1,
    room: makeRoom(64),
  };
}

function tagReading(reading: Reading, { curves }: EntityModel, memory: Memory): Tagged {
  const { viewSentences, label } = memory;
  const spans: TaggedSpan[] = [];
  const starts: Starts = { places: [], bodies: [], streets: [] };
  viewSentences(reading, (view, { first }) => {
    const { count } = view;
    if (memory.room.labels.length < count) memory.room = makeRoom(2 * count);
    findStarts(view, first, starts);
    // One step for all tokens before the next one, so that the waits for memory of one token pass while others are read.
    findOpen(view, memory);
    sumWords(view, memory);
    closeRuledOut(view, memory);
    sumTogether(view, memory);
    const { open, scores, labels, margins, packed } = memory.room;
    for (let from = 0; from < count; from += 1) {
      if (open[from] === 0) continue;
      let until = from;
      for (; until < count && open[until] !== 0; until += 1)
        unpackRow(packed, until * PACKED, scores, until * ROW);
      const stretch = { from, until, isAtStart: from === 0, isAtEnd: until === count };
      const found = label(scores, stretch, memory.room) ? readSpans(labels, from, until) : [];
      for (const span of found) {
        const margin = leastOf(margins, span.first, span.last);
        spans.push({
          first: first + span.first,
          last: first + span.last,
          kind: span.kind,
          margin,
          probability: probabilityOf(margin, span.kind, curves),
        });
      }
      from = until;
    }
  });
  return { spans, starts, words: memory.words };
}

/** Adds the tokens of a sentence at which something of the lists may begin. */
function findStarts({ words, forms, traits, count }: TokenView, first: number, starts: Starts): void {
  for (let at = 0; at < count; at += 1) {
    if (((traits[at + PADDING] ?? 0) & Trait.start) === 0) continue;
    const begins = words.rows[(forms[at + PADDING] ?? 0) * FORM_ROW + Column.begins] ?? 0;
    if ((begins & Begins.place) !== 0) starts.places.push(first + at);
    if ((begins & Begins.body) !== 0) starts.bodies.push(first + at);
    if ((begins & Begins.street) !== 0) starts.streets.push(first + at);
  }
}

/** Marks the tokens of a view that are not out by how they are written. */
function findOpen(view: TokenView, memory: Memory): void {
  const { open } = memory.room;
  const { traits, bits, cases, count } = view;
  for (let at = 0; at < count; at += 1) {
    const row = at + PADDING;
    let trait = traits[row] ?? 0;
    const code = cases[row] ?? 0;
    if ((trait & (Trait.judged << code)) === 0) trait = judgeWay(view, row, memory);
    const isOut = (trait & (Trait.out << code)) !== 0 && ((bits[row] ?? 0) & ~(trait & Trait.ownBits)) === 0;
    open[at] = isOut ? 0 : 1;
  }
}

/** Judges whether a word is out when it is written as here, and keeps that; returns the word's traits. */
function judgeWay({ words, forms, cases, traits }: TokenView, row: number, { pool }: Memory): number {
  const form = (forms[row] ?? 0) * FORM_ROW;
  const code = cases[row] ?? 0;
  const block = pool.blockOf(forms[row] ?? 0, code);
  const gate = gateAlone(words.rows[form + Column.usualCase] ?? 0, code);
  const isOut = isFirstAhead(pool.sums(), pool.ownRow(block), gate);
  const judged = (traits[row] ?? 0) | (Trait.judged << code) | (isOut ? Trait.out << code : 0);
  words.rows[form + Column.traits] = judged;
  return judged;
}

/** Sums up what the words around each open token give. */
function sumWords(
  { forms, cases, count }: TokenView,
  { pool, room: { open, blocks, packed } }: Memory,
): void {
  for (let row = 0; row < count + 2 * PADDING; row += 1)
    blocks[row] = pool.blockOf(forms[row] ?? 0, cases[row] ?? 0);
  for (let at = 0; at < count; at += 1) if (open[at] !== 0) pool.sumAround(blocks, at, packed, at * PACKED);
}

/** Adds what phrases around the open tokens give, and closes those that all this speaks against. */
function closeRuledOut(view: TokenView, { pool, room: { open, packed } }: Memory): void {
  const { words, forms, bits, traits, cases, count } = view;
  for (let at = 0; at < count; at += 1) {
    if (open[at] === 0) continue;
    for (let near = at; near < at + OFFSETS.length; near += 1) {
      const more = (bits[near] ?? 0) & ~((traits[near] ?? 0) & Trait.ownBits);
      if (more !== 0) pool.addBits(more, near - at, packed, at * PACKED);
    }
    const row = at + PADDING;
    const usualCase = words.rows[(forms[row] ?? 0) * FORM_ROW + Column.usualCase] ?? 0;
    const least = gateAmongWords(usualCase, cases[row] ?? 0, bits[row] !== 0);
    if (isFirstAhead(packed, at * PACKED, least)) open[at] = 0;
  }
}

/** Adds what stands together around the open tokens. */
function sumTogether(view: TokenView, { pool, sizeMask, addWeights, room }: Memory): void {
  const { forms, cases, count } = view;
  const { open, packed, context } = room;
  for (let at = 0; at < count; at += 1) {
    if (open[at] === 0) continue;
    const own = cases[at + PADDING] ?? 0;
    pool.addNeighbour(forms[at + PADDING - 1] ?? 0, own, "after", packed, at * PACKED);
    pool.addNeighbour(forms[at + PADDING + 1] ?? 0, own, "before", packed, at * PACKED);
  }
  for (let at = 0; at < count; at += 1)
    if (open[at] !== 0) contextFeatures(view, at + PADDING, sizeMask, context, at * CONTEXT_FEATURES);
  for (let at = 0; at < count; at += 1)
    if (open[at] !== 0) addWeights(context, at * CONTEXT_FEATURES, CONTEXT_FEATURES, packed, at * PACKED);
}

type Room = {
  /** 0 for tokens that are out. */
  open: Uint8Array;
  /** Where the sums of the words begin, padding included. */
  blocks: Int32Array;
  packed: Int32Array;
  /** The features of what stands together around each token. */
  context: Int32Array;
  scores: Int32Array;
  labels: Uint8Array;
  margins: Int32Array;
};

function makeRoom(count: number): Room {
  return {
    open: new Uint8Array(count),
    blocks: new Int32Array(count + 2 * PADDING),
    packed: new Int32Array(count * PACKED),
    context: new Int32Array(count * CONTEXT_FEATURES),
    scores: new Int32Array(count * ROW),
    labels: new Uint8Array(count),
    margins: new Int32Array(count),
  };
}

function leastOf(margins: Int32Array, first: number, last: number): number {
  let least = margins[first] ?? 0;
  for (let at = first + 1; at < last; at += 1) least = Math.min(least, margins[at] ?? 0);
  return least;
}

type LabelledSpan = { first: number; last: number; kind: EntityKind };

/** Entities as the labels of a stretch tell them. */
function readSpans(labels: Uint8Array, from: number, until: number): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  for (let at = from; at < until; at += 1) {
    const label = labels[at] ?? 0;
    const open = spans.length === 0 ? undefined : spans[spans.length - 1];
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
