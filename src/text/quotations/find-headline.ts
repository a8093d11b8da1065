import type { Reading } from "../read/reading.ts";
import { Cue } from "./cue-classes.ts";
import { hasParagraphBreak } from "./find-marks.ts";
import { type FoundSpeaker, named, office } from "./found-speaker.ts";
import type { QuotationWalk } from "./quotation-walk.ts";
import { is, markAt, type NamedSpan, type TextFrame } from "./text-frame.ts";

/** A longer first line is no headline. Tokens. */
const LONGEST_HEADLINE = 30;
/** In a text of one line: the least share of words with capitals in a headline. */
const CAPITAL_SHARE = 0.6;
const FEWEST_WORDS = 2;
/** "Mantan Dirdik Kejagung Bali": more words than this are a sentence. */
const MOST_OFFICE_WORDS = 5;

/** The first token behind the headline: the first line where others follow it, or all of a short line in capitals; or 0. */
export function headlineEnd({ tokens, text }: Reading): number {
  let capitals = 0;
  let words = 0;
  let end = 0;
  for (; end < tokens.length && end <= LONGEST_HEADLINE; end += 1) {
    const token = tokens[end];
    if (token === undefined) break;
    if (end > 0 && hasParagraphBreak(text, tokens[end - 1]?.end ?? 0, token.start)) break;
    if (token.kind !== "word") continue;
    words += 1;
    if (token.letterCase !== "lower") capitals += 1;
  }
  if (end > LONGEST_HEADLINE || words < 3) return 0;
  return capitals / words >= CAPITAL_SHARE ? end : 0;
}

/** Adds what a headline lets somebody say: "Jokowi: Saya …", "Kemenhub Sebut Truk …". */
export function findHeadline(walk: QuotationWalk): void {
  const { frame, headline } = walk;
  if (headline === 0) return;
  for (let at = 1; at < headline; at += 1) {
    const isColon = markAt(frame, at) === ":";
    if (!isColon && !is(frame, at, Cue.headline)) continue;
    if (isColon && frame.reading.tokens[at - 1]?.kind === "number") continue;
    const found = headlineSpeaker(walk, at, isColon);
    if (found === undefined) continue;
    const from = markAt(frame, at + 1) === '"' || markAt(frame, at + 1) === "“" ? at + 2 : at + 1;
    let last = headline;
    while (last > from && frame.reading.tokens[last - 1]?.kind === "punctuation") last -= 1;
    if (last - from < FEWEST_WORDS) return;
    walk.add({
      first: from,
      last,
      kind: "headline",
      cue: at,
      found,
      certainty: isColon ? 0.92 : 0.85,
      span: -1,
    });
    return;
  }
}

/** The name, body or office directly before the colon or verb, back to the comma or the beginning. */
function headlineSpeaker(walk: QuotationWalk, at: number, isColon: boolean): FoundSpeaker | undefined {
  const { frame } = walk;
  const { nameAt, names } = frame;
  let first = at;
  while (first > 0 && !",!?.:|".includes(markAt(frame, first - 1) || "x")) first -= 1;
  const last = markAt(frame, at - 1) === ")" ? at - 3 : at;
  const name = names[nameAt[last - 1] ?? -1];
  if (name !== undefined && name.first >= first) {
    // "Putra BJ Habibie: …": it is not Habibie who speaks.
    if (is(frame, first, Cue.relation)) return office(frame, first, name.last, undefined);
    // "Prediksi Timnas Indonesia: …" and "4 Fakta Jokowi: …" name a subject, not a speaker.
    const isWhole = everyTitle(frame, first, name);
    if (!isWhole) return undefined;
    // "Ketum PPP Sebut …": who speaks holds an office there.
    if (name.named.kind === "organisation" && is(frame, first, Cue.description))
      return office(frame, first, name.last, name);
    return named(frame, name, name.named.kind === "person" ? 1 : 0.93);
  }
  const isShort = at - first <= (isColon ? MOST_OFFICE_WORDS : MOST_OFFICE_WORDS - 1);
  return isShort && is(frame, first, Cue.description) ? office(frame, first, at, undefined) : undefined;
}

/** Whether only an office and what it belongs to stand before a name, back to where the part of the headline begins. */
function everyTitle(frame: TextFrame, first: number, name: NamedSpan): boolean {
  const { reading, names, nameAt } = frame;
  const start = reading.tokens[first]?.start ?? 0;
  if (name.roleStart !== undefined && name.roleStart <= start) return true;
  for (let at = first; at < name.first; at += 1) {
    // "Sri Mulyani Mengenang Habibie: …": whoever stands before is somebody else.
    if (names[nameAt[at] ?? -1]?.named.kind === "person") return false;
    if (nameAt[at] === -1 && !is(frame, at, Cue.description) && markAt(frame, at) === "") return false;
  }
  return true;
}
