import { Cue } from "./cue-classes.ts";
import {
  accountAt,
  type FoundSpeaker,
  named,
  office,
  type Referred,
  refer,
  unknownName,
} from "./found-speaker.ts";
import { bracketStart, capitalRunBefore, chunkStart, isAside } from "./name-shapes.ts";
import { is, markAt, type NamedSpan, type TextFrame } from "./text-frame.ts";

const LONGEST_SUBJECT = 28;

/** The one that the words before a verb of speech are about: "Menteri Keuangan Sri Mulyani juga | menyebut". */
export function speakerBefore(
  frame: TextFrame,
  verb: number,
  floor: number,
  referred: Referred,
): FoundSpeaker | undefined {
  const { reading, nameAt, names } = frame;
  const { tokens } = reading;
  const lowest = Math.max(floor, verb - LONGEST_SUBJECT);
  let at = verb - 1;
  while (at >= lowest && is(frame, at, Cue.adverb)) at -= 1;
  if (at < lowest) return undefined;
  if (is(frame, at, Cue.negation)) return undefined;
  if (is(frame, at, Cue.pronoun)) return refer(frame, at, at + 1, "pronoun", referred);
  if (tokens[at]?.word.exact === "pihaknya" || tokens[at]?.word.exact === "dirinya")
    return refer(frame, at, at + 1, "pronoun", referred);
  if (["sambil", "seraya", "sembari", "lalu", "dan", "serta"].includes(tokens[at]?.word.exact ?? ""))
    return refer(frame, at, at + 1, "continued", referred);
  if (is(frame, at, Cue.demonstrative)) return refer(frame, at, at + 1, "description", referred);
  if (tokens[at]?.word.exact === "yang") return undefined;
  if (tokens[at]?.kind === "mention") return accountAt(frame, at);
  if (markAt(frame, at) === ")") at = bracketStart(frame, at, lowest) - 1;
  let name = names[nameAt[at] ?? -1];
  if (name !== undefined) return subject(frame, name, lowest, 1);
  if (markAt(frame, at) === ",") {
    const chunk = chunkStart(frame, at - 1, lowest);
    name = names[nameAt[at - 1] ?? -1];
    if (name !== undefined && !isAside(frame, chunk)) return subject(frame, name, lowest, 1);
    const owner = names[nameAt[chunk - 2] ?? -1];
    if (markAt(frame, chunk - 1) === "," && owner !== undefined) return subject(frame, owner, lowest, 0.95);
  }
  const run = capitalRunBefore(frame, at, lowest);
  if (run !== undefined) return unknownName(frame, run);
  const start = firstNamed(frame, lowest, verb);
  if (start !== undefined) return start;
  if (is(frame, lowest, Cue.description) && verb - lowest <= 8)
    return office(frame, lowest, at + 1, undefined);
  return undefined;
}

/** The name with which a sentence begins, perhaps behind an office, when a relative clause or a circumstance follows it. */
function firstNamed(frame: TextFrame, from: number, verb: number): FoundSpeaker | undefined {
  const { nameAt, names, reading } = frame;
  let begin = from;
  // "Dilansir dari Antara, Bunga yang …": the sentence begins behind its first comma.
  if (is(frame, from, Cue.stop))
    for (let at = from; at < Math.min(verb, from + 12) && begin === from; at += 1)
      if (markAt(frame, at) === ",") begin = at + 1;
  for (let at = begin; at < verb && at - begin < 12; at += 1) {
    const name = names[nameAt[at] ?? -1];
    if (name === undefined) {
      if (is(frame, at, Cue.stop | Cue.active | Cue.bound)) return undefined;
      continue;
    }
    const next = reading.tokens[name.last];
    const follows = next?.word.exact ?? "";
    const isClause = is(frame, name.last, Cue.stop) || follows === "," || follows === "(";
    if (name.named.kind === "person") return isClause ? named(frame, name, 0.8) : undefined;
    at = name.last - 1;
    if (isClause && is(frame, name.last, Cue.stop)) return named(frame, name, 0.7);
  }
  return undefined;
}

/** A name directly before the verb, unless it only belongs to what the sentence is about: "saudara Aleix itu". */
function subject(frame: TextFrame, name: NamedSpan, lowest: number, share: number): FoundSpeaker | undefined {
  const before = frame.reading.tokens[name.first - 1]?.word.exact ?? "";
  if (
    name.first > lowest &&
    ["kepada", "dari", "dengan", "bersama", "oleh", "untuk", "pada"].includes(before)
  )
    return undefined;
  if (name.named.kind === "person" && name.first > lowest && is(frame, name.first - 1, Cue.relation))
    return office(frame, name.first - 1, name.last, undefined);
  if (name.named.kind === "organisation" && share === 1) {
    // "Ketua KPK mengatakan": who speaks holds an office there.
    for (let at = Math.max(lowest, name.first - 3); at < name.first; at += 1)
      if (is(frame, at, Cue.description)) return office(frame, at, name.last, name);
  }
  return named(frame, name, share * (name.named.kind === "person" ? 1 : 0.93));
}
