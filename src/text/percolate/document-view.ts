import type { FeatureRates } from "./feature-rates.ts";
import type { FeatureTable, ValueSpace } from "./feature-table.ts";
import { grownInts } from "./int-blocks.ts";
import type { PercolatedDocument } from "./percolated-document.ts";

/**
 * The document at hand as a table: which features it has, and where. A feature is there when its stamp is this
 * document's number, so that nothing needs clearing between documents.
 */
export class DocumentView {
  /** The number of the document at hand. */
  turn = 0;
  stamps: Int32Array = new Int32Array(256);
  /** The features that are there, the first `presentCount`. */
  present: Int32Array = new Int32Array(256);
  presentCount = 0;
  /** Per feature the first of its places, 0 for none; per place the list of positions and the next place. */
  firstPlaces: Int32Array = new Int32Array(256);
  nextPlaces: Int32Array = new Int32Array(256);
  readonly positions: (readonly number[])[] = [];
  textStart = 1;
  /** Milliseconds; not a number when nobody knows. */
  publishedAt = Number.NaN;
  private placeEnd = 1;
  private readonly table: FeatureTable;
  private readonly rates: FeatureRates;

  constructor(table: FeatureTable, rates: FeatureRates) {
    this.table = table;
    this.rates = rates;
  }

  read({ indexed, fields, publishedAt }: PercolatedDocument): void {
    this.turn += 1;
    this.stamps = grownInts(this.stamps, this.table.featureEnd);
    this.present = grownInts(this.present, this.table.featureEnd);
    this.firstPlaces = grownInts(this.firstPlaces, this.table.featureEnd);
    this.presentCount = 0;
    this.placeEnd = 1;
    this.textStart = indexed.textStart;
    this.publishedAt = publishedAt === null ? Number.NaN : publishedAt.getTime();
    const { exact, prefixes } = this.table.words;
    const hasPrefixes = prefixes.size > 0;
    for (const [lexeme, positions] of indexed.lexemes) {
      const atom = exact.get(lexeme);
      if (atom !== undefined) this.meet(atom, positions);
      if (hasPrefixes) {
        const count = prefixes.find(lexeme);
        for (let at = 0; at < count; at += 1) this.meet(prefixes.found[at] ?? 0, positions);
      }
    }
    for (const [field, space] of this.table.fields) {
      const held = fields[field];
      if (held === null || held === undefined) continue;
      if (typeof held === "string") this.readValue(space, held);
      else for (const value of held) this.readValue(space, value);
    }
    this.rates.countDocument();
  }

  private readValue(space: ValueSpace, value: string): void {
    const folded = space.fold(value);
    const atom = space.exact.get(folded);
    if (atom !== undefined) this.meet(atom, null);
    if (space.presence !== 0 && folded !== "") this.meet(space.presence, null);
    if (space.prefixes.size === 0) return;
    const count = space.prefixes.find(folded);
    for (let at = 0; at < count; at += 1) this.meet(space.prefixes.found[at] ?? 0, null);
  }

  /** Every feature that the atom belongs to is there, at these positions. */
  private meet(atom: number, positions: readonly number[] | null): void {
    const { table, turn, stamps } = this;
    for (let link = table.firstLinks[atom] ?? 0; link !== 0; link = table.nextLinks[link] ?? 0) {
      const feature = table.linkedFeatures[link] ?? 0;
      if (stamps[feature] !== turn) {
        stamps[feature] = turn;
        this.present[this.presentCount] = feature;
        this.presentCount += 1;
        this.firstPlaces[feature] = 0;
        this.rates.met[feature] = (this.rates.met[feature] ?? 0) + 1;
      }
      if (positions !== null) this.addPlace(feature, positions);
    }
  }

  private addPlace(feature: number, positions: readonly number[]): void {
    const place = this.placeEnd;
    this.placeEnd += 1;
    if (place >= this.nextPlaces.length) this.nextPlaces = grownInts(this.nextPlaces, place + 1);
    this.positions[place] = positions;
    this.nextPlaces[place] = this.firstPlaces[feature] ?? 0;
    this.firstPlaces[feature] = place;
  }
}
