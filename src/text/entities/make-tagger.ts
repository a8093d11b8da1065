import type { Reading, ReadToken, WordReading } from "../read/reading.ts";
import { WordTable } from "../read/word-table.ts";
import { makeLabeller, ROW } from "./best-labels.ts";
import { contextFeatures, MOST_CONTEXT_FEATURES } from "./context-features.ts";
import { ENTITY_KINDS, type EntityKind } from "./entity.ts";
import type { EntityLexicon } from "./entity-lexicon.ts";
import type { EntityModel } from "./entity-model.ts";
import { isFirstAhead, makeRowAdder, PACKED, type RowAdder, unpackRow } from "./packed-rows.ts";
import { makeSumPool, type SumPool } from "./sum-pool.ts";
import { makeSentenceViewer, PADDING, type TokenView } from "./token-view.ts";
import { hasOwnForm, makeWordInfo, OFFSETS, OUTSIDE_WORD, type WordInfo, wordForm } from "./word-info.ts";

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

/** What the tagger saw: entities, and the tokens at which anything of the lists may begin. */
export type Tagged = { readonly spans: TaggedSpan[]; readonly starts: number[] };

export type Tagger = (reading: Reading) => Tagged;

/** Words kept in memory with their summed weights; a stream of new words begins the store anew. */
const MOST_WORDS = 100_000;
/**
 * A token whose own words, letters and lists speak this much against every kind of entity is outside, and what stands
 * together around it is not looked at. On the valid splits this changes no score by more than a thousandth.
 */
const GATE = 150;
/** The same for a word that is in no list and always in lower case. */
const PLAIN_GATE = 40;

/**
 * Finds entities by a linear chain over words, their classes, letters, endings, lists and neighbours. What a word adds
 * by itself is summed once for each different word, and most words are ruled out by those sums alone.
 */
export function makeTagger(model: EntityModel, lexicon: EntityLexicon): Tagger {
  let memory = makeMemory(model, lexicon);
  return (reading) => {
    if (memory.count() >= MOST_WORDS) memory = makeMemory(model, lexicon);
    return tagReading(reading, model, memory);
  };
}

/** Everything that is kept from text to text: words, their sums, and room to work in. */
type Memory = {
  pool: SumPool;
  /** How many different words are known. */
  count: () => number;
  viewSentences: ReturnType<typeof makeSentenceViewer>;
  label: ReturnType<typeof makeLabeller>;
  addWeights: RowAdder;
  context: Int32Array;
  sizeMask: number;
  room: Room;
};

function makeMemory({ weights, table, transitions }: EntityModel, lexicon: EntityLexicon): Memory {
  const infoOfForm = makeWordInfo(table, lexicon);
  const forms = new Map<string, WordInfo>();
  const formed = (form: string): WordInfo => {
    const known = forms.get(form);
    if (known !== undefined) return known;
    const info = infoOfForm(form);
    forms.set(form, info);
    return info;
  };
  const words = new WordTable<WordInfo & { word: WordReading }>();
  const infoOf = (token: ReadToken): WordInfo => {
    const { word } = token;
    if (!hasOwnForm(token)) return formed(wordForm(token));
    return words.get(word) ?? words.keep({ ...formed(word.exact), word });
  };
  return {
    count: () => forms.size,
    pool: makeSumPool(weights),
    viewSentences: makeSentenceViewer(formed(OUTSIDE_WORD), infoOf),
    label: makeLabeller(transitions),
    addWeights: makeRowAdder(weights),
    context: new Int32Array(MOST_CONTEXT_FEATURES),
    sizeMask: weights.length / ROW - 1,
    room: makeRoom(64),
  };
}

function tagReading(reading: Reading, { curves }: EntityModel, memory: Memory): Tagged {
  const { viewSentences, label } = memory;
  const spans: TaggedSpan[] = [];
  const starts: number[] = [];
  viewSentences(reading, (view, { first }) => {
    const { count, infos } = view;
    for (let at = 0; at < count; at += 1) if (infos[at + PADDING]?.mayStart) starts.push(first + at);
    if (memory.room.labels.length < count) memory.room = makeRoom(2 * count);
    const { scores, labels, margins } = memory.room;
    scoreAlone(view, memory);
    for (let from = 0; from < count; from += 1) {
      if (isRuledOut(memory.room.packed, from, view)) continue;
      let until = from;
      do {
        scoreTogether(view, until, memory);
        until += 1;
      } while (until < count && !isRuledOut(memory.room.packed, until, view));
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
  return { spans, starts };
}

/** What each word as written and its lists add to their own token and to its neighbours. */
function scoreAlone({ infos, bits, cases, count }: TokenView, { pool, room: { packed } }: Memory): void {
  packed.fill(0, 0, count * PACKED);
  for (let row = 0; row < count + 2 * PADDING; row += 1) {
    const info = infos[row];
    if (info === undefined) continue;
    const block = pool.blockOf(info, cases[row] ?? 0);
    const more = (bits[row] ?? 0) & ~info.bits;
    const most = Math.min(OFFSETS.length - 1, row);
    for (let place = Math.max(0, row - count + 1); place <= most; place += 1) {
      const at = (row - place) * PACKED;
      pool.addRow(block, place, packed, at);
      if (more !== 0) pool.addBits(more, place, packed, at);
    }
  }
}

/** Adds what stands together around a token, and writes the sums of its labels. */
function scoreTogether(
  view: TokenView,
  at: number,
  { context, pool, sizeMask, addWeights, room: { packed, scores } }: Memory,
): void {
  const { infos, cases } = view;
  const own = cases[at + PADDING] ?? 0;
  const [before, after] = [infos[at + PADDING - 1], infos[at + PADDING + 1]];
  if (before !== undefined) pool.addNeighbour(before, own, "after", packed, at * PACKED);
  if (after !== undefined) pool.addNeighbour(after, own, "before", packed, at * PACKED);
  const count = contextFeatures(view, at + PADDING, sizeMask, context);
  addWeights(context, count, packed, at * PACKED);
  unpackRow(packed, at * PACKED, scores, at * ROW);
}

type Room = { packed: Int32Array; scores: Int32Array; labels: Uint8Array; margins: Int32Array };

function makeRoom(count: number): Room {
  return {
    packed: new Int32Array(count * PACKED),
    scores: new Int32Array(count * ROW),
    labels: new Uint8Array(count),
    margins: new Int32Array(count),
  };
}

function isRuledOut(packed: Int32Array, at: number, view: TokenView): boolean {
  const row = at + PADDING;
  const isPlain = view.infos[row]?.usualCase === 1 && view.bits[row] === 0;
  return isFirstAhead(packed, at * PACKED, isPlain ? PLAIN_GATE : GATE);
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
