import type { Reading } from "../read/reading.ts";
import type { Intent } from "./intent.ts";
import { ASK } from "./lexicon-ask.ts";
import { COMPLAINT } from "./lexicon-complaint.ts";
import { PRAISE } from "./lexicon-praise.ts";
import { PROPOSE } from "./lexicon-propose.ts";
import { REGISTER } from "./lexicon-register.ts";
import { judgedCount, type Marks, MOST_JUDGED, tokenAt } from "./mark-text.ts";
import { SHAPES, writeShape } from "./shape.ts";

/** Every word list, in the order of the category numbers. */
export const LISTS = { ...ASK, ...COMPLAINT, ...PROPOSE, ...PRAISE, ...REGISTER };

const CATEGORIES = Object.keys(LISTS);
/** Categories whose place matters: at the head of the text, and in its last sentence. */
const PLACED =
  "askWord whyWord askVerb askInfo request thanks propose apply report failure praise reviewPraise wish urge".split(
    " ",
  );
/**
 * What counts together or only alone. `a b` is both; `a !b` is the first without the second; a bar joins alternatives.
 */
const PAIRS: Readonly<Record<string, Partial<Record<Intent, number>>>> = {
  "hasQuestion failure|failureMild|lack": { complaint: 0.4 },
  "hasQuestion !failure|failureMild|lack|scold|insult|politics": { question: 0.8 },
  "askWord|askVerb|askInfo|procedure|order !failure|lack|politics|newsVerb": { question: 0.8 },
  "askWord|askVerb|askInfo !hasQuestion": {},
  "askWord|whatWord|whyWord politics": { other: 0.4 },
  "whyWord lack|failure|failureMild|duration": { complaint: 0.7 },
  "whyWord !lack|failure|failureMild|duration": { question: 0.2 },
  "request failure|lack|hazard|failureMild": { complaint: 0.8 },
  "request !failure|lack|hazard|failureMild|askInfo|askWord": { aspiration: 0.7 },
  "request provide|apply": { aspiration: 0.6 },
  "provide|apply failure|lack|hazard": { complaint: 0.4 },
  "apply !failure|hazard|scold|politics": { aspiration: 0.6 },
  "propose failure|failureMild": {},
  "propose|prefer|urge policy": { aspiration: 0.7 },
  "prefer|urge addressee|politics": { aspiration: 0.5 },
  "urge|prefer insult|laugh": { other: 0.4 },
  "wish !failure|lack|hazard": { aspiration: 0.3 },
  "wish support|politics": { appreciation: 0.3 },
  "thanks !failure|lack|request|askWord|askVerb|operatorVoice|hazard": { appreciation: 0.8 },
  "thanks failure|lack|request|hazard": { complaint: 0.3 },
  "praise|reviewPraise !failure|lack|dismay|badReview|insult|request": { appreciation: 0.6 },
  "praise|reviewPraise failure|lack|dismay": {},
  "praise|support politics": { appreciation: 0.4 },
  "praise hasQuestion": {},
  "reviewNoun praise|reviewPraise": { appreciation: 0.7 },
  "reviewNoun badReview|dismay|failureMild": { complaint: 0.6 },
  "reviewNoun !reviewPraise|praise|badReview|dismay": { other: 0.2 },
  "politics failure|failureMild|wrongdoing|dismay": { other: 0.7, complaint: -0.3 },
  "politics insult|opinion|laugh": { other: 0.5 },
  "politics !propose|prefer|urge|praise|support": { other: 0.5 },
  "slang !failure|lack|askWord|askVerb|request|praise": { other: 0.6 },
  "slang failure|lack|dismay": { complaint: 0.3 },
  "story !failure|lack|request|askVerb|reviewNoun": { other: 0.5 },
  "newsVerb|newsFrame !request|firstFormal|greeting": { other: 0.8 },
  "newsVerb|newsFrame praise|support": { other: 0.3 },
  "isHeadline failure|wrongdoing|hazard|failureMild": { other: 0.8, complaint: -0.5 },
  "isHeadline praise|support|joy": { other: 0.5 },
  "isHeadline askWord|whatWord|whyWord|hasQuestion": { other: 0.6 },
  "service failure|lack|failureMild": { complaint: 0.6 },
  "service !failure|lack|failureMild|hazard": {},
  "place failure|hazard|failureMild": { complaint: 0.6 },
  "hasDuration lack|failure|failureMild": { complaint: 0.6 },
  "firstFormal lack|failure": { complaint: 0.5 },
  "firstFormal procedure|order": { question: 0.3 },
  "addressee lack|failure|failureMild": { complaint: 0.4 },
  "addressee hasQuestion": { question: 0.3 },
  "startsWithMention failure|lack|failureMild": {},
  "startsWithMention hasQuestion": {},
  "upTo10Words procedure|order": { question: 0.9 },
  "upTo5Words procedure|order": { question: 0.5 },
  "hasManyHashtags|isRetweet politics": { other: 0.3 },
  "hasManyHashtags praise|support": { appreciation: 0.4 },
  "contrast praise|reviewPraise": {},
  "operatorVoice askInfo|procedure|request|propose|lack": { other: 1 },
  "support|joy policy|politics": { appreciation: 0.4 },
  "order !failure|lack": { question: 0.5 },
  "fix !failure|lack|hazard": {},
  "report !askWord": { complaint: 0.3 },
};
const NEGATED: Readonly<Record<string, Partial<Record<Intent, number>>>> = {
  negatedPraise: { complaint: 0.6, appreciation: -0.5 },
  negatedFailure: { appreciation: 0.4 },
};

interface Term {
  readonly any: readonly number[];
  readonly isAbsent: boolean;
}

const placeNames = PLACED.flatMap((name) => [`${name}:first`, `${name}:last`]);
/** The names of all features in order; a rule weight belongs to each. */
export const FEATURES: readonly string[] = [
  "always",
  ...CATEGORIES,
  ...placeNames,
  ...SHAPES,
  ...Object.keys(NEGATED),
  ...Object.keys(PAIRS),
];
const numberOf = new Map(FEATURES.map((name, number) => [name, number]));
const at = (name: string): number => {
  const number = numberOf.get(name);
  if (number === undefined) throw new Error(`no feature "${name}"`);
  return number;
};
const pairs: readonly (readonly Term[])[] = Object.keys(PAIRS).map((pair) =>
  pair.split(" ").map((part) => {
    const isAbsent = part.startsWith("!");
    return { isAbsent, any: (isAbsent ? part.slice(1) : part).split("|").map(at) };
  }),
);
const [PLACES, SHAPE, PAIR] = [at(placeNames[0] ?? ""), at("upTo2Words"), FEATURES.length - pairs.length];
const placed = CATEGORIES.map((name) => (PLACED.includes(name) ? PLACES + 2 * PLACED.indexOf(name) : 0));
const [NEGATION, PRAISED, REVIEWED] = ["negation", "praise", "reviewPraise"].map((name) =>
  CATEGORIES.indexOf(name),
);
const [FAILED, NEGATED_PRAISE, NEGATED_FAILURE] = [
  CATEGORIES.indexOf("failure"),
  at("negatedPraise"),
  at("negatedFailure"),
];

/** Towards which intents a feature leans before any tuning. */
export function leansOf(feature: string): Partial<Record<Intent, number>> {
  const lists: Readonly<Record<string, { leans: Partial<Record<Intent, number>> }>> = LISTS;
  return lists[feature]?.leans ?? PAIRS[feature] ?? NEGATED[feature] ?? {};
}

/** The category of a mark as a feature number. */
export function featureOfCategory(category: number): number {
  return category + 1;
}

/** Judged places of negations, marked in the text at hand; two places are kept before the first word. */
const negated = new Uint8Array(MOST_JUDGED + 2);

/**
 * What the rules see of a text: one number for each of `FEATURES`, between 0 and 2. Written into `into`, which must be
 * at least that long.
 */
export function readFeatures(reading: Reading, marks: Marks, into: Float64Array): void {
  into.fill(0, 0, FEATURES.length);
  into[0] = 1;
  const { tokens, sentences } = reading;
  const lastSentence = sentences[sentences.length - 1]?.first ?? 0;
  let head = 0;
  while (tokens[head]?.kind === "mention" || tokens[head]?.kind === "host") head += 1;
  const { count, categories, firsts } = marks;
  negated.fill(0, 0, judgedCount(tokens.length) + 2);
  for (let at = 0; at < count; at += 1) if (categories[at] === NEGATION) negated[(firsts[at] ?? 0) + 2] = 1;
  for (let at = 0; at < count; at += 1) {
    const category = categories[at] ?? 0;
    const first = firsts[at] ?? 0;
    if (category === PRAISED || category === REVIEWED || category === FAILED) {
      if (negated[first + 1] === 1 || negated[first] === 1) {
        into[category === FAILED ? NEGATED_FAILURE : NEGATED_PRAISE] = 1;
        continue;
      }
    }
    into[category + 1] = 1 + (into[category + 1] ?? 0) / 2;
    const place = placed[category] ?? 0;
    if (place === 0) continue;
    const token = tokenAt(first, tokens.length);
    if (token < head + 4) into[place] = 1;
    if (token >= lastSentence) into[place + 1] = 1;
  }
  writeShape(reading, into, SHAPE);
  for (let pair = 0; pair < pairs.length; pair += 1)
    into[PAIR + pair] = holds(pairs[pair] ?? [], into) ? 1 : 0;
}

function holds(terms: readonly Term[], features: Float64Array): boolean {
  for (let at = 0; at < terms.length; at += 1) {
    const term = terms[at];
    if (term === undefined) return false;
    const { any, isAbsent } = term;
    let isThere = false;
    for (let one = 0; one < any.length && !isThere; one += 1) isThere = (features[any[one] ?? 0] ?? 0) > 0;
    if (isThere === isAbsent) return false;
  }
  return true;
}
