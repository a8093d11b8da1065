/**
 * Learns the weights of the engine of tone from SmSA, NusaX, CASA and HoASA (train splits) and from sentences written for
 * this project, and tells the scores on what was left out.
 */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Reader } from "#text/read/reading.ts";
import { makeToneScorer, type SentimentKnowledge, softmax } from "#text/sentiment/make-sentiment.ts";
import { makeUnitMarker } from "#text/sentiment/mark-units.ts";
import { type PhraseNode, readOpinionLexicon } from "#text/sentiment/opinion-lexicon.ts";
import { TONES } from "#text/sentiment/sentiment.ts";
import { packWeights, type SentimentModel, writeSentimentModel } from "#text/sentiment/sentiment-model.ts";
import type { TargetModel } from "#text/sentiment/target-model.ts";
import { TARGET_SUITE } from "#text/sentiment/target-suite.ts";
import { readTargetSuite } from "#text/sentiment/target-suite-cases.ts";
import { visitFeatures, visitWord } from "#text/sentiment/tone-features.ts";
import { makeRandom } from "./random.ts";
import { answerTargets, fitTarget, namedAspects, writeTargetModel } from "./sentiment/fit-target.ts";
import { fitTones, type ToneSample } from "./sentiment/fit-tones.ts";
import {
  readAspects,
  readNusax,
  readOwnSentences,
  readSmsa,
  sameTextKey,
  type ToneText,
  wholeTones,
} from "./sentiment/inputs.ts";
import { readerOf } from "./sentiment/reader.ts";
import { patternTargets } from "./sentiment/target-patterns.ts";
import { sayScore, scoreTones, type ToneAnswer } from "./sentiment/tone-score.ts";

const SEED = 20_260_102;
const BITS = 19;
const EPOCHS = 8;
const RATE = 0.3;
const DECAY = 3e-4;
/** Between leaving the classes as they are (0) and giving each the same weight (1). */
const BALANCING = 0.7;
const LEAST_PROBABILITY = 0.5;
/** Targets in sentences from patterns, beside about 4,400 aspects of reviews. */
const PATTERNS = 1500;
/** The share of tones in posts about public matters is nearer to this than to that of reviews. */
const EVEN_MIX: [number, number, number] = [0.41, 0.18, 0.41];

/** Where the declared inputs are read and where the shipped files are, and who hears of it. */
export type SentimentTrainingOptions = {
  dataFolder: string;
  outputFolder: string;
  say: (line: string) => void;
};

type Kit = { read: Reader; lexicon: PhraseNode };

/** Makes `data/language/sentiment/tone.bin` and `target.tsv`. */
export async function run({ dataFolder, outputFolder, say }: SentimentTrainingOptions): Promise<void> {
  const folder = path.join(outputFolder, "language", "sentiment");
  const lexicon = readOpinionLexicon(await readFile(path.join(folder, "lexicon.txt"), "utf8"));
  const kit: Kit = { read: await readerOf(path.join(outputFolder, "language")), lexicon };
  const smsa = await readSmsa(dataFolder, "train");
  const smsaValid = await readSmsa(dataFolder, "valid");
  const nusax = await readNusax(dataFolder, "train");
  const nusaxValid = await readNusax(dataFolder, "valid");
  const own = await readOwnSentences(path.join(folder, "own-sentences.txt"));
  const cars = wholeTones(await readAspects(dataFolder, "casa", "train"));
  const hotels = wholeTones(await readAspects(dataFolder, "hoasa", "train"));
  const reviews = [...cars, ...hotels];
  say(
    `read ${smsa.length} texts of SmSA, ${nusax.length} of NusaX, ${reviews.length} reviews, ${own.length} own`,
  );

  const held = [...nusax, ...nusaxValid];
  const blind = learn(kit, [...withoutLike(smsa, held), ...own]);
  const nusaxAnswers = answer(kit, blind, held);
  say(sayScore("NusaX, none of its texts learned", scoreTones(nusaxAnswers)));
  say(sayScore("CASA train, no car learned", scoreTones(answer(kit, blind, cars))));
  say(sayScore("HoASA train, no hotel learned", scoreTones(answer(kit, blind, hotels))));
  say(sayScore("own sentences, two halves", scoreTones(crossAnswer(kit, smsa, own))));

  const learned = [...smsa, ...nusax, ...reviews, ...own];
  const model = learn(kit, learned);
  const validAnswers = answer(kit, model, smsaValid);
  const temperature = fitTemperature(answer(kit, blind, smsaValid).concat(nusaxAnswers));
  const calibrated = { ...model, temperature };
  say(`temperature ${temperature.toFixed(2)}`);
  say(sayScore("SmSA valid", scoreTones(answer(kit, calibrated, smsaValid))));
  say(sayScore("SmSA valid, even mix", scoreTones(validAnswers, EVEN_MIX)));
  const keys = new Set(learned.map(({ text }) => sameTextKey(text)));
  const fresh = nusaxValid.filter(({ text }) => !keys.has(sameTextKey(text)));
  say(sayScore("NusaX valid, texts not in SmSA train", scoreTones(answer(kit, calibrated, fresh))));
  for (const name of ["casa", "hoasa"] as const) {
    const valid = wholeTones(await readAspects(dataFolder, name, "valid"));
    say(sayScore(`${name} valid, whole texts`, scoreTones(answer(kit, calibrated, valid))));
  }
  await writeFile(path.join(folder, "tone.bin"), writeSentimentModel(calibrated));

  const knowledge = { model: calibrated, lexicon };
  // The weights of a target are learned with a model that has not read these reviews, as in use.
  const target = await learnTarget(kit, { model: { ...blind, temperature }, lexicon }, dataFolder);
  for (const name of ["casa", "hoasa"] as const) {
    const named = namedAspects(await readAspects(dataFolder, name, "valid"));
    const scores = scoreTones(answerTargets(named, kit.read, { ...knowledge, target }));
    say(sayScore(`${name} valid, named aspects`, scores));
  }
  const suite = answerTargets(readTargetSuite(TARGET_SUITE), kit.read, { ...knowledge, target });
  say(sayScore("sentences with two targets", scoreTones(suite)));
  await writeFile(path.join(folder, "target.tsv"), writeTargetModel(target));
  say("wrote tone.bin and target.tsv");
}

async function learnTarget(
  kit: Kit,
  knowledge: SentimentKnowledge,
  dataFolder: string,
): Promise<TargetModel> {
  const named = [
    ...namedAspects(await readAspects(dataFolder, "casa", "train")),
    ...namedAspects(await readAspects(dataFolder, "hoasa", "train")),
    ...patternTargets(PATTERNS, makeRandom(SEED)),
  ];
  return fitTarget(named, kit.read, knowledge);
}

function learn({ read, lexicon }: Kit, texts: readonly ToneText[]): SentimentModel {
  const markUnits = makeUnitMarker(lexicon);
  const mask = 2 ** BITS - 1;
  const counts = TONES.map((tone) => texts.filter((text) => text.tone === tone).length);
  const samples = texts.map(({ text, tone }): ToneSample => {
    const sums = new Map<number, number>();
    const add = (feature: number, value: number): void => {
      const bucket = feature & mask;
      sums.set(bucket, (sums.get(bucket) ?? 0) + value);
    };
    const units = markUnits(read(text));
    visitFeatures(units, {
      feature: add,
      pair: add,
      word: (number, share) => {
        const word = units.known.words[number];
        if (word) visitWord(word, (feature, value) => add(feature, value * share));
      },
    });
    const number = TONES.indexOf(tone);
    return {
      buckets: Uint32Array.from(sums.keys()),
      values: Float32Array.from(sums.values()),
      tone: number,
      weight: (texts.length / 3 / Math.max(1, counts[number] ?? 0)) ** BALANCING,
    };
  });
  const random = makeRandom(SEED);
  const fitted = fitTones(samples, { bits: BITS, epochs: EPOCHS, rate: RATE, decay: DECAY, random });
  return {
    ...packWeights(fitted.weights),
    bias: fitted.bias,
    temperature: 1,
    leastProbability: LEAST_PROBABILITY,
  };
}

function answer({ read, lexicon }: Kit, model: SentimentModel, texts: readonly ToneText[]): ToneAnswer[] {
  const score = makeToneScorer({ model, lexicon });
  return texts.map(({ text, tone }) => ({
    tone: TONES.indexOf(tone),
    shares: softmax(score(read(text)).logits, model.temperature),
  }));
}

/** Each half of the own sentences, judged after learning the other half. */
function crossAnswer(kit: Kit, texts: readonly ToneText[], own: readonly ToneText[]): ToneAnswer[] {
  return [0, 1].flatMap((half) => {
    const learned = own.filter((_, at) => at % 2 !== half);
    const judged = own.filter((_, at) => at % 2 === half);
    return answer(kit, learn(kit, [...texts, ...learned]), judged);
  });
}

/** The temperature at which the true tones are likeliest, in steps of 0.05. */
function fitTemperature(answers: readonly ToneAnswer[]): number {
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY };
  for (let step = 10; step <= 60; step += 1) {
    const temperature = step / 20;
    let loss = 0;
    for (const { tone, shares } of answers) {
      const [a, b, c] = shares;
      const warmed = softmax([Math.log(a + 1e-12), Math.log(b + 1e-12), Math.log(c + 1e-12)], temperature);
      loss -= Math.log((warmed[tone] ?? 0) + 1e-12);
    }
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
}

/** Texts that are not one of the held ones, nor nearly: fewer than half of all their words in common. */
function withoutLike(texts: readonly ToneText[], held: readonly ToneText[]): ToneText[] {
  const keys = new Set(held.map(({ text }) => sameTextKey(text)));
  const sets = held.map(({ text }) => wordSet(text));
  const byWord = new Map<string, number[]>();
  for (const [at, words] of sets.entries())
    for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), at]);
  return texts.filter(({ text }) => {
    if (keys.has(sameTextKey(text))) return false;
    const words = wordSet(text);
    const shared = new Map<number, number>();
    for (const word of words)
      for (const at of byWord.get(word) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    for (const [at, count] of shared)
      if (count / (words.size + (sets[at]?.size ?? 0) - count) >= 0.5) return false;
    return true;
  });
}

function wordSet(text: string): Set<string> {
  return new Set(
    text
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== ""),
  );
}
