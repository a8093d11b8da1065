import { readFile } from "node:fs/promises";
import path from "node:path";
import { makeEntityLexicon } from "#text/entities/entity-lexicon.ts";
import { readEntityModel } from "#text/entities/entity-model.ts";
import { makeEntities } from "#text/entities/make-entities.ts";
import { scoreTaggedText, type TaggedSentence } from "#text/entities/tagged-text.ts";
import { readGazetteer } from "#text/places/read-gazetteer.ts";
import { makeReader } from "#text/read/make-reader.ts";
import type { Reading } from "#text/read/reading.ts";
import { makeBareFinder } from "../entities/judge-model.ts";
import { readTaggedSentences } from "../entities/tagged-sentences.ts";
import type { PageScorer, RowFigures } from "./score-page.ts";

const plainReader = makeReader({ normalise: (exact) => [exact], stem: (word) => word });

/** The rows of `docs/language/entities.md`. */
export const scoreEntitiesPage: PageScorer = async ({ dataFolder, outputFolder }) => {
  const gazetteer = readGazetteer(await readFile(path.join(outputFolder, "gazetteer", "places.tsv"), "utf8"));
  const model = readEntityModel(await readFile(path.join(outputFolder, "language", "entities", "model.bin")));
  const find = makeEntities({ model, gazetteer });
  const engine = (reading: Reading) => find(reading).entities;
  const tagger = makeBareFinder(model, makeEntityLexicon(gazetteer));
  const rows = new Map<string, RowFigures>();
  const add = (
    name: string,
    sentences: readonly TaggedSentence[],
    finder: typeof engine | typeof tagger,
    write?: (word: string) => string,
  ): void => {
    const { accuracy, macroF1, microF1, f1 } = scoreTaggedText(sentences, plainReader, finder, write);
    const figures = { rows: sentences.length, accuracy, "macro-F1": macroF1, "micro-F1": microF1, ...f1 };
    rows.set(name, figures);
  };
  const nergrit = await readTaggedSentences(dataFolder, "nergrit_ner-grit", "valid");
  const nerp = await readTaggedSentences(dataFolder, "nerp_ner-prosa", "valid");
  add("NERGrit valid, engine", nergrit, engine);
  add("NERGrit valid, tagger alone", nergrit, tagger);
  add("NERGrit valid in lower case, engine", nergrit, engine, (word) => word.toLowerCase());
  add("NERGrit valid in capitals, engine", nergrit, engine, (word) => word.toUpperCase());
  add("NERP valid (lower case), engine", nerp, engine);
  add("NERP valid (lower case), tagger alone", nerp, tagger);
  return rows;
};
