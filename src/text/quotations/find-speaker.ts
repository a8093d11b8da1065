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
import {
  capitalRun,
  hasRelation,
  isAbbreviated,
  isSomebody,
  isVia,
  leadsToPerson,
  personAfter,
  personWithin,
  skipBrackets,
} from "./name-shapes.ts";
import { is, markAt, type NamedSpan, type TextFrame } from "./text-frame.ts";

const LONGEST_NAMING = 22;
const MOST_COMMAS = 4;

/** The speaker named behind a word of speech: "kata Wakil Presiden Jusuf Kalla di …". */
export function speakerBehind(frame: TextFrame, from: number, referred: Referred): FoundSpeaker | undefined {
  const { reading, nameAt, names } = frame;
  const { tokens } = reading;
  let at = from;
  while (is(frame, at, Cue.adverb) || tokens[at]?.word.exact === "oleh") at += 1;
  if (is(frame, at, Cue.pronoun)) return refer(frame, at, at + 1, "pronoun", referred);
  const account = tokens[at];
  if (account?.kind === "mention") return accountAt(frame, at);
  const first = at;
  let commas = 0;
  let person: NamedSpan | undefined;
  let body: NamedSpan | undefined;
  let isRelation = false;
  const isDescribed = is(frame, first, Cue.description | Cue.relation) || isSomebody(frame, first);
  for (; at < tokens.length && at - first < LONGEST_NAMING; at += 1) {
    const name = personAfter(frame, at) ?? names[nameAt[at] ?? -1];
    const mark = markAt(frame, at);
    if (name !== undefined) {
      if (name.named.kind === "person") {
        person = name;
        at = name.last - 1;
        isRelation = hasRelation(frame, first, name.first);
        if (isRelation && markAt(frame, at + 1) === "," && personAfter(frame, at + 2) !== undefined) {
          person = personAfter(frame, at + 2);
          isRelation = false;
          break;
        }
        if (isVia(tokens[at + 1]?.word.exact)) continue;
        break;
      }
      body ??= name;
      at = name.last - 1;
      continue;
    }
    if (
      mark === "," &&
      person === undefined &&
      isDescribed &&
      commas < MOST_COMMAS &&
      at > first &&
      leadsToPerson(frame, at + 1)
    ) {
      commas += 1;
      continue;
    }
    if (isVia(tokens[at]?.word.exact) && personWithin(frame, at + 1) !== undefined) continue;
    if (mark !== "" && mark !== "/" && mark !== "-" && !(mark === "." && isAbbreviated(frame, at)))
      if (!(mark === "(" && skipBrackets(frame, at) !== undefined)) break;
      else at = (skipBrackets(frame, at) ?? at + 1) - 1;
    if (person !== undefined && !isVia(tokens[at]?.word.exact)) continue;
    if (
      isDescribed &&
      person === undefined &&
      tokens[at]?.word.exact === "dan" &&
      leadsToPerson(frame, at + 1)
    )
      continue;
    if (is(frame, at, Cue.stop | Cue.active | Cue.bound)) break;
  }
  if (is(frame, at, Cue.demonstrative)) at += 1;
  if (person !== undefined && !isRelation)
    return named(frame, person, person.named.words.length > 1 ? 1 : 0.97);
  return describe(frame, first, at, body, person, referred);
}

/** What a naming without a person's name says: a body, an office, somebody unnamed, or a name the engine does not know. */
function describe(
  frame: TextFrame,
  first: number,
  last: number,
  body: NamedSpan | undefined,
  relative: NamedSpan | undefined,
  referred: Referred,
): FoundSpeaker | undefined {
  const { reading } = frame;
  const end = Math.min(last, reading.tokens.length);
  if (end <= first) return undefined;
  for (let at = first; at < end; at += 1)
    if (is(frame, at, Cue.demonstrative) && at > first)
      return refer(frame, first, at + 1, "description", referred);
  const run = relative === undefined ? capitalRun(frame, first, end) : undefined;
  if (run !== undefined && (body === undefined || run.first >= body.last)) return unknownName(frame, run);
  if (relative === undefined && body !== undefined && body.first === first) return named(frame, body, 0.93);
  const isDescribed = is(frame, first, Cue.description | Cue.relation) || isSomebody(frame, first);
  if (isDescribed) return office(frame, first, end, body);
  if (body !== undefined && relative === undefined && body.first - first <= 2)
    return named(frame, body, 0.85);
  return undefined;
}
