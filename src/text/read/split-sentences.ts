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
    const [begin, end] = [tokens[first], tokens[last - 1]];
    if (begin && end) sentences.push({ first, last, start: begin.start, end: end.end });
    first = last;
  };
  for (const [index, token] of tokens.entries()) {
    if (index > first && hasLineBreak(text, tokens[index - 1]?.end ?? 0, token.start)) close(index);
    if (token.kind === "punctuation" && endsSentence(text, tokens, index)) close(index + 1);
  }
  close(tokens.length);
  return sentences;
}

function hasLineBreak(text: string, from: number, until: number): boolean {
  for (let at = from; at < until; at += 1) if (text.charCodeAt(at) === 0x0a) return true;
  return false;
}

function endsSentence(text: string, tokens: readonly ReadToken[], index: number): boolean {
  const token = tokens[index];
  const before = tokens[index - 1];
  if (!token || !before) return false;
  const mark = text.charAt(token.start);
  if (!".!?…".includes(mark)) return false;
  const next = tokens[index + 1];
  if (next?.kind === "punctuation" && next.start === token.end) return false;
  if (mark !== "." || token.end - token.start > 1) return true;
  if (next && next.start === token.end && next.kind !== "punctuation") return false;
  const isInitial =
    before.kind === "word" && before.end - before.start === 1 && before.letterCase === "title";
  return !isInitial && !(before.end === token.start && ABBREVIATIONS.has(before.word.exact));
}
