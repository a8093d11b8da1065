import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeEntityLexicon } from "#text/entities/entity-lexicon.ts";
import { type EntityModel, writeEntityModel } from "#text/entities/entity-model.ts";
import type { TaggedSentence } from "#text/entities/tagged-text.ts";
import { readGazetteer } from "#text/places/read-gazetteer.ts";
import { fitCurves, judgeOn } from "./entities/judge-model.ts";
import { learnWords } from "./entities/learn-words.ts";
import { type ExampleOptions, makeExampleMaker } from "./entities/make-examples.ts";
import { openWhereFirstModelSees, quantise } from "./entities/quantise.ts";
import { readTaggedSentences } from "./entities/tagged-sentences.ts";
import { type ChainOptions, trainChain } from "./entities/train-chain.ts";

/** Where the corpora are read and where the model is written, and who hears of it. */
export type EntityTrainingOptions = {
  dataFolder: string;
  outputFolder: string;
  say: (line: string) => void;
};

/** 2^18 features of eight weights of one byte: 2 MB. */
const FEATURE_COUNT = 1 << 18;
/** NERP is a third-party cut of what an entity is and four times as large: it may not outvote NERGrit. */
const NERP_WEIGHT = 0.6;
const LOWER_CASE_WEIGHT = 0.7;
const FIRST_ROUNDS = 3;
const ROUNDS = 4;

/** Learns the shipped model of entities from NERGrit and NERP (train splits), and word classes from running text. */
export async function run({ dataFolder, outputFolder, say }: EntityTrainingOptions): Promise<void> {
  const table = await learnWords(dataFolder, say);
  const gazetteer = readGazetteer(await readFile(path.join(outputFolder, "gazetteer", "places.tsv"), "utf8"));
  const lexicon = makeEntityLexicon(gazetteer);
  const make = makeExampleMaker(table, lexicon, FEATURE_COUNT - 1);
  const makeAll = (sentences: readonly TaggedSentence[], options: Partial<ExampleOptions>) =>
    sentences.flatMap((sentence) =>
      make(sentence, { write: asWritten, isOrganisationOpen: () => never, weight: 1, ...options }),
    );
  const nergrit = await readTaggedSentences(dataFolder, "nergrit_ner-grit", "train");
  const nerp = await readTaggedSentences(dataFolder, "nerp_ner-prosa", "train");
  say(`NERGrit: ${nergrit.length} sentences; NERP: ${nerp.length}`);
  const chain: Omit<ChainOptions, "rounds"> = {
    featureCount: FEATURE_COUNT,
    learningRate: 0.1,
    dropout: 0.2,
    say,
  };
  const closed = [
    ...makeAll(nergrit, {}),
    ...makeAll(nergrit, { write: inLowerCase, weight: LOWER_CASE_WEIGHT }),
  ];
  const first = trainChain(closed, { ...chain, rounds: FIRST_ROUNDS });
  const open = makeAll(nerp, { isOrganisationOpen: openWhereFirstModelSees(first), weight: NERP_WEIGHT });
  const learned = trainChain([...closed, ...open], { ...chain, rounds: ROUNDS });
  const bare: EntityModel = { table, ...quantise(learned), curves: new Float32Array([1, 0, 1, 0, 1, 0]) };
  const valid = {
    nergrit: await readTaggedSentences(dataFolder, "nergrit_ner-grit", "valid"),
    nerp: await readTaggedSentences(dataFolder, "nerp_ner-prosa", "valid"),
  };
  const model = { ...bare, curves: fitCurves(bare, lexicon, [...valid.nergrit, ...valid.nerp]) };
  const judged = { model, lexicon, gazetteer };
  for (const line of [
    ...judgeOn("NERGrit valid", judged, valid.nergrit, asWritten),
    ...judgeOn("NERGrit valid in lower case", judged, valid.nergrit, inLowerCase),
    ...judgeOn("NERGrit valid in capitals", judged, valid.nergrit, inCapitals),
    ...judgeOn("NERP valid", judged, valid.nerp, asWritten),
  ])
    say(line);
  const bytes = writeEntityModel(model);
  await mkdir(path.join(outputFolder, "language", "entities"), { recursive: true });
  await writeFile(path.join(outputFolder, "language", "entities", "model.bin"), bytes);
  say(`${bytes.length} bytes`);
}

const asWritten = (text: string): string => text;
const inLowerCase = (text: string): string => text.toLowerCase();
const inCapitals = (text: string): string => text.toUpperCase();
const never = (): boolean => false;
