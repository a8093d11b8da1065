import type { Reading } from "../read/reading.ts";
import { featureOfCategory } from "./features.ts";
import { INTENTS, type Intent, type IntentReason, type IntentResult } from "./intent.ts";
import { type Marks, tokenAt } from "./mark-text.ts";
import { EVIDENCE_SIZE, finder, makeEvidenceReader } from "./read-evidence.ts";
import type { IntentModel } from "./read-intent-model.ts";

/** Below this a person should look: of such texts about half are right. */
export const leastSure = 0.5;
/** A second intent is told when it is at least this likely and not far behind the first. */
export const leastSecond = 0.22;
const MOST_REASONS = 6;
const LEAST_REASON = 0.15;

/** Tells what the writer of a text needs. Without `explains` the reasons, which few ask for, are left empty. */
export type IntentReader = (reading: Reading, explains?: boolean) => IntentResult;

/** The engine. Results depend on nothing but the text and the model. */
export function makeIntent({ weights, words, tone }: IntentModel): IntentReader {
  const readEvidence = makeEvidenceReader(words, tone);
  const evidence = new Float64Array(EVIDENCE_SIZE);
  const scores = new Float64Array(INTENTS.length);
  const shares = new Float64Array(INTENTS.length);
  return (reading, explains = true) => {
    const marks = readEvidence(reading, evidence);
    scoreIntents(weights, evidence, scores);
    softmax(scores, shares);
    let best = 0;
    let next = 1;
    for (let intent = 1; intent < INTENTS.length; intent += 1) {
      if ((shares[intent] ?? 0) > (shares[best] ?? 0)) {
        next = best;
        best = intent;
      } else if (next === best || (shares[intent] ?? 0) > (shares[next] ?? 0)) next = intent;
    }
    const second = INTENTS[next] ?? "other";
    return {
      intent: INTENTS[best] ?? "other",
      probabilities: toRecord(shares),
      second: (shares[next] ?? 0) >= leastSecond && second !== "other" ? second : null,
      reasons: explains ? reasonsFor(best, weights, marks, evidence, reading) : [],
      isUnsure: (shares[best] ?? 0) < leastSure,
    };
  };
}

/** The log-odds of each intent, up to a constant, written into `scores`. */
export function scoreIntents(
  weights: Float64Array,
  evidence: Float64Array,
  scores = new Float64Array(INTENTS.length),
): Float64Array {
  scores.fill(0);
  for (let feature = 0; feature < evidence.length; feature += 1) {
    const value = evidence[feature] ?? 0;
    if (value === 0) continue;
    const row = feature * INTENTS.length;
    for (let intent = 0; intent < INTENTS.length; intent += 1)
      scores[intent] = (scores[intent] ?? 0) + value * (weights[row + intent] ?? 0);
  }
  return scores;
}

/** Shares that sum to one, written into `shares`. */
export function softmax(scores: Float64Array, shares = new Float64Array(scores.length)): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at += 1) most = Math.max(most, scores[at] ?? 0);
  let sum = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const share = Math.exp((scores[at] ?? 0) - most);
    shares[at] = share;
    sum += share;
  }
  for (let at = 0; at < scores.length; at += 1) shares[at] = (shares[at] ?? 0) / sum;
  return shares;
}

function toRecord(shares: Float64Array): Readonly<Record<Intent, number>> {
  const [complaint = 0, question = 0, aspiration = 0, appreciation = 0, other = 0] = shares;
  return { complaint, question, aspiration, appreciation, other };
}

/** The places whose categories spoke most for the chosen intent against the mean of all, the strongest first. */
function reasonsFor(
  intent: number,
  weights: Float64Array,
  { count, categories, firsts, lasts }: Marks,
  evidence: Float64Array,
  { tokens }: Reading,
): IntentReason[] {
  const reasons: IntentReason[] = [];
  for (let at = 0; at < count; at += 1) {
    const category = categories[at] ?? 0;
    const feature = featureOfCategory(category);
    if (evidence[feature] === 0) continue;
    const row = feature * INTENTS.length;
    let mean = 0;
    for (let other = 0; other < INTENTS.length; other += 1)
      mean += (weights[row + other] ?? 0) / INTENTS.length;
    const weight = (weights[row + intent] ?? 0) - mean;
    const weakest = reasons[MOST_REASONS - 1];
    if (weight < LEAST_REASON || (weakest !== undefined && weakest.weight >= weight)) continue;
    const start = tokens[tokenAt(firsts[at] ?? 0, tokens.length)]?.start ?? 0;
    const end = tokens[tokenAt((lasts[at] ?? 1) - 1, tokens.length)]?.end ?? start;
    insertReason(reasons, { start, end, kind: finder.names[category] ?? "", weight });
  }
  return reasons;
}

/** Keeps the strongest reasons in order, the earlier before the later, one for each place. */
function insertReason(reasons: IntentReason[], reason: IntentReason): void {
  const same = reasons.findIndex(({ start, end }) => start === reason.start && end === reason.end);
  if (same >= 0) {
    if ((reasons[same]?.weight ?? 0) >= reason.weight) return;
    reasons.splice(same, 1);
  }
  let at = reasons.length;
  while (at > 0 && (reasons[at - 1]?.weight ?? 0) < reason.weight) at -= 1;
  reasons.splice(at, 0, reason);
  if (reasons.length > MOST_REASONS) reasons.pop();
}

/** The intent alone, for scoring. */
export function makeIntentLabel(model: IntentModel): (reading: Reading) => Intent {
  const tell = makeIntent(model);
  return (reading) => tell(reading).intent;
}
