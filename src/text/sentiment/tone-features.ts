import { CLASS_DIRECTION, OPINION_CLASSES, opinionClass } from "./opinion-class.ts";
import { type ToneUnits, traitsAt } from "./tone-units.ts";
import { hashKey, mixHash, type ToneWord, UnitKind } from "./tone-word.ts";
import { Trait } from "./tone-words.ts";
import { ClauseRole } from "./turn-clauses.ts";
import { Turn } from "./turning-words.ts";

/** What takes the features of a text. */
export type FeatureVisitor = {
  /** One feature: its 32-bit name, how much of it there is, and the unit it belongs to (-1: the whole text). */
  feature: (feature: number, value: number, unit: number) => void;
  /** Whoever asks memory for something by them is told all pairs of neighbours first: one wait for all of them is enough. */
  pairs?: (features: Uint32Array, count: number) => void;
  /** One of these, of the unit with this place among them. */
  pair: (feature: number, value: number, unit: number) => void;
  /** Everything that a word is by itself (`visitWord`), times `value`; the word by its number. */
  word: (word: number, value: number, unit: number) => void;
};

/** Bounds between lengths of text, in units: tone is spread otherwise in three words than in eighty. */
const LENGTH_BOUNDS = [2, 5, 10, 20, 40];
const SHORTEST_SCALE = 4;
const ROOT_SHARE = 0.8;
/** A turned word says little of what it says alone: its class and its turn decide. */
const TURNED_SHARE = 0.4;
const PART_SHARE = 0.1;
const SHORTEST_PART = 3;
const LONGEST_PART = 5;
const CONTRAST_SHARE = 1.2;
const TEXT_SHARE = 0.3;

const START = hashKey("^");
const STOP = hashKey("|");
const TURNS = 5;
const ROLES = 4;
const classFeature = OPINION_CLASSES.map((name) =>
  Array.from({ length: TURNS }, (_, turn) => hashKey(`class ${name} ${turn}`)),
);
const roleFeature = OPINION_CLASSES.map((name) =>
  Array.from({ length: TURNS * ROLES }, (_, at) => hashKey(`role ${name} ${at}`)),
);
const strongFeature = OPINION_CLASSES.map((name) => hashKey(`strong ${name}`));
const excessFeature = OPINION_CLASSES.map((name) => hashKey(`excess ${name}`));
const lengthFeature = LENGTH_BOUNDS.concat(0).map((bound) => hashKey(`length ${bound}`));
const SPREADS = ["none", "bad", "good", "mostly good", "mostly bad", "even"];
const spreadFeature = SPREADS.map((name) => hashKey(`spread ${name}`));
const spreadLengthFeature = SPREADS.map((name) =>
  LENGTH_BOUNDS.concat(0).map((bound) => hashKey(`spread ${name} ${bound}`)),
);
const spreadRegisterFeature = SPREADS.map((name) =>
  Array.from({ length: 12 }, (_, at) => hashKey(`spread ${name} register ${at}`)),
);
const NO_WRITER = hashKey("no first person");
const BALANCE = hashKey("balance");
const DENSITY = hashKey("density");
const NEWS = hashKey("news");
const LAST_BALANCE = hashKey("last clause");

const REPORT = opinionClass("report");
const OFFICIAL = opinionClass("official");
const ADVERT = opinionClass("advert");
const QUESTION = opinionClass("question");
const WRITER = opinionClass("first-person");

/** Names every feature of a text once for each place where it occurs. The same for training and for use. */
export function visitFeatures(units: ToneUnits, visit: FeatureVisitor): void {
  const { count, numbers, turns, known } = units;
  const scale = 1 / Math.sqrt(Math.max(SHORTEST_SCALE, count));
  findPairs(units);
  visit.pairs?.(pairs, count);
  for (let at = 0; at < count; at += 1) {
    const number = numbers[at] ?? 0;
    const hash = known.hash(number);
    if ((known.traits(number) & Trait.mark) !== 0) {
      visit.feature(hash, scale, at);
      continue;
    }
    const turn = turns[at] ?? Turn.none;
    visit.word(number, turn === Turn.none ? scale : scale * TURNED_SHARE, at);
    if (turn !== Turn.none) visit.feature(mixHash(hash ^ (0x9e37 * turn)), scale, at);
    visit.pair(pairs[at] ?? 0, scale, at);
    visitOpinion(units, at, turn, scale, visit);
  }
  visitWhole(units, visit);
}

/** For each unit of the text at hand the feature of it and the one before; 0 for marks. */
let pairs = new Uint32Array(256);

/** Fills `pairs`. No pair goes on over a mark, unless it is a comma. */
function findPairs({ count, numbers, known }: ToneUnits): void {
  if (pairs.length < count) pairs = new Uint32Array(2 * count);
  let before = START;
  for (let at = 0; at < count; at += 1) {
    const number = numbers[at] ?? 0;
    const hash = known.hash(number);
    const traits = known.traits(number);
    const isMark = (traits & Trait.mark) !== 0;
    pairs[at] = isMark ? 0 : mixHash(Math.imul(before, 0x5bd1e995) ^ hash);
    if (!isMark) before = hash;
    else if ((traits & Trait.comma) === 0) before = STOP;
  }
}

/** What a word is by itself, whatever surrounds it: the word, its root, and its parts for words never learned. */
export function visitWord(word: ToneWord, visit: (feature: number, value: number) => void): void {
  visit(word.hash, 1);
  if (word.kind !== UnitKind.word) return;
  if (word.root !== word.key) visit(word.rootHash, ROOT_SHARE);
  const whole = `<${word.key}>`;
  for (let size = SHORTEST_PART; size <= LONGEST_PART; size += 1)
    for (let at = 0; at + size <= whole.length; at += 1)
      visit(hashKey(`+${whole.slice(at, at + size)}`), PART_SHARE);
}

function visitOpinion(
  units: ToneUnits,
  at: number,
  turn: number,
  scale: number,
  visit: FeatureVisitor,
): void {
  const { opinions, lengths, roles } = units;
  const opinion = opinions[at] ?? 0;
  if (opinion === 0 && turn === Turn.none) return;
  visit.feature(classFeature[opinion]?.[turn] ?? 0, scale, at);
  if (opinion === 0) return;
  const role = roles[at] ?? ClauseRole.only;
  if (role !== ClauseRole.only)
    visit.feature(roleFeature[opinion]?.[turn * ROLES + role] ?? 0, scale * CONTRAST_SHARE, at);
  const previous = traitsAt(units, at - 1);
  const next = traitsAt(units, at + (lengths[at] ?? 1));
  if ((previous & Trait.excess) !== 0) visit.feature(excessFeature[opinion] ?? 0, scale, at);
  else if (((previous | next) & Trait.strengthening) !== 0)
    visit.feature(strongFeature[opinion] ?? 0, scale, at);
}

function visitWhole(units: ToneUnits, visit: FeatureVisitor): void {
  const { count } = units;
  const counts = countOpinions(units, 0);
  const { good, bad } = counts;
  const length = LENGTH_BOUNDS.findIndex((bound) => count <= bound);
  const lengthAt = length < 0 ? LENGTH_BOUNDS.length : length;
  const spread = spreadOf(good, bad);
  const news = counts.news > 1 ? 2 : counts.news;
  const register = news * 4 + (counts.question > 0 ? 2 : 0) + (counts.advert > 1 ? 1 : 0);
  visit.feature(lengthFeature[lengthAt] ?? 0, 0.5, -1);
  visit.feature(spreadFeature[spread] ?? 0, 0.5, -1);
  visit.feature(spreadLengthFeature[spread]?.[lengthAt] ?? 0, TEXT_SHARE, -1);
  visit.feature(spreadRegisterFeature[spread]?.[register] ?? 0, TEXT_SHARE, -1);
  if (!counts.hasWriter) visit.feature(NO_WRITER, TEXT_SHARE, -1);
  const size = Math.max(SHORTEST_SCALE, count);
  visit.feature(BALANCE, (good - bad) / (good + bad + 1), -1);
  visit.feature(DENSITY, Math.min(1, (3 * (good + bad)) / size), -1);
  visit.feature(NEWS, Math.min(1, (3 * counts.news) / size), -1);
  const last = units.hasContrast ? firstOfTail(units) : -1;
  if (last > 0) {
    const tail = countOpinions(units, last);
    visit.feature(LAST_BALANCE, (tail.good - tail.bad) / (tail.good + tail.bad + 1), -1);
  }
}

function firstOfTail({ count, roles }: ToneUnits): number {
  for (let at = 0; at < count; at += 1) if (roles[at] === ClauseRole.tail) return at;
  return -1;
}

type OpinionCounts = {
  good: number;
  bad: number;
  news: number;
  question: number;
  advert: number;
  hasWriter: boolean;
};

/** Counts the opinions from a unit on. */
function countOpinions({ count, opinions, turns }: ToneUnits, from: number): OpinionCounts {
  const counts = { good: 0, bad: 0, news: 0, question: 0, advert: 0, hasWriter: false };
  for (let at = from; at < count; at += 1) {
    const opinion = opinions[at] ?? 0;
    if (opinion === 0) continue;
    const direction = (CLASS_DIRECTION[opinion] ?? 0) * (turns[at] === Turn.none ? 1 : -1);
    if (direction > 0) counts.good += 1;
    else if (direction < 0) counts.bad += 1;
    else if (opinion === REPORT || opinion === OFFICIAL) counts.news += 1;
    else if (opinion === QUESTION) counts.question += 1;
    else if (opinion === ADVERT) counts.advert += 1;
    else if (opinion === WRITER) counts.hasWriter = true;
  }
  return counts;
}

function spreadOf(good: number, bad: number): number {
  if (good === 0) return bad === 0 ? 0 : 1;
  if (bad === 0) return 2;
  if (good === bad) return 5;
  return good > bad ? 3 : 4;
}
