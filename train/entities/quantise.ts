import { makeLabeller, ROW } from "#text/entities/best-labels.ts";
import { LABELS } from "#text/entities/entity.ts";
import { INSIDE_SHIFT, LexiconBit } from "#text/entities/entity-lexicon.ts";
import type { ExampleOptions } from "./make-examples.ts";
import { type ChainWeights, scoreTokens } from "./train-chain.ts";

/** One unit of a shipped weight. Weights beyond ±127 units are cut: a single feature must not decide alone. */
const UNITS = 40;
const MOST = 127;

/** The weights as small whole numbers, so that every machine sums them alike. */
export function quantise({ features, transitions }: ChainWeights): {
  weights: Int8Array;
  transitions: Int32Array;
} {
  return {
    weights: Int8Array.from(features, (weight) =>
      Math.max(-MOST, Math.min(MOST, Math.round(weight * UNITS))),
    ),
    transitions: Int32Array.from(transitions, (weight) => Math.round(weight * UNITS)),
  };
}

/**
 * NERP leaves authorities, parties and agencies unmarked. A token of it that the model learned from NERGrit, or the list
 * of bodies, takes for an organisation is left open; all others are outside.
 */
export function openWhereFirstModelSees(first: ChainWeights): ExampleOptions["isOrganisationOpen"] {
  const precise = 1000;
  const transitions = Int32Array.from(first.transitions, (weight) => Math.round(weight * precise));
  const listed = LexiconBit.organisation | (LexiconBit.organisation << INSIDE_SHIFT);
  const label = makeLabeller(transitions);
  return (features, bits) => {
    const scores = Int32Array.from(scoreTokens(features, first.features), (score) =>
      Math.round(score * precise),
    );
    const count = scores.length / ROW;
    const labels = new Uint8Array(count);
    label(
      scores,
      { from: 0, until: count, isAtStart: true, isAtEnd: true },
      { labels, margins: new Int32Array(count) },
    );
    return (at) =>
      (LABELS[labels[at] ?? 0] ?? "O").endsWith("organisation") || ((bits[at] ?? 0) & listed) !== 0;
  };
}
