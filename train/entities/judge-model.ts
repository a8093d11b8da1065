import { ENTITY_KINDS } from "#text/entities/entity.ts";
import type { EntityLexicon } from "#text/entities/entity-lexicon.ts";
import type { EntityModel } from "#text/entities/entity-model.ts";
import { makeTagger } from "#text/entities/make-tagger.ts";
import { type ScoredSpan, scoreEntities } from "#text/entities/score-entities.ts";
import { makeReader } from "#text/read/make-reader.ts";
import type { TaggedSentence } from "./tagged-sentences.ts";

type FoundSpan = ScoredSpan & { probability: number };

const plainReader = makeReader({ normalise: (exact) => [exact], stem: (word) => word });

/** What a model finds in the sentences of a corpus, over the words as the corpus cuts them. */
function findIn(
  model: EntityModel,
  lexicon: EntityLexicon,
  sentences: readonly TaggedSentence[],
  write: (text: string) => string,
): FoundSpan[][] {
  const tag = makeTagger(model, lexicon);
  return sentences.map(({ words }) => {
    const written = words.map(write);
    const wordOf = Int32Array.from(
      written.flatMap((word, at) => Array.from({ length: word.length + 1 }, () => at)),
    );
    const reading = plainReader(written.join(" "));
    return tag(reading).map(({ first, last, kind, probability }) => ({
      first: wordOf[reading.tokens[first]?.start ?? 0] ?? 0,
      last: (wordOf[(reading.tokens[last - 1]?.end ?? 1) - 1] ?? 0) + 1,
      kind,
      probability,
    }));
  });
}

/** One line of scores of a model on a corpus. */
export function scoreOn(
  name: string,
  model: EntityModel,
  lexicon: EntityLexicon,
  sentences: readonly TaggedSentence[],
  write: (text: string) => string,
): string {
  const found = findIn(model, lexicon, sentences, write);
  const score = scoreEntities(
    sentences.map(({ spans }) => spans),
    found,
  );
  const shown = [score.precision, score.recall, score.microF1, score.macroF1].map((one) => one.toFixed(3));
  const kinds = ENTITY_KINDS.map((kind) => `${kind} ${score.f1[kind].toFixed(3)}`);
  return `${name}: ${sentences.length} rows; precision, recall, micro-F1, macro-F1 ${shown.join(" ")}; ${kinds.join(", ")}`;
}

/** Slope and intercept per kind by which a margin becomes the share of right entities (Platt 1999), by Newton's method. */
export function fitCurves(
  model: EntityModel,
  lexicon: EntityLexicon,
  sentences: readonly TaggedSentence[],
): Float32Array {
  // With a flat curve of a thousandth a unit, the height of the probability gives the margin back.
  const bare = { ...model, curves: new Float32Array([1e-3, 0, 1e-3, 0, 1e-3, 0]) };
  const found = findIn(bare, lexicon, sentences, (text) => text);
  const curves = ENTITY_KINDS.flatMap((kind) => {
    const pairs = found.flatMap((spans, at) => {
      const keys = new Set((sentences[at]?.spans ?? []).map((one) => `${one.first} ${one.last} ${one.kind}`));
      return spans
        .filter((span) => span.kind === kind)
        .map((span) => ({
          margin: 1e3 * Math.log(Math.min(0.999, span.probability) / (1 - Math.min(0.999, span.probability))),
          isRight: keys.has(`${span.first} ${span.last} ${span.kind}`),
        }));
    });
    return fitCurve(pairs);
  });
  return new Float32Array(curves);
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
