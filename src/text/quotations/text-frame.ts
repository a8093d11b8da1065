import type { EntityKind } from "../entities/entity.ts";
import { foldValue } from "../fold.ts";
import type { Reading } from "../read/reading.ts";
import { Cue, cueClasses } from "./cue-classes.ts";
import { hasParagraphBreak } from "./find-marks.ts";
import { bareName, type Named, NameLinks, singleSpaced } from "./name-links.ts";

/** An entity as quotations need it: any engine's or rule's, in the order of the text and not overlapping. */
export type QuotedEntity = {
  readonly start: number;
  readonly end: number;
  readonly kind: EntityKind | "other";
  readonly role?: { readonly title: string; readonly written: string; readonly start: number };
  /** Unsure ones count as named only when they speak. */
  readonly isUnsure?: boolean;
  /** An office's own rule says what it is called. */
  readonly name?: string;
  readonly rule?: string;
};

/** A name of a text, as tokens, and who it is. */
export interface NamedSpan {
  readonly first: number;
  readonly last: number;
  readonly named: Named;
  /** Where the office begins that stands before this name. */
  readonly roleStart: number | undefined;
}

/** A text laid out for the search: the classes of its words, and who is named at which token. */
export interface TextFrame {
  readonly reading: Reading;
  readonly classes: readonly number[];
  /** Index of the name that covers a token, or -1. */
  readonly nameAt: readonly number[];
  readonly names: readonly NamedSpan[];
  readonly links: NameLinks;
}

/** Lays a text out. Linear in the tokens. */
export function frameText(reading: Reading, entities: readonly QuotedEntity[]): TextFrame {
  const { names, links } = findNames(reading, entities);
  const { tokens, ids, edition } = reading;
  const classes = tokens.map(({ kind, word }, at) =>
    kind === "word" ? cueClasses(word, ids[at] ?? 0, edition) : 0,
  );
  const nameAt = new Array<number>(tokens.length).fill(-1);
  for (const [index, { first, last }] of names.entries()) nameAt.fill(index, first, last);
  return { reading, classes, nameAt, names, links };
}

/** The persons and bodies of a text in its order, and who is who among them. */
export function findNames(
  reading: Reading,
  entities: readonly QuotedEntity[],
): { names: NamedSpan[]; links: NameLinks } {
  const { tokens, text } = reading;
  const names: NamedSpan[] = [];
  const links = new NameLinks();
  let at = 0;
  for (const entity of entities) {
    const { start, end, kind, role } = entity;
    if (kind !== "person" && kind !== "organisation") continue;
    while (at < tokens.length && (tokens[at]?.start ?? 0) < start) at += 1;
    let first = at;
    while (at < tokens.length && (tokens[at]?.start ?? 0) < end) {
      // "… Pejabat Kementerian" in the headline and "KPK …" below it are two.
      if (at > first && hasParagraphBreak(text, tokens[at - 1]?.end ?? 0, tokens[at]?.start ?? 0)) first = at;
      at += 1;
    }
    if (at === first) continue;
    const { words, name } =
      entity.rule === undefined || entity.name === undefined
        ? bareName(reading, first, at)
        : { words: foldValue(entity.name).split(" "), name: entity.name };
    if (words.length === 0) continue;
    const before = names.at(-1);
    const isAlias =
      before !== undefined &&
      before.named.kind === kind &&
      before.last === first - 1 &&
      (text.charAt(tokens[first - 1]?.start ?? 0) === "(" || tokens[first - 1]?.word.exact === "atau");
    if (isAlias) links.alias(before.named, words);
    const named = isAlias
      ? before.named
      : links.add(kind, words, name, role === undefined ? undefined : singleSpaced(role.written));
    if (entity.isUnsure !== true) named.isSure = true;
    names.push({ first, last: at, named, roleStart: role?.start });
  }
  return { names, links };
}

/** Whether a token is of a class; a word that belongs to a name is of none. */
export const is = ({ classes, nameAt }: TextFrame, at: number, bits: number): boolean =>
  at >= 0 && at < nameAt.length && nameAt[at] === -1 && ((classes[at] ?? 0) & bits) !== 0;

/** The first character of a mark, or nothing where the token is a word. */
export function markAt({ reading: { tokens, text } }: TextFrame, at: number): string {
  const token = tokens[at];
  return token === undefined || token.kind !== "punctuation" ? "" : text.charAt(token.start);
}

/** Whether a token is a word that is written as names are: with a capital, and no word of speech. */
export function looksLikeName({ reading: { tokens }, classes }: TextFrame, at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.kind !== "word" || token.end - token.start < 2) return false;
  if (token.letterCase === "lower" || token.letterCase === "none") return false;
  return ((classes[at] ?? 0) & ~(Cue.adverb | Cue.relation | Cue.description)) === 0;
}
