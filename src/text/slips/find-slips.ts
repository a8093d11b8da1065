import { findPersonalData } from "../personal-data/find-personal-data.ts";
import { PhraseTable } from "../phrase-table.ts";
import type { Reading, ReadToken, Sentence } from "../read/reading.ts";
import type { Slip } from "./slip.ts";
import { figureUnits, slipWordings, sourceWords, whenWords } from "./slip-wordings.ts";

type Wording = Pick<Slip, "kind" | "severity" | "suggestion">;

const wordings = new PhraseTable<Wording>();
for (const [kind, severity, list] of slipWordings)
  for (const line of list.split("\n")) {
    const [wording = "", suggestion = ""] = line.split("=").map((part) => part.trim());
    if (wording !== "") wordings.add(wording, () => ({ kind, severity, suggestion: suggestion || null }));
  }

/** Absolute words that are plain when something is denied or asked of people: "tidak selalu", "pastikan". */
const NEGATIONS = new Set(["tidak", "bukan", "belum", "jangan", "tak"]);
/** Capital letters over so many words are shouting. */
const shoutedWords = 4;

/**
 * Places of a draft that an office may regret: blaming, promises without a date, absolute words, taking sides, sarcasm,
 * insults, shouting, personal data, figures without a source and events without a date. By wording: a reader decides.
 */
export function findSlips(reading: Reading): Slip[] {
  const { text, tokens, sentences } = reading;
  const slips: Slip[] = findPersonalData(text).map(({ start, end, isCertain }) => ({
    kind: "personalData",
    severity: isCertain ? 3 : 2,
    start,
    end,
    suggestion: null,
  }));
  for (const sentence of sentences) {
    slips.push(...worded(tokens, sentence), ...unsourced(tokens, sentence), ...shouted(tokens, sentence));
    slips.push(...undated(tokens, sentence));
  }
  return slips.sort((a, b) => a.start - b.start || b.end - a.end);
}

const wordsOf = (tokens: readonly ReadToken[], { first, last }: Sentence): readonly ReadToken[] =>
  tokens.slice(first, last);

const has = (tokens: readonly ReadToken[], words: ReadonlySet<string>): boolean =>
  tokens.some(({ word }) => words.has(word.exact));

const hasNumberAfter = (tokens: readonly ReadToken[], words: ReadonlySet<string>): boolean =>
  tokens.some(
    ({ kind }, at) =>
      kind === "number" &&
      (words.has(tokens[at + 1]?.word.exact ?? "") || words.has(tokens[at - 1]?.word.exact ?? "")),
  );

function worded(tokens: readonly ReadToken[], sentence: Sentence): Slip[] {
  const own = wordsOf(tokens, sentence);
  const isDated =
    hasNumberAfter(own, whenWords) ||
    own.some(({ word }) => /^(?:besok|lusa|senin|selasa|rabu|kamis|jumat|sabtu)$/.test(word.exact));
  const slips: Slip[] = [];
  for (let at = sentence.first; at < sentence.last; ) {
    const found = wordings.longestAt(tokens, at, sentence.last);
    const [first, last] = [tokens[at], tokens[at + (found?.length ?? 1) - 1]];
    if (found && first && last) {
      const { kind } = found.value;
      const isNegated = kind === "absolute" && NEGATIONS.has(tokens[at - 1]?.word.exact ?? "");
      const isKept = kind === "promise" && isDated;
      if (!isNegated && !isKept) slips.push({ ...found.value, start: first.start, end: last.end });
    }
    at += found?.length ?? 1;
  }
  return slips;
}

/** Numbers of people, money and shares in a sentence that does not say where they come from. */
function unsourced(tokens: readonly ReadToken[], sentence: Sentence): Slip[] {
  const own = wordsOf(tokens, sentence);
  if (has(own, sourceWords)) return [];
  return own.flatMap(({ kind, start, end, word }, at): Slip[] => {
    const unit = own[at + 1];
    const isMoney = kind === "word" && /^rp\d/.test(word.exact);
    // "100 persen" is said of what is certain, not counted.
    const isFigure =
      kind === "number" &&
      word.exact !== "100" &&
      (unit?.word.exact === "%" || figureUnits.has(unit?.word.exact ?? ""));
    if (!isMoney && !isFigure) return [];
    return [
      { kind: "noSource", severity: 1, start, end: isFigure ? (unit?.end ?? end) : end, suggestion: null },
    ];
  });
}

/** Something that will happen, or is to be attended, without a day. */
function undated(tokens: readonly ReadToken[], sentence: Sentence): Slip[] {
  const own = wordsOf(tokens, sentence);
  const head = own.find(({ word }) =>
    /^(?:hadiri|hadirilah|diundang|diselenggarakan|digelar|dibuka|ditutup|berlangsung|dilaksanakan)$/.test(
      word.exact,
    ),
  );
  const isDated =
    has(own, whenWords) ||
    own.some(({ word }) => /^(?:hari|sudah|telah|sedang|kini|kemarin|tadi)$/.test(word.exact));
  if (!head || isDated) return [];
  return [{ kind: "noDate", severity: 1, start: head.start, end: head.end, suggestion: null }];
}

function shouted(tokens: readonly ReadToken[], { first, last }: Sentence): Slip[] {
  const slips: Slip[] = [];
  let from = -1;
  const close = (until: number): void => {
    const [begin, end] = [tokens[from], tokens[until - 1]];
    if (from >= 0 && until - from >= shoutedWords && begin && end)
      slips.push({ kind: "shouting", severity: 1, start: begin.start, end: end.end, suggestion: null });
    from = -1;
  };
  for (let at = first; at < last; at += 1) {
    if (tokens[at]?.letterCase === "upper") from = from < 0 ? at : from;
    else close(at);
  }
  close(last);
  for (let at = first; at < last; at += 1) {
    const token = tokens[at];
    if (token?.kind === "punctuation" && /[!?]{2}/.test(token.word.exact))
      slips.push({
        kind: "shouting",
        severity: 1,
        start: token.start,
        end: token.end,
        suggestion: token.word.exact.charAt(0),
      });
  }
  return slips;
}
