import type { EntityRulesResult } from "../entities/entity-rules.ts";
import type { Entity } from "../entities/make-entities.ts";
import { type NamedEntity, overlayRules } from "../entities/overlay-rules.ts";
import type { Hostility } from "../hostility/hostility.ts";
import type { IntentResult } from "../intent/intent.ts";
import type { LanguageResult } from "../language/language-result.ts";
import type { Reading } from "../read/reading.ts";
import type { SentimentResult } from "../sentiment/sentiment.ts";
import { taughtFeatures } from "../teach/taught-features.ts";
import { type TaughtSentiment, type Teaching, teachIntent, teachTone } from "../teach/teach-analysis.ts";
import type { Engines } from "./engines.ts";

/** Everything the engines say of a text, with reasons. Can be written as JSON. */
export interface TextAnalysis {
  language: LanguageResult;
  sentiment: TaughtSentiment;
  intent: IntentResult;
  hostility: Hostility;
  entities: readonly NamedEntity[];
}

/** Reads names by an office's own rules, as `makeEntityRules` makes it. */
export type RuleReader = (reading: Reading) => EntityRulesResult;

/** What the engines say by themselves. */
type OwnAnalysis = TextAnalysis & { sentiment: SentimentResult; entities: readonly Entity[] };

/** So much of a text is analysed: a long article says in its beginning what it is about. UTF-16 units. */
export const longestAnalysed = 20_000;

/** The part of a text that is analysed. */
export const analysedPart = (text: string): string =>
  text.length > longestAnalysed ? text.slice(0, longestAnalysed) : text;

/**
 * Asks every engine about a text, which is read once.
 * @param teaching what a workspace has taught; without it the answers are the engines' own
 * @param readByRules what names mean in this office; laid over the entities that the engine finds
 */
export const analyseText = (
  engines: Engines,
  text: string,
  teaching?: Teaching,
  readByRules?: RuleReader,
): TextAnalysis => analyseReading(engines, engines.read(analysedPart(text)), teaching, readByRules);

/** Asks every engine about a text that was read. */
export function analyseReading(
  engines: Engines,
  reading: Reading,
  teaching?: Teaching,
  readByRules?: RuleReader,
): TextAnalysis {
  const own: OwnAnalysis = {
    language: engines.detectLanguage(reading),
    sentiment: engines.findSentiment(reading),
    intent: engines.findIntent(reading),
    hostility: engines.findHostility(reading),
    entities: engines.findEntities(reading).entities,
  };
  const taught = teaching ? taughtAnalysis(own, engines, reading, teaching) : own;
  if (!readByRules) return taught;
  const ruled = readByRules(reading).entities;
  return { ...taught, entities: overlayRules(own.entities, ruled, engines.gazetteer) };
}

function taughtAnalysis(
  own: OwnAnalysis,
  { leastToneShare }: Engines,
  reading: Reading,
  { tone, intent }: Teaching,
): TextAnalysis {
  const features = taughtFeatures(reading);
  const { length } = reading.text;
  return {
    ...own,
    sentiment: teachTone(own.sentiment, features, tone, { length, leastProbability: leastToneShare }),
    intent: teachIntent(own.intent, features, intent, length),
  };
}
