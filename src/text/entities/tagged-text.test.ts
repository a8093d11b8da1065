import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readGazetteer } from "../places/read-gazetteer.ts";
import { makeReader } from "../read/make-reader.ts";
import { readEntityModel } from "./entity-model.ts";
import { makeEntities } from "./make-entities.ts";
import { scoreEntities } from "./score-entities.ts";
import { readTaggedText, scoreTaggedText } from "./tagged-text.ts";

const root = new URL("../../../", import.meta.url);
const corpus = (name: string) => new URL(`../shared/data/indonlu/${name}/valid_preprocess.txt`, root);

test("tags are read as conlleval reads them", () => {
  const source =
    "Bu\tO\nSiti\tB-PERSON\nAminah\tI-PERSON\ndi\tO\nBatu\tI-PLACE\n,\tO\n\nPT\tB-ORGANISATION\nX\tI-PLACE\n";
  expect(readTaggedText(source)).toEqual([
    {
      words: ["Bu", "Siti", "Aminah", "di", "Batu", ","],
      spans: [
        { first: 1, last: 3, kind: "person" },
        { first: 4, last: 5, kind: "place" },
      ],
    },
    {
      words: ["PT", "X"],
      spans: [
        { first: 0, last: 1, kind: "organisation" },
        { first: 1, last: 2, kind: "place" },
      ],
    },
  ]);
});

test("an entity counts when its kind and both its ends are right", () => {
  const gold = [
    [
      { first: 0, last: 2, kind: "person" as const },
      { first: 3, last: 4, kind: "place" as const },
    ],
  ];
  const found = [
    [
      { first: 0, last: 2, kind: "person" as const },
      { first: 3, last: 5, kind: "place" as const },
    ],
  ];
  expect(scoreEntities(gold, found)).toEqual({
    precision: 0.5,
    recall: 0.5,
    microF1: 0.5,
    macroF1: 1 / 3,
    f1: { person: 1, organisation: 0, place: 0 },
  });
});

test.skipIf(!existsSync(corpus("nergrit_ner-grit")))(
  "NERGrit's valid split scores what the documentation says (skipped without ../shared/data)",
  () => {
    const find = makeEntities({
      model: readEntityModel(readFileSync(new URL("data/language/entities/model.bin", root))),
      gazetteer: readGazetteer(readFileSync(new URL("data/gazetteer/places.tsv", root), "utf8")),
    });
    const read = makeReader({ normalise: (exact) => [exact], stem: (word) => word });
    const sentences = readTaggedText(readFileSync(corpus("nergrit_ner-grit"), "utf8"));
    const score = scoreTaggedText(sentences, read, (reading) => find(reading).entities);
    expect(score.microF1).toBeGreaterThan(0.76);
    expect(score.macroF1).toBeGreaterThan(0.72);
  },
);
