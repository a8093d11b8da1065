import type { FeatureRates } from "./feature-rates.ts";
import type { FeatureTable, ValueSpace } from "./feature-table.ts";
import { grownInts } from "./int-blocks.ts";
import type { PercolatedDocument } from "./percolated-document.ts";
import { unpacked, wordsTogether } from "./word-table.ts";

const FIELD_VALUE = -1;
const FIRST_MEETING = 2;
const nowhere: readonly number[] = [];

/** The document at hand as a table: which features it has, and where. */
export class DocumentView {
  /** The number of the document at hand. */
  turn = 0;
  /** A bit for each feature, set when it is there: small enough to stay near. */
  private bits: Int32Array = new Int32Array(256);
  /** The features that are there, the first `presentCount`. */
  present: Int32Array = new Int32Array(256);
  presentCount = 0;
  /** Per feature the first of its places, 0 for none; per place the next one. Only after `findPlaces`. */
  firstPlaces: Int32Array = new Int32Array(256);
  nextPlaces: Int32Array = new Int32Array(256);
  textStart = 1;
  /** Milliseconds; not a number when nobody knows. */
  publishedAt = Number.NaN;
  /** Whether the document counts for how frequent features are. */
  isCounted = false;
  private document: PercolatedDocument | null = null;
  /** Atoms of the document, each with the number of its word (or `FIELD_VALUE`). */
  private atoms: Int32Array = new Int32Array(256);
  private atomEnd = 0;
  /** Two numbers for each place, a feature and a word of the document that it met; places begin at 1. */
  private meetings: Int32Array = new Int32Array(256);
  private meetingEnd = FIRST_MEETING;
  private words: (readonly number[])[] = [];
  private hasPlaces = false;
  private readonly table: FeatureTable;
  private readonly rates: FeatureRates;

  constructor(table: FeatureTable, rates: FeatureRates) {
    this.table = table;
    this.rates = rates;
  }

  read(document: PercolatedDocument): void {
    const { indexed, fields, publishedAt } = document;
    this.turn += 1;
    for (let at = 0; at < this.presentCount; at += 1) this.bits[(this.present[at] ?? 0) >> 5] = 0;
    this.bits = grownInts(this.bits, (this.table.featureEnd >> 5) + 1);
    this.present = grownInts(this.present, this.table.featureEnd);
    this.presentCount = 0;
    this.meetingEnd = FIRST_MEETING;
    this.atomEnd = 0;
    this.hasPlaces = false;
    this.document = document;
    this.textStart = indexed.textStart;
    this.publishedAt = publishedAt === null ? Number.NaN : publishedAt.getTime();
    this.lookUpWords(indexed);
    for (const [field, space] of this.table.fields) {
      const held = fields[field];
      if (held === null || held === undefined) continue;
      if (typeof held === "string") this.lookUpValue(space, held);
      else for (const value of held) this.lookUpValue(space, value);
    }
    this.meetFeatures();
    this.isCounted = this.rates.countDocument(this.present, this.presentCount);
  }

  /** Makes the places of all features of the document at hand, if that has not been done. */
  findPlaces(): void {
    if (this.hasPlaces || this.document === null) return;
    this.hasPlaces = true;
    this.words = [...this.document.indexed.lexemes.values()];
    this.firstPlaces = grownInts(this.firstPlaces, this.table.featureEnd);
    this.nextPlaces = grownInts(this.nextPlaces, this.meetingEnd >> 1);
    const { firstPlaces, nextPlaces, meetings, present } = this;
    for (let at = 0; at < this.presentCount; at += 1) firstPlaces[present[at] ?? 0] = 0;
    for (let at = FIRST_MEETING; at < this.meetingEnd; at += 2) {
      const feature = meetings[at] ?? 0;
      nextPlaces[at >> 1] = firstPlaces[feature] ?? 0;
      firstPlaces[feature] = at >> 1;
    }
  }

  /** The positions of a place, ascending. */
  positionsOf(place: number): readonly number[] {
    return this.words[this.meetings[place * 2 + 1] ?? 0] ?? nowhere;
  }

  /** Looks up the atoms of all words of the document. */
  private lookUpWords({ lexemes }: PercolatedDocument["indexed"]): void {
    const { exact, prefixes } = this.table.words;
    const hasPrefixes = prefixes.size > 0;
    let word = 0;
    for (const lexeme of lexemes.keys()) {
      const head = exact.ask(lexeme);
      if (hasPrefixes && (head === unpacked || prefixes.mayBegin(head))) {
        const count = prefixes.find(lexeme);
        for (let at = 0; at < count; at += 1) this.noteAtom(prefixes.found[at] ?? 0, word);
      }
      word += 1;
      if (word % wordsTogether === 0) this.noteAnswers(word);
    }
    this.noteAnswers(word);
  }

  /** Notes the words asked for, the last of which has the number before `end`. */
  private noteAnswers(end: number): void {
    const { exact } = this.table.words;
    const count = exact.answer();
    for (let at = 0; at < count; at += 1) {
      const atom = exact.values[at] ?? 0;
      if (atom !== 0) this.noteAtom(atom, end - count + at);
    }
  }

  private lookUpValue(space: ValueSpace, value: string): void {
    const folded = space.fold(value);
    const atom = space.exact.get(folded);
    if (atom !== 0) this.noteAtom(atom, FIELD_VALUE);
    if (space.presence !== 0 && folded !== "") this.noteAtom(space.presence, FIELD_VALUE);
    if (space.prefixes.size === 0) return;
    const count = space.prefixes.find(folded);
    for (let at = 0; at < count; at += 1) this.noteAtom(space.prefixes.found[at] ?? 0, FIELD_VALUE);
  }

  private noteAtom(atom: number, word: number): void {
    const at = this.atomEnd;
    if (at + 2 > this.atoms.length) this.atoms = grownInts(this.atoms, at + 2);
    this.atoms[at] = atom;
    this.atoms[at + 1] = word;
    this.atomEnd = at + 2;
  }

  /** Every feature that an atom of the document belongs to is there. */
  private meetFeatures(): void {
    const { atoms, atomEnd, bits, present } = this;
    const { links, firstLinks } = this.table;
    let { meetings, meetingEnd, presentCount } = this;
    for (let at = 0; at < atomEnd; at += 2) {
      const word = atoms[at + 1] ?? 0;
      let link = firstLinks[atoms[at] ?? 0] ?? 0;
      while (link !== 0) {
        const feature = link < 0 ? -link : (links[link] ?? 0);
        link = link < 0 ? 0 : (links[link + 1] ?? 0);
        const held = bits[feature >> 5] ?? 0;
        if (((held >>> (feature & 31)) & 1) === 0) {
          bits[feature >> 5] = held | (1 << (feature & 31));
          present[presentCount] = feature;
          presentCount += 1;
        }
        if (meetingEnd + 2 > meetings.length) meetings = grownInts(meetings, meetingEnd + 2);
        meetings[meetingEnd] = feature;
        meetings[meetingEnd + 1] = word;
        meetingEnd += 2;
      }
    }
    this.meetings = meetings;
    this.meetingEnd = meetingEnd;
    this.presentCount = presentCount;
  }

  /** Whether the document has a feature. */
  has(feature: number): boolean {
    return (((this.bits[feature >> 5] ?? 0) >>> (feature & 31)) & 1) === 1;
  }
}
