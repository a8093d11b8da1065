import type { Reading } from "../read/reading.ts";
import { ANY_CUE, Cue, cueClasses } from "./cue-classes.ts";
import { findDirect } from "./find-direct.ts";
import { findHeadline, headlineEnd } from "./find-headline.ts";
import { findMarks, isMark } from "./find-marks.ts";
import { findTold } from "./find-told.ts";
import type { QuotationsResult } from "./quotation.ts";
import { QuotationWalk, voiceOf } from "./quotation-walk.ts";
import { findNames, frameText, type QuotedEntity } from "./text-frame.ts";

const NOTHING: QuotationsResult = { names: [], quotations: [] };

/**
 * Finds whom a text names and who says what in it.
 * @param entities persons and bodies of the text in its order, as `makeEntities` or `overlayRules` give them
 * @returns quotations in the order of the text; they do not overlap. Linear in the text; never throws
 */
export function findQuotations(reading: Reading, entities: readonly QuotedEntity[]): QuotationsResult {
  const signs = signsOf(reading);
  const headline = signs === 0 ? 0 : headlineEnd(reading);
  if (signs === 0 || (signs === Sign.headline && headline === 0))
    return entities.length === 0 ? NOTHING : namesAlone(reading, entities);
  const frame = frameText(reading, entities);
  const spans = findMarks(reading);
  const walk = new QuotationWalk(frame, spans, headline);
  findHeadline(walk);
  let span = 0;
  let sentence = 0;
  const { tokens, sentences } = reading;
  for (let at = 0; at < tokens.length; at += 1) {
    while (sentence < sentences.length && (sentences[sentence]?.last ?? 0) <= at) sentence += 1;
    if (sentences[sentence]?.first === at) walk.enterSentence(at, sentences[sentence]?.last ?? at + 1);
    while (span < spans.length && (spans[span]?.open ?? 0) < at) span += 1;
    const marked = spans[span];
    if (marked?.open === at) {
      findDirect(walk, span);
      at = Math.max(at, marked.close - (isPaired(reading, marked.close) ? 0 : 1));
      continue;
    }
    if (((frame.classes[at] ?? 0) & ANY_CUE) !== 0 && frame.nameAt[at] === -1) findTold(walk, at);
  }
  return walk.finish();
}

/** Whom a text names that has nobody's words. */
function namesAlone(reading: Reading, entities: readonly QuotedEntity[]): QuotationsResult {
  const { links } = findNames(reading, entities);
  return { names: links.all.filter(({ isSure }) => isSure).map(voiceOf), quotations: [] };
}

/** Signs of somebody's words: those of any text, and those that count in a headline only. */
const Sign = { speech: 1, headline: 2 } as const;

/** Whether the text has a word of speech, a quotation mark, or a colon as headlines have it. Most posts have none. */
function signsOf({ text, tokens, ids, edition }: Reading): number {
  let signs = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.kind === "word") {
      const classes = cueClasses(token.word, ids[at] ?? 0, edition);
      if ((classes & ANY_CUE) !== 0) signs |= Sign.speech;
      if ((classes & Cue.headline) !== 0) signs |= Sign.headline;
    } else if (token.kind === "punctuation") {
      const unit = text.charCodeAt(token.start);
      if (isMark(unit)) signs |= Sign.speech;
      else if (unit === 0x3a) signs |= Sign.headline;
    }
  }
  return signs;
}

const isPaired = ({ text, tokens }: Reading, close: number): boolean =>
  isMark(text.charCodeAt(tokens[close]?.start ?? 0));
