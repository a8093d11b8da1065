import type { Hostility } from "../hostility/hostility.ts";
import type { Intent } from "../intent/intent.ts";
import { singleSpaced } from "../quotations/name-links.ts";
import type { Tone } from "../sentiment/sentiment.ts";
import type { Teaching } from "../teach/teach-analysis.ts";
import { analyseInBlocks, type RuleReader, type TextAnalysis } from "./analyse-text.ts";
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

/**
 * What is kept of texts: the answers are those of `summariseAnalysis`, but the reasons, of which nothing is kept, are not
 * looked for.
 * @param teaching what a workspace has taught
 * @param readByRules what names mean in this office
 */
export const summariseTexts = (
  engines: Engines,
  texts: readonly string[],
  teaching?: Teaching,
  readByRules?: RuleReader,
): AnalysisSummary[] =>
  analyseInBlocks(engines, texts, { teaching, readByRules, explains: false }, (analysis) =>
    summariseAnalysis(analysis, engines),
  );

/** The part of an analysis that is kept with the text. */
export function summariseAnalysis(
  { language, sentiment, intent, hostility, entities, voices }: TextAnalysis,
  { placeWords }: Pick<Engines, "placeWords">,
): AnalysisSummary {
  const persons: string[] = [];
  const organisations: string[] = [];
  const places: string[] = [];
  for (const { kind, name, isUnsure, placeCandidates } of entities) {
    if (kind === "person" && !isUnsure) persons.push(oneLine(name));
    else if (kind === "organisation" && !isUnsure) organisations.push(oneLine(name));
    const best = placeCandidates?.[0];
    if (best?.code && best.probability >= surest) places.push(best.code);
  }
  const codes = firstOf(places, places.length);
  return {
    language: language.label,
    tone: sentiment.label,
    toneProbability: round(sentiment.probabilities[sentiment.best]),
    intent: intent.isUnsure ? "unsure" : intent.intent,
    intentProbability: round(intent.probabilities[intent.intent]),
    secondIntent: intent.second,
    hostility: hostility.level,
    isCheckable: hostility.isCheckable,
    persons: firstOf(persons, mostNames),
    organisations: firstOf(organisations, mostNames),
    places: codes,
    placeWords: wordsOf(codes, placeWords),
    voices: keepVoices(voices),
  };
}

/** The words of one place, as of most texts, are different ones. */
function wordsOf(codes: readonly string[], placeWords: Engines["placeWords"]): string[] {
  const [only] = codes;
  if (only === undefined) return [];
  if (codes.length === 1) return placeWords(only).slice(0, mostPlaceWords);
  return firstOf(codes.flatMap(placeWords), mostPlaceWords);
}

const round = (probability: number): number => Math.round(probability * 1000) / 1000;
const oneLine = (name: string): string => singleSpaced(name).trim();

/** The first names, each once however it is spelt in capitals, and at most so many. */
function firstOf(names: readonly string[], most: number): string[] {
  const [only] = names;
  if (only === undefined) return [];
  if (names.length === 1) return only === "" ? [] : [only];
  const seen = new Map<string, string>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (name !== "" && !seen.has(key)) seen.set(key, name);
  }
  return [...seen.values()].slice(0, most);
}
