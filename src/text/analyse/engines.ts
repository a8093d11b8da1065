import { readWordFrequency, type WordFrequency } from "../digest/word-frequency.ts";
import { readEntityModel } from "../entities/entity-model.ts";
import { type EntityReader, makeEntities } from "../entities/make-entities.ts";
import { findHostility, type HostilityReader } from "../hostility/find-hostility.ts";
import { type IntentReader, makeIntent } from "../intent/make-intent.ts";
import { readIntentModel } from "../intent/read-intent-model.ts";
import { readLanguageModel } from "../language/language-model.ts";
import { type LanguageDetector, makeLanguageDetector } from "../language/make-language-detector.ts";
import { makePlaceWords } from "../places/place-words.ts";
import { type Gazetteer, readGazetteer } from "../places/read-gazetteer.ts";
import { makeIndonesianReader, readReaderKnowledge } from "../read/make-indonesian-reader.ts";
import type { Reader } from "../read/reading.ts";
import { makeSentiment, type SentimentReader } from "../sentiment/make-sentiment.ts";
import { readOpinionLexicon } from "../sentiment/opinion-lexicon.ts";
import { readSentimentModel } from "../sentiment/sentiment-model.ts";

/** The files that the engines are made of, below `data/`. */
export const engineFiles = [
  "gazetteer/places.tsv",
  "language/entities/model.bin",
  "language/intent/layers.bin",
  "language/intent/rule-weights.tsv",
  "language/language/model.bin",
  "language/normalise/indocollex.txt",
  "language/normalise/own.txt",
  "language/normalise/words.tsv",
  "language/sentiment/lexicon.txt",
  "language/sentiment/tone.bin",
  "language/stem/roots.tsv",
  "language/words/document-frequency.tsv",
] as const;
export type EngineFile = (typeof engineFiles)[number];

/** Every engine, ready to be asked. */
export interface Engines {
  read: Reader;
  detectLanguage: LanguageDetector;
  findSentiment: SentimentReader;
  /** Of the best tone, below which a text's tone is "unsure". */
  leastToneShare: number;
  findIntent: IntentReader;
  findEntities: EntityReader;
  findHostility: HostilityReader;
  frequency: WordFrequency;
  gazetteer: Gazetteer;
  /** The folded names by which a place, and those that it lies in, are found. */
  placeWords: (code: string) => readonly string[];
}

/**
 * Makes the engines from their files.
 * @param file gives the content of a file; binary models are used where they lie, so that memory shared between threads
 * is not copied
 */
export function makeEngines(file: (name: EngineFile) => Uint8Array): Engines {
  const decoder = new TextDecoder();
  // A decoder does not read memory that threads share: text is copied.
  const text = (name: EngineFile): string => decoder.decode(file(name).slice());
  const toneModel = readSentimentModel(file("language/sentiment/tone.bin"));
  const gazetteer = readGazetteer(text("gazetteer/places.tsv"));
  return {
    read: makeIndonesianReader(
      readReaderKnowledge({
        roots: text("language/stem/roots.tsv"),
        slang: text("language/normalise/own.txt"),
        moreSlang: text("language/normalise/indocollex.txt"),
        words: text("language/normalise/words.tsv"),
      }),
    ),
    detectLanguage: makeLanguageDetector(readLanguageModel(file("language/language/model.bin"))),
    findSentiment: makeSentiment({
      model: toneModel,
      lexicon: readOpinionLexicon(text("language/sentiment/lexicon.txt")),
    }),
    leastToneShare: toneModel.leastProbability,
    findIntent: makeIntent(
      readIntentModel(text("language/intent/rule-weights.tsv"), file("language/intent/layers.bin")),
    ),
    findEntities: makeEntities({ model: readEntityModel(file("language/entities/model.bin")), gazetteer }),
    findHostility,
    frequency: readWordFrequency(text("language/words/document-frequency.tsv")),
    gazetteer,
    placeWords: makePlaceWords(gazetteer),
  };
}
