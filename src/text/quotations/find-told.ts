import { Cue } from "./cue-classes.ts";
import { speakerBehind } from "./find-speaker.ts";
import { speakerBefore } from "./find-subject.ts";
import { type FoundSpeaker, owner } from "./found-speaker.ts";
import type { QuotationWalk } from "./quotation-walk.ts";
import { is, markAt } from "./text-frame.ts";

/** What is told in fewer words is the object of the verb, not a clause. */
const FEWEST_WORDS = 4;
/** How soon behind a verb of asking and the like its clause must begin. Tokens. */
const FARTHEST_CLAUSE = 7;

/** Adds what somebody says in the writer's words, told at the word of speech at token `at`. */
export function findTold(walk: QuotationWalk, at: number): void {
  if (at < walk.taken || at < walk.headline) return;
  const { frame } = walk;
  if (is(frame, at, Cue.according)) according(walk, at);
  else if (is(frame, at, Cue.active)) told(walk, at);
  else if (is(frame, at, Cue.bound)) {
    if (hasClause(walk, at)) told(walk, at);
  } else if (is(frame, at, Cue.passive)) passive(walk, at);
  else if (is(frame, at, Cue.bare | Cue.owned)) inserted(walk, at);
}

/** "X mengatakan (bahwa) …" */
function told(walk: QuotationWalk, verb: number): void {
  const { frame } = walk;
  const floor = Math.max(walk.sentenceFirst, walk.taken);
  if (is(frame, verb - 1, Cue.negation)) return;
  const found = speakerBefore(frame, verb, floor, walk.referred());
  if (found === undefined) return;
  const from = clauseStart(walk, verb + 1);
  const until = clauseEnd(walk, from);
  walk.speaks(found);
  const isLinked = from > verb + 1;
  // "menyampaikan hal itu" tells of a thing; in "berharap hal itu segera selesai" a clause begins with it.
  if (
    !isLinked &&
    is(frame, from, Cue.nominal) &&
    !(is(frame, from + 1, Cue.demonstrative) && until - from > 5)
  )
    return;
  if (wordsIn(walk, from, until) < FEWEST_WORDS) return;
  add(walk, from, until, verb, found, isLinked ? 0.93 : 0.86);
}

/** "Menurut X, …" · "Menurutnya …" */
function according(walk: QuotationWalk, at: number): void {
  const { frame } = walk;
  const before = frame.reading.tokens[at - 1]?.word.exact ?? "";
  if (at > walk.sentenceFirst && at === walk.sentenceFirst + 1 && before === "yang") return;
  if (is(frame, at, Cue.owned)) {
    if (
      before === "baginya" ||
      (frame.reading.tokens[at]?.word.exact === "baginya" && at !== walk.sentenceFirst)
    )
      return;
    const found = owner(frame, at, walk.referred());
    if (found !== undefined) addClause(walk, at, at + 1, found, 0.85);
    return;
  }
  if (is(frame, at + 1, Cue.noSpeaker)) return;
  const found = speakerBehind(frame, at + 1, walk.referred());
  if (found === undefined || found.speaker.kind === "account") return;
  if (found.speaker.kind === "role" && !is(frame, at + 1, Cue.description)) return;
  addClause(walk, at, found.last, found, 0.9);
}

/** The clause behind "menurut X", or the one before it where nothing follows. */
function addClause(
  walk: QuotationWalk,
  cue: number,
  behind: number,
  found: FoundSpeaker,
  certainty: number,
): void {
  const from = clauseStart(walk, behind);
  const until = clauseEnd(walk, from);
  walk.speaks(found);
  if (wordsIn(walk, from, until) >= FEWEST_WORDS) add(walk, from, until, cue, found, certainty);
  else {
    const first = Math.max(walk.sentenceFirst, walk.taken);
    if (wordsIn(walk, first, cue) >= FEWEST_WORDS)
      add(walk, first, lastWord(walk, cue), cue, found, certainty * 0.95);
  }
}

/** "Hal itu diungkapkan (oleh) X." says who speaks; "Dikatakan X, …" also what. */
function passive(walk: QuotationWalk, at: number): void {
  const { frame } = walk;
  const isOwned = frame.reading.tokens[at]?.word.exact.endsWith("nya") ?? false;
  const found = isOwned ? owner(frame, at, walk.referred()) : speakerBehind(frame, at + 1, walk.referred());
  if (found === undefined || found.speaker.kind === "account") return;
  walk.speaks(found);
  if (at - walk.sentenceFirst > 1) return;
  const from = clauseStart(walk, isOwned ? at + 1 : found.last);
  const until = clauseEnd(walk, from);
  if (from > found.last && wordsIn(walk, from, until) >= FEWEST_WORDS) add(walk, from, until, at, found, 0.8);
}

/** "…, kata X, …" and "…, ujarnya." without marks, and "Lebih lanjut terang dia, …". */
function inserted(walk: QuotationWalk, at: number): void {
  const { frame } = walk;
  const { tokens } = frame.reading;
  const isOwned = is(frame, at, Cue.owned);
  const isBehindComma = markAt(frame, at - 1) === ",";
  const isOpening = at - walk.sentenceFirst <= 3 && (isOwned || is(frame, at + 1, Cue.pronoun));
  if (!isBehindComma && !isOpening) return;
  const found = isOwned ? owner(frame, at, walk.referred()) : speakerBehind(frame, at + 1, walk.referred());
  if (found === undefined || found.speaker.kind === "role" || found.speaker.kind === "account") return;
  const mark = markAt(frame, found.last);
  if (!isBehindComma && mark !== ",") return;
  const isClosed = mark === "," || mark === "." || mark === "" || found.last >= tokens.length;
  if (!isClosed || tokens[at]?.letterCase === "upper") return;
  const first = Math.max(walk.sentenceFirst, walk.taken);
  const isAtStart = wordsIn(walk, first, at) < 2 || (isOpening && !isBehindComma);
  const from = isAtStart ? clauseStart(walk, found.last) : first;
  const until = isAtStart || mark === "," ? clauseEnd(walk, Math.max(from, found.last)) : lastWord(walk, at);
  if (wordsIn(walk, from, until) >= FEWEST_WORDS) add(walk, from, until, at, found, 0.85);
  walk.speaks(found);
}

function add(
  walk: QuotationWalk,
  first: number,
  last: number,
  cue: number,
  found: FoundSpeaker,
  certainty: number,
): void {
  walk.add({ first, last, kind: "indirect", cue, found, certainty, span: -1 });
  walk.taken = Math.max(walk.taken, last, cue + 1);
}

/** Behind a comma, a colon and "bahwa". */
function clauseStart({ frame }: QuotationWalk, from: number): number {
  let at = from;
  for (let skipped = 0; skipped < 4; skipped += 1) {
    const word = frame.reading.tokens[at]?.word.exact;
    if (
      markAt(frame, at) === "," ||
      markAt(frame, at) === ":" ||
      word === "bahwa" ||
      word === "bahwasanya" ||
      (word === "jika" && skipped === 0) ||
      (word === "kalau" && skipped === 0)
    )
      at += 1;
    else break;
  }
  return at;
}

/** The end of the sentence, without its full stop, or the next opening mark. */
function clauseEnd(walk: QuotationWalk, from: number): number {
  const mark = walk.nextMark(from, walk.sentenceLast);
  return lastWord(walk, mark);
}

function lastWord({ frame }: QuotationWalk, until: number): number {
  let end = until;
  while (end > 0 && ".,;:!?…".includes(markAt(frame, end - 1) || "x")) end -= 1;
  return end;
}

function hasClause({ frame, sentenceLast }: QuotationWalk, verb: number): boolean {
  if (markAt(frame, verb + 1) === ",") return true;
  for (let at = verb + 1; at < Math.min(sentenceLast, verb + FARTHEST_CLAUSE); at += 1)
    if (is(frame, at, Cue.clause)) return true;
  return false;
}

function wordsIn({ frame }: QuotationWalk, first: number, last: number): number {
  let count = 0;
  for (let at = first; at < last && count < FEWEST_WORDS; at += 1)
    if (frame.reading.tokens[at]?.kind === "word") count += 1;
  return count;
}
