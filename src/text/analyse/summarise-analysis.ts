import type { Hostility } from "../hostility/hostility.ts";
import type { Intent } from "../intent/intent.ts";
import type { Tone } from "../sentiment/sentiment.ts";
import type { TextAnalysis } from "./analyse-text.ts";
import type { Engines } from "./engines.ts";
import { type KeptVoices, keepVoices } from "./keep-voices.ts";

/** What is kept of an analysis: what people filter, count and correct. The reasons can be had again from the text. */
export interface AnalysisSummary {
  /** BCP 47, or "mixed", or "und". */
  language: string;
  tone: Tone | "unsure";
  /** Of the likeliest tone, 0 to 1; likewise below. */
  toneProbability: number;
  intent: Intent | "unsure";
  intentProbability: number;
  secondIntent: Intent | null;
  hostility: Hostility["level"];
  isCheckable: boolean;
  /** As written, each once. */
  persons: string[];
  organisations: string[];
  /** Codes of the gazetteer, each once. */
  places: string[];
  /** Folded names of these places and of those that they lie in. */
  placeWords: string[];
  voices: KeptVoices;
}

/** A name or place less sure than this is not kept. */
const surest = 0.5;
/** More names than this are those of a list. */
const mostNames = 20;
const mostPlaceWords = 60;

/** The part of an analysis that is kept with the text. */
export function summariseAnalysis(
  { language, sentiment, intent, hostility, entities, voices }: TextAnalysis,
  { placeWords }: Pick<Engines, "placeWords">,
): AnalysisSummary {
  const namesOf = (kind: "person" | "organisation"): string[] =>
    firstOf(
      entities.flatMap((entity) => (entity.kind === kind && !entity.isUnsure ? [oneLine(entity.name)] : [])),
    ).slice(0, mostNames);
  const places = entities.flatMap(({ placeCandidates = [] }) => {
    const [best] = placeCandidates;
    return best?.code && best.probability >= surest ? [best.code] : [];
  });
  return {
    language: language.label,
    tone: sentiment.label,
    toneProbability: round(sentiment.probabilities[sentiment.best]),
    intent: intent.isUnsure ? "unsure" : intent.intent,
    intentProbability: round(intent.probabilities[intent.intent]),
    secondIntent: intent.second,
    hostility: hostility.level,
    isCheckable: hostility.isCheckable,
    persons: namesOf("person"),
    organisations: namesOf("organisation"),
    places: firstOf(places),
    placeWords: firstOf(places.flatMap(placeWords)).slice(0, mostPlaceWords),
    voices: keepVoices(voices),
  };
}

const round = (probability: number): number => Math.round(probability * 1000) / 1000;
const oneLine = (name: string): string => name.replace(/\s+/gu, " ").trim();

/** The first names, each once however it is spelt in capitals. */
function firstOf(names: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (name !== "" && !seen.has(key)) seen.set(key, name);
  }
  return [...seen.values()];
}
