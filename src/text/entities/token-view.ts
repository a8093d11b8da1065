import type { Reading, ReadToken, Sentence } from "../read/reading.ts";
import { type EntityLexicon, INSIDE_SHIFT, PHRASE_BITS } from "./entity-lexicon.ts";
import type { WordInfo } from "./word-info.ts";

/** How the letters of a token speak of names, where the text's letters speak at all. */
export const CaseCode = {
  unknown: 0,
  lower: 1,
  title: 2,
  upper: 3,
  mixed: 4,
  mark: 5,
  number: 6,
  titleAtStart: 7,
} as const;
export const CASE_CODES = 8;

/** A sentence as the tagger sees it: three columns, a row per token. */
export interface TokenView {
  readonly infos: WordInfo[];
  readonly bits: number[];
  readonly cases: number[];
}

/** Shares of capitals above which letters no longer tell names: headlines and shouting. */
const HEADLINE_SHARE = 0.7;
const FEW_WORDS = 4;

/** Counts of words within sentences by their letters. */
type CaseCounts = { lower: number; capital: number };

/** Whether capitals mean something in this text: neither all lower case, nor a headline, nor shouted. */
function hasTellingCase({ lower, capital }: CaseCounts): boolean {
  return capital > 0 && lower > 0 && capital / (lower + capital) <= HEADLINE_SHARE;
}

function countCases(tokens: readonly ReadToken[], first: number, last: number): CaseCounts {
  let lower = 0;
  let capital = 0;
  for (let at = first + 1; at < last; at += 1) {
    const letterCase = tokens[at]?.letterCase;
    if (letterCase === "lower") lower += 1;
    else if (letterCase !== "none" && letterCase !== undefined) capital += 1;
  }
  return { lower, capital };
}

/** Looks at the sentences of a reading one by one. */
export function viewSentences(
  reading: Reading,
  lexicon: EntityLexicon,
  infoOf: (token: ReadToken) => WordInfo,
  visit: (view: TokenView, sentence: Sentence) => void,
): void {
  const { tokens, sentences } = reading;
  const counts = sentences.map(({ first, last }) => countCases(tokens, first, last));
  const all = counts.reduce(
    (sum, one) => ({ lower: sum.lower + one.lower, capital: sum.capital + one.capital }),
    { lower: 0, capital: 0 },
  );
  sentences.forEach((sentence, index) => {
    const own = counts[index] ?? all;
    const isTelling = hasTellingCase(own.lower + own.capital < FEW_WORDS ? all : own);
    const infos: WordInfo[] = [];
    const cases: number[] = [];
    for (let at = sentence.first; at < sentence.last; at += 1) {
      const token = tokens[at];
      if (token === undefined) continue;
      infos.push(infoOf(token));
      cases.push(caseCode(token, isTelling, isStart(tokens, at, sentence.first)));
    }
    visit({ infos, cases, bits: phraseBits(tokens, sentence, infos, lexicon) }, sentence);
  });
}

function isStart(tokens: readonly ReadToken[], at: number, first: number): boolean {
  return at === first || tokens[at - 1]?.word.exact === '"' || tokens[at - 1]?.word.exact === "“";
}

function caseCode(token: ReadToken, isTelling: boolean, isAtStart: boolean): number {
  if (token.kind === "number") return CaseCode.number;
  if (token.kind !== "word") return CaseCode.mark;
  if (!isTelling || token.letterCase === "none") return CaseCode.unknown;
  if (token.letterCase === "title") return isAtStart ? CaseCode.titleAtStart : CaseCode.title;
  return CaseCode[token.letterCase];
}

function phraseBits(
  tokens: readonly ReadToken[],
  { first, last }: Sentence,
  infos: readonly WordInfo[],
  lexicon: EntityLexicon,
): number[] {
  const bits = infos.map((info) => info.bits);
  for (let at = 0; at < infos.length; at += 1) {
    if (!infos[at]?.startsPhrase) continue;
    const found = lexicon.phrases.longestAt(tokens, first + at, last);
    if (found === undefined) continue;
    bits[at] = (bits[at] ?? 0) | found.value;
    for (let inside = at + 1; inside < at + found.length; inside += 1)
      bits[inside] = (bits[inside] ?? 0) | ((found.value & PHRASE_BITS) << INSIDE_SHIFT);
    at += found.length - 1;
  }
  return bits;
}
