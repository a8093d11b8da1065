import type { Reading } from "../read/reading.ts";

/** Words between marks, as tokens: the opening mark at `open`, the closing mark at `close`. */
export interface MarkedSpan {
  readonly open: number;
  readonly close: number;
}

/** A longer stretch has lost its closing mark. Tokens. */
const LONGEST_SPAN = 600;

/** Whether a token is a double quotation mark of any shape. */
export const isMark = (unit: number): boolean =>
  unit === 0x22 || unit === 0x201c || unit === 0x201d || unit === 0xab || unit === 0xbb || unit === 0x201e;

/**
 * Pairs the double quotation marks of a text. A straight mark opens where white space or an opening bracket stands before
 * it and closes where it follows a word or a mark. A mark that opens while another is open takes its place; what a paragraph
 * leaves open runs to the paragraph's end where the next one begins with a mark, and is no quotation otherwise.
 */
export function findMarks({ text, tokens }: Reading): MarkedSpan[] {
  const spans: MarkedSpan[] = [];
  let open = -1;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.kind !== "punctuation") continue;
    const unit = text.charCodeAt(token.start);
    if (!isMark(unit)) continue;
    if (open >= 0 && at - open > LONGEST_SPAN) open = -1;
    if (open >= 0 && hasParagraphBreak(text, tokens[open]?.end ?? 0, token.start)) {
      if (opens(text, unit, token.start, token.end)) {
        const last = paragraphEnd(text, tokens, open, at);
        if (last === at - 1 && last > open + 3) spans.push({ open, close: at });
      }
      open = -1;
    }
    if (open >= 0 && !opensOnly(text, unit, token.start, token.end)) {
      if (at > open + 1) spans.push({ open, close: at });
      open = -1;
    } else if (open >= 0 || opens(text, unit, token.start, token.end)) open = at;
  }
  return spans;
}

/** Whether a mark can open: it is an opening shape, or white space or a bracket stands before it and none behind. */
function opens(text: string, unit: number, start: number, end: number): boolean {
  if (unit === 0x201c || unit === 0xab || unit === 0x201e) return true;
  if (unit === 0xbb) return false;
  if (isSpace(text.charCodeAt(end))) return false;
  return isOpenBefore(text, start) || (text.charCodeAt(start - 1) === 0x2c && isWordStart(text, end));
}

/** Whether a mark while another is open can only be another opening: the closing mark before it was forgotten. */
function opensOnly(text: string, unit: number, start: number, end: number): boolean {
  if (unit === 0x201c || unit === 0xab || unit === 0x201e)
    return isOpenBefore(text, start) && !isSpace(text.charCodeAt(end));
  return unit === 0x22 && isOpenBefore(text, start) && isWordStart(text, end);
}

function isOpenBefore(text: string, start: number): boolean {
  if (start === 0) return true;
  const before = text.charCodeAt(start - 1);
  return isSpace(before) || before === 0x28 || before === 0x5b || before === 0x2013 || before === 0x2014;
}

const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0xa0;

function isWordStart(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

/** Whether a line break stands between two places. */
export function hasParagraphBreak(text: string, from: number, until: number): boolean {
  for (let at = from; at < until; at += 1) if (text.charCodeAt(at) === 0x0a) return true;
  return false;
}

/** The last token of the paragraph of `open` when it reaches the mark at `until` without another paragraph between. */
function paragraphEnd(text: string, tokens: Reading["tokens"], open: number, until: number): number {
  for (let at = open + 1; at < until; at += 1)
    if (hasParagraphBreak(text, tokens[at - 1]?.end ?? 0, tokens[at]?.start ?? 0)) return at - 1;
  return until - 1;
}
