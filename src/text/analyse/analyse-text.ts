import type { Entity } from "../entities/make-entities.ts";
import type { Hostility } from "../hostility/hostility.ts";
import type { IntentResult } from "../intent/intent.ts";
import type { LanguageResult } from "../language/language-result.ts";
import type { SentimentResult } from "../sentiment/sentiment.ts";
import type { Engines } from "./engines.ts";

/** Everything the engines say of a text, with reasons. Can be written as JSON. */
export interface TextAnalysis {
  language: LanguageResult;
  sentiment: SentimentResult;
  intent: IntentResult;
  hostility: Hostility;
  entities: readonly Entity[];
}

/** So much of a text is analysed: a long article says in its beginning what it is about. UTF-16 units. */
export const longestAnalysed = 20_000;

/** Asks every engine about a text, which is read once. */
export function analyseText(engines: Engines, text: string): TextAnalysis {
  const reading = engines.read(text.length > longestAnalysed ? text.slice(0, longestAnalysed) : text);
  return {
    language: engines.detectLanguage(reading),
    sentiment: engines.findSentiment(reading),
    intent: engines.findIntent(reading),
    hostility: engines.findHostility(reading),
    entities: engines.findEntities(reading).entities,
  };
}
