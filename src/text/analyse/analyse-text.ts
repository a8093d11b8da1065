import type { EntityRulesResult } from "../entities/entity-rules.ts";
import { type NamedEntity, overlayRules } from "../entities/overlay-rules.ts";
import type { Hostility } from "../hostility/hostility.ts";
import type { IntentResult } from "../intent/intent.ts";
import type { LanguageResult } from "../language/language-result.ts";
import { findQuotations } from "../quotations/find-quotations.ts";
import type { QuotationsResult } from "../quotations/quotation.ts";
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
  /** Whom the text names, and who says what. */
  voices: QuotationsResult;
}

/** Reads names by an office's own rules, as `makeEntityRules` makes it. */
export type RuleReader = (reading: Reading) => EntityRulesResult;

/** So much of a text is analysed: a long article says in its beginning what it is about. UTF-16 units. */
export const longestAnalysed = 20_000;

/** The part of a text that is analysed. */
export const analysedPart = (text: string): string =>
  text.length > longestAnalysed ? text.slice(0, longestAnalysed) : text;

/**
 * So many texts go through an engine before the next one: its code, words and weights stay near the processor meanwhile. Of many
 * more, too much would be in use whenever memory is cleaned.
 */
const textsAtOnce = 125;

/** How texts are analysed, beyond what the engines say by themselves. */
export interface AnalysisOptions {
  /** What a workspace has taught. */
  readonly teaching?: Teaching | undefined;
  /** What names mean in this office; laid over the entities that the engine finds. */
  readonly readByRules?: RuleReader | undefined;
  /** Whether the reasons are wanted, too, as they are when left out. Without them they are empty, and all else is the same. */
  readonly explains?: boolean;
}

/**
 * Asks every engine about texts, each of which is read once. The answers are those of the texts one by one.
 * @param teaching what a workspace has taught; without it the answers are the engines' own
 * @param readByRules what names mean in this office; laid over the entities that the engine finds
 */
export const analyseTexts = (
  engines: Engines,
  texts: readonly string[],
  teaching?: Teaching,
  readByRules?: RuleReader,
): TextAnalysis[] => analyseInBlocks(engines, texts, { teaching, readByRules }, (analysis) => analysis);

/**
 * Analyses texts as `analyseTexts` does.
 * @param use makes of each analysis, and of the text as it was read, what is wanted
 */
export function analyseInBlocks<Used>(
  engines: Engines,
  texts: readonly string[],
  options: AnalysisOptions,
  use: (analysis: TextAnalysis, reading: Reading) => Used,
): Used[] {
  const answers: Used[] = [];
  for (let from = 0; from < texts.length; from += textsAtOnce) {
    const readings = texts.slice(from, from + textsAtOnce).map((text) => engines.read(analysedPart(text)));
    for (const [at, analysis] of analyseReadings(engines, readings, options).entries()) {
      const reading = readings[at];
      if (reading !== undefined) answers.push(use(analysis, reading));
    }
  }
  return answers;
}

/** Asks every engine about one text; see `analyseTexts`. */
export const analyseText = (
  engines: Engines,
  text: string,
  teaching?: Teaching,
  readByRules?: RuleReader,
): TextAnalysis => analyseReading(engines, engines.read(analysedPart(text)), { teaching, readByRules });

/** Asks every engine about a text that was read; see `analyseTexts`. */
export function analyseReading(
  engines: Engines,
  reading: Reading,
  options: AnalysisOptions = {},
): TextAnalysis {
  const [analysis] = analyseReadings(engines, [reading], options);
  if (analysis === undefined) throw new RangeError("A reading has been left out.");
  return analysis;
}

/** Asks one engine after the other, each about all of some texts that were read; see `analyseTexts`. */
export function analyseReadings(
  engines: Engines,
  readings: readonly Reading[],
  { teaching, readByRules, explains = true }: AnalysisOptions = {},
): TextAnalysis[] {
  const languages = readings.map((reading) => engines.detectLanguage(reading, explains));
  const tones = readings.map((reading) => engines.findSentiment(reading, explains));
  const intents = readings.map((reading) => engines.findIntent(reading, explains));
  const hostilities = readings.map((reading) => engines.findHostility(reading, explains));
  const named = readings.map((reading) => engines.findEntities(reading, explains).entities);
  const analyses: TextAnalysis[] = [];
  for (let at = 0; at < readings.length; at += 1) {
    const reading = readings[at];
    const language = languages[at];
    const sentiment = tones[at];
    const intent = intents[at];
    const hostility = hostilities[at];
    const own = named[at];
    if (!(reading && language && sentiment && intent && hostility && own)) break;
    const taught = teaching && teach({ sentiment, intent }, engines, reading, teaching);
    const entities = readByRules ? overlayRules(own, readByRules(reading).entities, engines.gazetteer) : own;
    analyses.push({
      language,
      sentiment: taught?.sentiment ?? sentiment,
      intent: taught?.intent ?? intent,
      hostility,
      entities,
      voices: findQuotations(reading, entities),
    });
  }
  return analyses;
}

function teach(
  { sentiment, intent }: { sentiment: SentimentResult; intent: IntentResult },
  { leastToneShare }: Engines,
  reading: Reading,
  teaching: Teaching,
): { sentiment: TaughtSentiment; intent: IntentResult } {
  const features = taughtFeatures(reading);
  const { length } = reading.text;
  return {
    sentiment: teachTone(sentiment, features, teaching.tone, { length, leastProbability: leastToneShare }),
    intent: teachIntent(intent, features, teaching.intent, length),
  };
}
