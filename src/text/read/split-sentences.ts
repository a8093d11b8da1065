import type { ReadToken, Sentence } from "./reading.ts";

/** Abbreviations whose full stop ends no sentence: titles, addresses, references. */
const ABBREVIATIONS = new Set(
  "dr drs dra ir prof jl jln no hal tgl tn ny sdr yth bpk kab kec kel prov rp ps dll dsb dst dkk hlm cet ed vol st kh tsb".split(
    " ",
  ),
);

/** Cuts tokens into sentences: at full stops, question and exclamation marks, and at empty lines. */
export function splitSentences(text: string, tokens: readonly ReadToken[]): Sentence[] {
  const sentences: Sentence[] = [];
  let first = 0;
  const close = (last: number): void => {
    if (last > first)
      sentences.push({ first, last, start: tokens[first]?.start ?? 0, end: tokens[last - 1]?.end ?? 0 });
    first = last;
  };
  let before = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) continue;
    if (index > first && hasLineBreak(text, before, token.start)) close(index);
    if (index > 0 && token.kind === "punctuation" && endsSentence(text, tokens, index)) close(index + 1);
    before = token.end;
  }
  close(tokens.length);
  return sentences;
}

/** Whether a line ends between two places of a text. */
export function hasLineBreak(text: string, from: number, until: number): boolean {
  for (let at = from; at < until; at += 1) if (text.charCodeAt(at) === 0x0a) return true;
  return false;
}

function endsSentence(text: string, tokens: readonly ReadToken[], index: number): boolean {
  const token = tokens[index];
  const before = tokens[index - 1];
  if (!token || !before) return false;
  const mark = text.charAt(token.start);
  if (!".!?…".includes(mark)) return false;
  const next = index + 1 < tokens.length ? tokens[index + 1] : undefined;
  if (next?.kind === "punctuation" && next.start === token.end) return false;
  if (mark !== "." || token.end - token.start > 1) return true;
  if (next && next.start === token.end && next.kind !== "punctuation") return false;
  const isInitial =
    before.kind === "word" && before.end - before.start === 1 && before.letterCase === "title";
  return !isInitial && !(before.end === token.start && ABBREVIATIONS.has(before.word.exact));
}
