import { ENTITY_KINDS } from "#text/entities/entity.ts";
import type { EntityLexicon } from "#text/entities/entity-lexicon.ts";
import type { EntityModel } from "#text/entities/entity-model.ts";
import { makeEntities } from "#text/entities/make-entities.ts";
import { makeTagger, type TaggedSpan } from "#text/entities/make-tagger.ts";
import { findInWords, scoreTaggedText, type TaggedSentence } from "#text/entities/tagged-text.ts";
import type { Gazetteer } from "#text/places/read-gazetteer.ts";
import { makeReader } from "#text/read/make-reader.ts";
import type { Reading } from "#text/read/reading.ts";

const plainReader = makeReader({ normalise: (exact) => [exact], stem: (word) => word });

type FoundSpan = TaggedSpan & { start: number; end: number };

/** The learned tagger alone, without the rules that follow it. */
export function makeBareFinder(
  model: EntityModel,
  lexicon: EntityLexicon,
): (reading: Reading) => FoundSpan[] {
  const tag = makeTagger(model, lexicon);
  return (reading) =>
    tag(reading).spans.map((span) => ({
      ...span,
      start: reading.tokens[span.first]?.start ?? 0,
      end: reading.tokens[span.last - 1]?.end ?? 1,
    }));
}

/** One line of scores on a corpus, for the tagger alone and for the engine with its rules. */
export function judgeOn(
  name: string,
  knowledge: { model: EntityModel; lexicon: EntityLexicon; gazetteer: Gazetteer },
  sentences: readonly TaggedSentence[],
  write: (text: string) => string,
): string[] {
  const engine = makeEntities(knowledge);
  const finders = {
    tagger: makeBareFinder(knowledge.model, knowledge.lexicon),
    engine: (reading: Reading) => engine(reading).entities,
  };
  return Object.entries(finders).map(([what, find]) => {
    const score = scoreTaggedText(sentences, plainReader, find, write);
    const shown = [score.accuracy, score.precision, score.recall, score.microF1, score.macroF1].map((one) =>
      one.toFixed(3),
    );
    const kinds = ENTITY_KINDS.map((kind) => `${kind} ${score.f1[kind].toFixed(3)}`);
    return `${name}, ${what}: ${sentences.length} rows; accuracy, precision, recall, micro-F1, macro-F1 ${shown.join(" ")}; ${kinds.join(", ")}`;
  });
}

/** Slope and intercept per kind by which a margin becomes the share of right entities (Platt 1999), by Newton's method. */
export function fitCurves(
  model: EntityModel,
  lexicon: EntityLexicon,
  sentences: readonly TaggedSentence[],
): Float32Array {
  const find = makeBareFinder(model, lexicon);
  const found = sentences.flatMap(({ words, spans }) => {
    const keys = new Set(spans.map((one) => `${one.first} ${one.last} ${one.kind}`));
    return findInWords(words, plainReader, find).map(({ first, last, kind, source }) => ({
      kind,
      margin: source.margin,
      isRight: keys.has(`${first} ${last} ${kind}`),
    }));
  });
  return new Float32Array(ENTITY_KINDS.flatMap((kind) => fitCurve(found.filter((one) => one.kind === kind))));
}

function fitCurve(pairs: readonly { margin: number; isRight: boolean }[]): [number, number] {
  let slope = 0.01;
  let intercept = 0;
  for (let round = 0; round < 50; round += 1) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9];
    for (const { margin, isRight } of pairs) {
      const guess = 1 / (1 + Math.exp(-(slope * margin + intercept)));
      const miss = (isRight ? 1 : 0) - guess;
      const curve = guess * (1 - guess);
      g0 += miss;
      g1 += miss * margin;
      h00 += curve;
      h01 += curve * margin;
      h11 += curve * margin * margin;
    }
    const determinant = h00 * h11 - h01 * h01 || 1e-9;
    slope += (g1 * h00 - g0 * h01) / determinant;
    intercept += (g0 * h11 - g1 * h01) / determinant;
  }
  return [slope, intercept];
}
