/**
 * Learns what the intent engine ships: a layer over words from own sentences, patterns and headlines, a layer of tone
 * from SmSA and NusaX, and the weights of the rules from the tuning half of the development set. Tells the scores of
 * the held half.
 */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { FEATURES, leansOf } from "#text/intent/features.ts";
import type { HashedLayer } from "#text/intent/hashed-layer.ts";
import { INTENTS, type Intent } from "#text/intent/intent.ts";
import { makeIntent, scoreIntents, softmax } from "#text/intent/make-intent.ts";
import { makeMarker } from "#text/intent/mark-text.ts";
import { EVIDENCE_SIZE, finder, makeEvidenceReader } from "#text/intent/read-evidence.ts";
import { LAYER_FEATURES, writeLayers } from "#text/intent/read-intent-model.ts";
import type { Reader } from "#text/read/reading.ts";
import { type DevText, readDevSet } from "./intent/dev-set.ts";
import { fitLayer, type LayerSample } from "./intent/fit-layer.ts";
import { fitRules, type RuleSample } from "./intent/fit-rules.ts";
import { makeTexts, type OwnText, readOwnSentences } from "./intent/own-texts.ts";
import { type Answer, accuracyOf, macroF1Of } from "./intent/score.ts";
import { formatScores, scoreHeld } from "./intent/score-held.ts";
import { trainingReader } from "./intent/training-reader.ts";
import { makeRandom, type Random } from "./random.ts";

const SEED = 20_260_101;
const FOLDS = 8;
/** Own sentences were made up, not met; they hold the rules together where few texts were labelled. */
const OWN_WEIGHT = 0.3;
const OWN_PARTS = 4;
const PULLS = [3, 6, 12, 25];
const STEPS = 250;

/** Where the declared inputs are read and where the shipped files are, and who hears of it. */
export type IntentTrainingOptions = { dataFolder: string; outputFolder: string; say: (line: string) => void };

/** Makes `data/language/intent/rule-weights.tsv` and `layers.bin`. */
export async function run({ dataFolder, outputFolder, say }: IntentTrainingOptions): Promise<void> {
  const folder = path.join(outputFolder, "language", "intent");
  const random = makeRandom(SEED);
  const read = await trainingReader(outputFolder);
  const dev = await readDevSet(path.join(folder, "dev-labels.tsv"), dataFolder);
  const wordSamples = await readWordSamples(folder, dataFolder, dev, read, random, say);
  const words = learnWords([...wordSamples.sentences, ...wordSamples.rest], random);
  const tone = await learnTone(dataFolder, read, random, say);

  const readEvidence = makeEvidenceReader(words, tone);
  const describe = (text: string): Float64Array => {
    const evidence = new Float64Array(EVIDENCE_SIZE);
    readEvidence(read(text), evidence);
    return evidence;
  };
  const tuning = dev.filter(({ isHeld }) => !isHeld);
  const samples = weigh(
    tuning.map(({ text, intent }) => ({ evidence: describe(text), intent: INTENTS.indexOf(intent) })),
  );
  say(`${dev.length} labelled texts: ${tuning.length} to tune with, ${dev.length - tuning.length} held`);
  const own = describeOwn(wordSamples, tone, read, random).map((one) => ({ ...one, weight: OWN_WEIGHT }));
  const start = handWeights();
  let best = { pull: 0, loss: Number.POSITIVE_INFINITY, heat: 1 };
  for (const pull of PULLS) {
    const { loss, heat, accuracy, macroF1 } = crossValidate(samples, own, start, pull);
    say(
      `pull ${pull}: log loss ${loss.toFixed(4)} at heat ${heat}, accuracy ${accuracy.toFixed(3)}, macro-F1 ${macroF1.toFixed(3)} across ${FOLDS} folds`,
    );
    if (loss < best.loss) best = { pull, loss, heat };
  }
  const weights = fitRules([...samples, ...own], start, { pull: best.pull, steps: STEPS }).map((weight) =>
    round(weight / best.heat),
  );

  const names = [...FEATURES, ...LAYER_FEATURES];
  const lines = names.map((name, feature) => {
    const row = weights.subarray(feature * INTENTS.length, (feature + 1) * INTENTS.length);
    return [name, ...row].join("\t");
  });
  await writeFile(
    path.join(folder, "rule-weights.tsv"),
    `${["feature", ...INTENTS].join("\t")}\n${lines.join("\n")}\n`,
  );
  await writeFile(path.join(folder, "layers.bin"), writeLayers([words, tone]));

  const held = dev.filter(({ isHeld }) => isHeld);
  const byHand = held.map((one) => ({ ...pick(scoreIntents(start, describe(one.text))), right: one.intent }));
  say(
    `by the weights set by hand: accuracy ${accuracyOf(byHand).toFixed(3)}, macro-F1 ${macroF1Of(byHand).toFixed(3)}`,
  );
  for (const line of formatScores(scoreHeld(held, makeIntent({ weights, words, tone }), read))) say(line);
}

function round(weight: number): number {
  return Math.round(weight * 1000) / 1000;
}

/** The weights set by hand: what the lists and pairs lean to, and the layers taken at a part of their word. */
function handWeights(): Float64Array {
  const weights = new Float64Array(EVIDENCE_SIZE * INTENTS.length);
  for (const [feature, name] of FEATURES.entries()) {
    const leans = leansOf(name);
    for (const [output, intent] of INTENTS.entries())
      weights[feature * INTENTS.length + output] = leans[intent] ?? 0;
  }
  for (const output of INTENTS.keys()) weights[(FEATURES.length + output) * INTENTS.length + output] = 0.6;
  const [negative, , positive] = [0, 1, 2].map(
    (tone) => (FEATURES.length + INTENTS.length + tone) * INTENTS.length,
  );
  weights[(negative ?? 0) + INTENTS.indexOf("complaint")] = 0.3;
  weights[(positive ?? 0) + INTENTS.indexOf("appreciation")] = 0.5;
  return weights;
}

function makeHashes(read: Reader): (text: string) => number[] {
  const mark = makeMarker(finder);
  return (text) => {
    const { hashes, words } = mark(read(text));
    return [...hashes.subarray(0, words)];
  };
}

/** Rare intents count more, by the root of how rare they are. */
function weigh(samples: readonly Omit<RuleSample, "weight">[]): RuleSample[] {
  const counts = INTENTS.map((_, output) => samples.filter(({ intent }) => intent === output).length);
  return samples.map((sample) => ({
    ...sample,
    weight: Math.sqrt(samples.length / (INTENTS.length * Math.max(1, counts[sample.intent] ?? 1))),
  }));
}

function crossValidate(
  samples: readonly RuleSample[],
  own: readonly RuleSample[],
  start: Float64Array,
  pull: number,
): { loss: number; heat: number; accuracy: number; macroF1: number } {
  const scored: { scores: Float64Array; intent: number }[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const weights = fitRules([...samples.filter((_, index) => index % FOLDS !== fold), ...own], start, {
      pull,
      steps: STEPS,
    });
    for (const { evidence, intent } of samples.filter((_, index) => index % FOLDS === fold))
      scored.push({ scores: scoreIntents(weights, evidence), intent });
  }
  let best = { loss: Number.POSITIVE_INFINITY, heat: 1 };
  for (let heat = 0.6; heat <= 2.4; heat = Math.round((heat + 0.1) * 10) / 10) {
    const loss = scored.reduce(
      (sum, { scores, intent }) =>
        sum - Math.log(softmax(scores.map((score) => score / heat))[intent] ?? 1) / scored.length,
      0,
    );
    if (loss < best.loss) best = { loss, heat };
  }
  const answers = scored.map(({ scores, intent }) => ({
    ...pick(scores),
    right: INTENTS[intent] ?? "other",
  }));
  return { ...best, accuracy: accuracyOf(answers), macroF1: macroF1Of(answers) };
}

function pick(scores: Float64Array): Omit<Answer, "right"> {
  const shares = softmax(scores);
  const probability = Math.max(...shares);
  return { given: INTENTS[shares.indexOf(probability)] ?? "other", probability };
}

/** What the layer of words learns from: own sentences apart, and the rest, which counts less. */
interface WordSamples {
  readonly sentences: readonly (OwnText & LayerSample)[];
  readonly rest: readonly LayerSample[];
}

async function readWordSamples(
  folder: string,
  dataFolder: string,
  dev: readonly DevText[],
  read: Reader,
  random: Random,
  say: (line: string) => void,
): Promise<WordSamples> {
  const hashesOf = makeHashes(read);
  const sentences = await readOwnSentences(folder);
  const made = await makeTexts(folder, 24, random);
  const labelled = new Set(dev.map(({ text }) => text));
  const rows: { title: string }[] = parse(
    await readFile(path.join(dataFolder, "clickbait-clickid", "main_dev.csv")),
    { columns: true },
  );
  const headlines = rows.filter(({ title }, index) => index % 8 === 0 && !labelled.has(title));
  say(
    `words: ${sentences.length} own sentences, ${made.length} made from patterns, ${headlines.length} headlines`,
  );
  const toSample = (text: string, intent: Intent, weight: number): LayerSample => ({
    hashes: hashesOf(text),
    output: INTENTS.indexOf(intent),
    weight,
  });
  return {
    sentences: sentences.map((one) => ({ ...one, ...toSample(one.text, one.intent, 1) })),
    rest: [
      ...made.map(({ text, intent }) => toSample(text, intent, 0.12)),
      ...headlines.map(({ title }) => toSample(title, "other", 0.12)),
    ],
  };
}

function learnWords(samples: readonly LayerSample[], random: Random): HashedLayer {
  return fitLayer(
    samples,
    { outputs: INTENTS.length, bits: 14, epochs: 12, rate: 0.15, penalty: 1e-4 },
    random,
  );
}

/** Own sentences as the rules see them, each through a layer of words that has not learned from it. */
function describeOwn(
  { sentences, rest }: WordSamples,
  tone: HashedLayer,
  read: Reader,
  random: Random,
): Omit<RuleSample, "weight">[] {
  const described: Omit<RuleSample, "weight">[] = [];
  for (let part = 0; part < OWN_PARTS; part += 1) {
    const others = sentences.filter((_, index) => index % OWN_PARTS !== part);
    const readEvidence = makeEvidenceReader(learnWords([...others, ...rest], random), tone);
    for (const { text, output } of sentences.filter((_, index) => index % OWN_PARTS === part)) {
      const evidence = new Float64Array(EVIDENCE_SIZE);
      readEvidence(read(text), evidence);
      described.push({ evidence, intent: output });
    }
  }
  return described;
}

async function learnTone(
  dataFolder: string,
  read: Reader,
  random: Random,
  say: (line: string) => void,
): Promise<HashedLayer> {
  const hashesOf = makeHashes(read);
  const tones = ["negative", "neutral", "positive"];
  const lines = await readFile(
    path.join(dataFolder, "indonlu", "smsa_doc-sentiment-prosa", "train_preprocess.tsv"),
    "utf8",
  );
  const samples: LayerSample[] = [];
  for (const line of lines.trim().split("\n")) {
    const [text = "", label = ""] = line.split("\t");
    samples.push({ hashes: hashesOf(text), output: tones.indexOf(label), weight: 1 });
  }
  say(`tone: ${samples.length} texts of SmSA`);
  return fitLayer(samples, { outputs: 3, bits: 16, epochs: 5, rate: 0.1, penalty: 1e-5 }, random);
}
