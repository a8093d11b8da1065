import { foldValue } from "../fold.ts";
import { grownInts, IntBlocks } from "./int-blocks.ts";
import { PrefixTrie } from "./prefix-trie.ts";
import { WordTable } from "./word-table.ts";

/** What a feature asks of a document: one of these words (or values of a field), one beginning so, or any value. */
export interface FeatureName {
  /** Null for the words of title and text. */
  readonly field: string | null;
  readonly match: "equals" | "startsWith" | "present";
  readonly values: readonly string[];
}

/** What stands where in the record of a feature: all that a document which has it asks for, side by side. */
export const featureRecord = {
  /** Where the list of rules that wait for it begins, and how many numbers it has. */
  listStart: 0,
  listLength: 1,
  /** How many of the counted documents had it. */
  met: 2,
  size: 4,
} as const;

const FOLDED_KEPT = 5_000;

/** The words, or the values of one field, that queries name. An atom is a word, a beginning or "any value". */
export class ValueSpace {
  readonly exact = new WordTable();
  readonly prefixes = new PrefixTrie();
  /** The atom of "any value", 0 when nobody asks for it. */
  presence = 0;
  private readonly folded = new Map<string, string>();

  /** `foldValue` with a memory: outlets, channels and tags are few and come again and again. */
  fold(value: string): string {
    const known = this.folded.get(value);
    if (known !== undefined) return known;
    const folded = foldValue(value);
    if (this.folded.size >= FOLDED_KEPT) this.folded.clear();
    this.folded.set(value, folded);
    return folded;
  }

  find(match: FeatureName["match"], value: string): number {
    if (match === "present") return this.presence;
    return match === "equals" ? this.exact.get(value) : this.prefixes.get(value);
  }

  put(match: FeatureName["match"], value: string, atom: number): void {
    if (match === "present") this.presence = atom;
    else if (match === "equals") this.exact.set(value, atom);
    else this.prefixes.add(value, atom);
  }

  drop(match: FeatureName["match"], value: string): void {
    if (match === "present") this.presence = 0;
    else if (match === "equals") this.exact.delete(value);
    else this.prefixes.remove(value);
  }

  get isEmpty(): boolean {
    return this.exact.size === 0 && this.prefixes.size === 0 && this.presence === 0;
  }
}

interface Atom {
  readonly space: ValueSpace;
  readonly match: FeatureName["match"];
  readonly value: string;
}

/**
 * Numbers for what queries ask of documents, each counted by how often it is asked and forgotten when nobody asks any
 * more. A feature is a set of atoms ("buku" in any form is the words `buku` and `~buku`); an atom knows the features it
 * belongs to by a chain of links. Numbers begin at 1.
 */
export class FeatureTable {
  readonly words = new ValueSpace();
  readonly fields = new Map<string, ValueSpace>();
  /** `featureRecord.size` numbers for each feature. */
  records: Int32Array = new Int32Array(256);
  /**
   * For each atom its one feature as a negative number, or its first link; at each link a feature, then the next link,
   * 0 at the end.
   */
  firstLinks: Int32Array = new Int32Array(256);
  links: Int32Array = new Int32Array(256);
  /** How often each feature is asked for. */
  uses: Int32Array = new Int32Array(256);
  /** One more than the highest number of a feature. */
  featureEnd = 1;
  private readonly atoms: (Atom | undefined)[] = [undefined];
  private readonly members = new IntBlocks();
  private memberStarts: Int32Array = new Int32Array(256);
  private memberCounts: Int32Array = new Int32Array(256);
  private linkEnd = 2;
  private readonly freeAtoms: number[] = [];
  private readonly freeLinks: number[] = [];
  private readonly freeFeatures: number[] = [];

  /** The number of a feature, which is asked for once more. `isNew` tells of one that nobody asked for before. */
  acquire(name: FeatureName): { readonly feature: number; readonly isNew: boolean } {
    const space = this.spaceOf(name.field);
    const atoms = [...new Set(name.values.map((value) => this.atomOf(space, name.match, value)))];
    const known = this.findFeature(atoms);
    if (known !== 0) {
      this.uses[known] = (this.uses[known] ?? 0) + 1;
      return { feature: known, isNew: false };
    }
    const feature = this.freeFeatures.pop() ?? this.newFeature();
    const at = this.members.take(atoms.length);
    this.members.ints.set(atoms, at);
    this.memberStarts[feature] = at;
    this.memberCounts[feature] = atoms.length;
    this.uses[feature] = 1;
    const record = feature * featureRecord.size;
    this.records.fill(0, record, record + featureRecord.size);
    for (const atom of atoms) this.link(atom, feature);
    return { feature, isNew: true };
  }

  /** Takes one asking back. */
  release(feature: number): void {
    const uses = (this.uses[feature] ?? 0) - 1;
    this.uses[feature] = uses;
    if (uses > 0) return;
    const start = this.memberStarts[feature] ?? 0;
    const count = this.memberCounts[feature] ?? 0;
    for (const atom of this.members.ints.slice(start, start + count)) this.unlink(atom, feature);
    this.members.give(start, count);
    this.freeFeatures.push(feature);
    for (const [field, space] of this.fields) if (space.isEmpty) this.fields.delete(field);
  }

  private spaceOf(field: string | null): ValueSpace {
    if (field === null) return this.words;
    const known = this.fields.get(field);
    if (known !== undefined) return known;
    const space = new ValueSpace();
    this.fields.set(field, space);
    return space;
  }

  private atomOf(space: ValueSpace, match: FeatureName["match"], value: string): number {
    const known = space.find(match, value);
    if (known !== 0) return known;
    const atom = this.freeAtoms.pop() ?? this.atoms.length;
    this.atoms[atom] = { space, match, value };
    this.firstLinks = grownInts(this.firstLinks, atom + 1);
    this.firstLinks[atom] = 0;
    space.put(match, value, atom);
    return atom;
  }

  /** The features of an atom. */
  private featuresOf(atom: number): number[] {
    const first = this.firstLinks[atom] ?? 0;
    if (first < 0) return [-first];
    const features: number[] = [];
    for (let link = first; link !== 0; link = this.links[link + 1] ?? 0) features.push(this.links[link] ?? 0);
    return features;
  }

  /** The feature of exactly these atoms, 0 for none: it hangs on each of them, so looking at one is enough. */
  private findFeature(atoms: readonly number[]): number {
    const known = this.featuresOf(atoms[0] ?? 0).find((feature) => {
      const start = this.memberStarts[feature] ?? 0;
      return (
        this.memberCounts[feature] === atoms.length &&
        atoms.every((atom, at) => this.members.ints[start + at] === atom)
      );
    });
    return known ?? 0;
  }

  private newFeature(): number {
    const feature = this.featureEnd;
    this.featureEnd += 1;
    this.uses = grownInts(this.uses, this.featureEnd);
    this.records = grownInts(this.records, this.featureEnd * featureRecord.size);
    this.memberStarts = grownInts(this.memberStarts, this.featureEnd);
    this.memberCounts = grownInts(this.memberCounts, this.featureEnd);
    return feature;
  }

  private link(atom: number, feature: number): void {
    const features = this.featuresOf(atom);
    this.hang(atom, [...features, feature]);
  }

  private unlink(atom: number, feature: number): void {
    const rest = this.featuresOf(atom).filter((other) => other !== feature);
    this.hang(atom, rest);
    if (rest.length > 0) return;
    const held = this.atoms[atom];
    held?.space.drop(held.match, held.value);
    this.atoms[atom] = undefined;
    this.freeAtoms.push(atom);
  }

  /** Hangs these features on the atom instead of those that hang there. They are few: "buku" and "~buku", "buku". */
  private hang(atom: number, features: readonly number[]): void {
    let old = this.firstLinks[atom] ?? 0;
    while (old > 0) {
      this.freeLinks.push(old);
      old = this.links[old + 1] ?? 0;
    }
    const [only = 0] = features;
    let next = 0;
    if (features.length === 1) next = -only;
    else
      for (const feature of features) {
        const link = this.freeLinks.pop() ?? this.linkEnd;
        if (link === this.linkEnd) this.linkEnd += 2;
        this.links = grownInts(this.links, this.linkEnd);
        this.links[link] = feature;
        this.links[link + 1] = next;
        next = link;
      }
    this.firstLinks[atom] = next;
  }
}
