import type { Reading, ReadToken } from "../read/reading.ts";
import { Cue } from "./context-words.ts";
import type { HostilePhrase } from "./hostile-lexicon.ts";
import type { HostilityKind, Strength } from "./hostility.ts";
import type { WordMarks } from "./word-marks.ts";

/** A reading with what each word says; nothing for signs between words. */
export type MarkedReading = Pick<Reading, "text" | "tokens"> & {
  readonly marks: readonly (WordMarks | null)[];
};

/** So many words apart two words belong together. */
const reach = 3;
/** So near a name or a pronoun is whom a word is said to. */
const closeReach = 2;
/** A mention before so few words speaks to its bearer. */
const shortReply = 3;
/** So far before a quotation stands who said it. */
const tellerReach = 12;
const longestQuote = 200;

const STOPS = ".!?…;";

export interface Judgement {
  readonly kind: HostilityKind;
  readonly strength: Strength;
  readonly isAimed: boolean;
}

/** What a phrase weighs where it stands, from `first` up to and without `last`; null where it says nothing hostile. */
export function judgePhrase(
  reading: MarkedReading,
  first: number,
  last: number,
  { entry, words }: HostilePhrase,
): Judgement | null {
  const [loose, about, direct] = entry.strengths;
  if (direct === 0) return null;
  const around = lookAround(reading, first, last);
  if (entry.unlessNear === "animal" && (around.near & Cue.animal) !== 0) return null;
  if (isTold(reading, first) || isNegated(reading, first, entry.isCommand === true ? 2 : 1)) return null;
  if (entry.isCommand === true && isReported(reading, first, around.near)) return null;

  const isDirect =
    around.isNamed ||
    (around.close & Cue.addressed) !== 0 ||
    around.isReply ||
    (last - first === 1 && reading.marks[first]?.isPossessed === true);
  const isAbout = (around.near & (Cue.person | Cue.group)) !== 0 || around.hasName;
  let strength = isDirect ? direct : isAbout ? about : loose;
  if (strength === 0) return null;
  if (entry.kind === "insult" && !isDirect)
    if ((around.close & Cue.thing) !== 0 || (around.before & Cue.self) !== 0) strength = 1;
  const isCurse = entry.kind === "insult" && about === 2;
  if ((around.close & Cue.group) !== 0 && words.length === 1 && (isCurse || entry.isCommand === true))
    return { kind: "slur", strength: 3, isAimed: true };
  return { kind: entry.kind, strength, isAimed: isDirect || isAbout };
}

interface Surroundings {
  /** Cues of the words within reach, of those close by, and of the word before. */
  near: number;
  close: number;
  before: number;
  isNamed: boolean;
  hasName: boolean;
  isReply: boolean;
}

function lookAround(reading: MarkedReading, first: number, last: number): Surroundings {
  const { tokens, marks } = reading;
  const around = { near: 0, close: 0, before: 0, isNamed: false, hasName: false, isReply: false };
  // In a headline every word has a capital: it names nobody.
  const mayName = tokens[first]?.letterCase !== "title";
  let words = last - first;
  let at = first - 1;
  for (; at >= 0 && first - at <= reach + shortReply; at -= 1) {
    const token = tokens[at];
    if (token === undefined || isStop(token)) break;
    if (marks[at] !== null) words += 1;
    see(around, token, marks[at]?.cues ?? 0, first - at, mayName);
  }
  around.before = marks[first - 1]?.cues ?? 0;
  around.isNamed = (around.before & Cue.naming) !== 0;
  const opener = tokens[at + 1];
  for (at = last; at < tokens.length && at - last <= reach + 1; at += 1) {
    const token = tokens[at];
    if (token === undefined || isStop(token)) break;
    if (marks[at] !== null) words += 1;
    see(around, token, marks[at]?.cues ?? 0, at - last + 1, mayName);
  }
  around.isReply = opener?.kind === "mention" && words <= shortReply;
  return around;
}

function see(around: Surroundings, token: ReadToken, said: number, distance: number, mayName: boolean): void {
  if (distance > reach) return;
  const cues = token.kind === "mention" ? Cue.person : said;
  around.near |= cues;
  if (distance > closeReach) return;
  around.close |= cues;
  if (mayName && cues === 0 && token.letterCase === "title" && token.start > 0) around.hasName = true;
}

const isStop = ({ kind, word }: ReadToken): boolean =>
  kind === "punctuation" && STOPS.includes(word.exact.charAt(0));

/** In quotation marks behind somebody who says it, or right behind "dibilang". */
function isTold({ text, tokens, marks }: MarkedReading, first: number): boolean {
  const quoted = isQuoted(text, tokens[first]?.start ?? 0);
  const span = quoted ? tellerReach : 2;
  for (let at = first - 1; at >= Math.max(0, first - span); at -= 1) {
    const token = tokens[at];
    if (token === undefined || (!quoted && isStop(token))) return false;
    if (((marks[at]?.cues ?? 0) & Cue.telling) !== 0) return true;
  }
  return false;
}

/** Whether an odd number of quotation marks stands close before a place, and one behind it. */
function isQuoted(text: string, place: number): boolean {
  let marks = 0;
  for (let at = place - 1; at >= Math.max(0, place - longestQuote); at -= 1)
    if (isQuotationMark(text.charCodeAt(at))) marks += 1;
  if (marks % 2 === 0) return false;
  for (let at = place; at < Math.min(text.length, place + longestQuote); at += 1)
    if (isQuotationMark(text.charCodeAt(at))) return true;
  return false;
}

const isQuotationMark = (unit: number): boolean => unit === 0x22 || unit === 0x201c || unit === 0x201d;

function isNegated({ tokens, marks }: MarkedReading, first: number, span: number): boolean {
  for (let at = first - 1; at >= Math.max(0, first - span); at -= 1) {
    const token = tokens[at];
    if (token === undefined || isStop(token)) return false;
    if (((marks[at]?.cues ?? 0) & Cue.negation) !== 0) return true;
  }
  return false;
}

/** A bare verb in a report: an official or a victim is near, or a name does it, and nothing urges. */
function isReported({ tokens }: MarkedReading, first: number, near: number): boolean {
  if ((near & Cue.urging) !== 0) return false;
  if ((near & Cue.report) !== 0) return true;
  const before = tokens[first - 1];
  return before !== undefined && !isStop(before) && before.letterCase === "title";
}
