import { Cue } from "./cue-classes.ts";
import { hasParagraphBreak } from "./find-marks.ts";
import { speakerBehind } from "./find-speaker.ts";
import { speakerBefore } from "./find-subject.ts";
import { type FoundSpeaker, named, owner } from "./found-speaker.ts";
import type { QuotationWalk } from "./quotation-walk.ts";
import { is, markAt } from "./text-frame.ts";

/** How far before the opening mark the word of speech may stand: "mengatakan kepada wartawan, "…"". Tokens. */
const FARTHEST_CUE = 9;
/** Fewer words between marks than these are a name or an ironic word, unless a word of speech stands beside them. */
const FEWEST_WORDS = 4;

type CueFound = { cue: number; found: FoundSpeaker | undefined; certainty: number };

/** Adds the words of a marked span when somebody says them. */
export function findDirect(walk: QuotationWalk, index: number): void {
  const span = walk.spans[index];
  if (span === undefined) return;
  const first = span.open + 1;
  const last = span.close;
  const hit = cueBehind(walk, span.close) ?? cueBefore(walk, span.open);
  if (hit !== undefined) {
    walk.add({ first, last, kind: "direct", span: index, ...hit });
    walk.taken = Math.max(walk.taken, hit.cue + 1, hit.found?.last ?? 0);
    return;
  }
  if (wordsIn(walk, first, last) < FEWEST_WORDS) return;
  const told = toldBefore(walk, span.open);
  walk.add({
    first,
    last,
    kind: "direct",
    span: index,
    cue: -1,
    found: told,
    certainty: 0.75,
  });
}

/** "…," kata Jusuf Kalla · "…," ujarnya · "…," dia menambahkan. */
function cueBehind(walk: QuotationWalk, close: number): CueFound | undefined {
  const { frame } = walk;
  const { tokens, text } = frame.reading;
  let at = close + 1;
  if (markAt(frame, at) === "," || markAt(frame, at) === "." || markAt(frame, at) === "-") at += 1;
  const token = tokens[at];
  if (token === undefined || hasParagraphBreak(text, tokens[close]?.end ?? 0, token.start)) return undefined;
  if (["demikian", "begitu", "lagi"].includes(token.word.exact)) at += 1;
  if (is(frame, at, Cue.owned)) {
    return { cue: at, found: ownerOf(walk, at), certainty: 0.95 };
  }
  if (is(frame, at, Cue.bare)) {
    const found = speakerBehind(frame, at + 1, walk.referred());
    return { cue: at, found, certainty: 0.97 };
  }
  if (is(frame, at, Cue.passive) || (is(frame, at, Cue.active) && !is(frame, at, Cue.bare))) {
    const found = speakerBehind(frame, at + 1, walk.referred());
    return found === undefined ? undefined : { cue: at, found, certainty: 0.85 };
  }
  return verbBehindName(walk, close, at) ?? nameBehind(walk, close, at);
}

/** "…," Jokowi menambahkan. */
function verbBehindName(walk: QuotationWalk, close: number, from: number): CueFound | undefined {
  const { frame } = walk;
  for (let at = from; at < from + 9; at += 1) {
    const mark = markAt(frame, at);
    if (mark === "." || mark === '"' || mark === "“") return undefined;
    if (at === from && !is(frame, at, Cue.pronoun | Cue.description) && frame.nameAt[at] === -1)
      return undefined;
    if (at === from || !is(frame, at, Cue.active | Cue.bare)) continue;
    const isSaid = markAt(frame, close - 1) === "," || ".,".includes(markAt(frame, at + 1) || "x");
    if (!isSaid) return undefined;
    const found = speakerBefore(frame, at, from, walk.referred());
    return found === undefined ? undefined : { cue: at, found, certainty: 0.88 };
  }
  return undefined;
}

/** "…," Liferdi melalui keterangan tertulis: the comma before the mark says that the name behind it is the speaker's. */
function nameBehind({ frame }: QuotationWalk, close: number, at: number): CueFound | undefined {
  const name = frame.names[frame.nameAt[at] ?? -1];
  if (name?.named.kind !== "person" || markAt(frame, close - 1) !== ",") return undefined;
  return is(frame, name.last, Cue.stop)
    ? { cue: -1, found: named(frame, name, 0.95), certainty: 0.85 }
    : undefined;
}

/** Jokowi mengatakan, "…" · tulis Jokowi: "…" · Jokowi: "…". */
function cueBefore(walk: QuotationWalk, open: number): CueFound | undefined {
  const { frame } = walk;
  const floor = Math.max(walk.sentenceFirst, open - FARTHEST_CUE, walk.taken);
  const joint = markAt(frame, open - 1);
  const isColon = joint === ":";
  if (isColon && open >= 2) {
    const name = frame.names[frame.nameAt[open - 2] ?? -1];
    if (name !== undefined && name.first >= floor)
      return { cue: open - 1, found: named(frame, name, 0.95), certainty: 0.9 };
  }
  if (joint !== "" && joint !== "," && joint !== ":") return undefined;
  for (let at = open - 1; at >= floor; at -= 1) {
    if (is(frame, at, Cue.active | Cue.bound)) {
      const found = speakerBefore(frame, at, walk.sentenceFirst, walk.referred());
      // Without a comma or colon, marked words in the middle of a clause are only a part of what is said.
      if (joint === "" && at < open - 2) return undefined;
      return found === undefined ? undefined : { cue: at, found, certainty: joint === "" ? 0.75 : 0.92 };
    }
    if (joint !== "" && is(frame, at, Cue.owned))
      return { cue: at, found: ownerOf(walk, at), certainty: 0.85 };
    if (joint !== "" && is(frame, at, Cue.bare) && at >= open - 7) {
      const found = speakerBehind(frame, at + 1, walk.referred());
      return found === undefined ? undefined : { cue: at, found, certainty: 0.85 };
    }
  }
  return undefined;
}

/** Marked words that follow, in one paragraph, a sentence which tells what somebody says. */
function toldBefore(walk: QuotationWalk, open: number): FoundSpeaker | undefined {
  const { tokens, text } = walk.frame.reading;
  const told = walk.drafts.at(-1);
  if (told === undefined || told.kind !== "indirect" || told.found === undefined) return undefined;
  if (open - told.last > 3) return undefined;
  if (hasParagraphBreak(text, tokens[told.last - 1]?.end ?? 0, tokens[open]?.start ?? 0)) return undefined;
  return { ...told.found, how: "continued", share: told.found.share * 0.9 };
}

function ownerOf(walk: QuotationWalk, at: number): FoundSpeaker | undefined {
  return owner(walk.frame, at, walk.referred());
}

function wordsIn({ frame }: QuotationWalk, first: number, last: number): number {
  let count = 0;
  for (let at = first; at < last && count < FEWEST_WORDS; at += 1)
    if (frame.reading.tokens[at]?.kind === "word") count += 1;
  return count;
}
