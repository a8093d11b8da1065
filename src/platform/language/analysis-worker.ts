import { workerData } from "node:worker_threads";
import { layEverythingAmongYoung } from "#platform/young-memory.ts";
import { analysedPart, analyseText, type RuleReader, type TextAnalysis } from "#text/analyse/analyse-text.ts";
import { makeEngines } from "#text/analyse/engines.ts";
import { studyText, type TextStudy } from "#text/analyse/study-text.ts";
import { type AnalysisSummary, summariseTexts } from "#text/analyse/summarise-analysis.ts";
import { type TextTry, tryText } from "#text/analyse/try-text.ts";
import { phraseShare } from "#text/digest/phrase-share.ts";
import { type EntityRule, type EntityRulesResult, makeEntityRules } from "#text/entities/entity-rules.ts";
import type { Place } from "#text/places/place.ts";
import type { Teaching } from "#text/teach/teach-analysis.ts";
import type { SharedEngineFiles } from "./engine-files.ts";

/** What of a workspace a text is read with: what people taught, and what names mean there. */
type Guided = { teaching: Teaching | undefined; rules: readonly EntityRule[] };

/** What a thread is asked for, and what it answers. */
export type AnalysisTasks = {
  /** Of many texts what is kept. */
  summarise: { ask: Guided & { texts: readonly string[] }; answer: AnalysisSummary[] };
  /** Of one text everything. */
  explain: { ask: Guided & { text: string }; answer: TextAnalysis };
  /** Of a draft what its writer wants to know. */
  tryText: { ask: Guided & { text: string }; answer: TextTry };
  /** Of a text that a person decides about what the engines themselves say, and what can be learned from it. */
  study: { ask: { text: string }; answer: TextStudy };
  /** Every place of the gazetteer. */
  places: { ask: object; answer: Place[] };
  /** The folded names by which places are found; null for codes that are none. */
  placeWords: { ask: { codes: readonly string[] }; answer: (readonly string[] | null)[] };
  /** Of one text what an office's rules make of its names. */
  applyRules: { ask: { text: string; rules: readonly EntityRule[] }; answer: EntityRulesResult };
  /** How common phrases are, each by its rarest word: a share of news articles, 0 to 1. */
  phraseShares: { ask: { phrases: readonly string[] }; answer: number[] };
};
export type AnalysisTask = {
  [Kind in keyof AnalysisTasks]: { kind: Kind } & AnalysisTasks[Kind]["ask"];
}[keyof AnalysisTasks];

layEverythingAmongYoung();
// A pool hands its own data over beside ours.
const files = (workerData as [unknown, SharedEngineFiles])[1];
const engines = makeEngines((name) => {
  const content = files.get(name);
  if (!content) throw new Error(`the language engine lacks ${name}`);
  return content;
});

const readerOf = (rules: readonly EntityRule[]): RuleReader | undefined =>
  rules.length === 0 ? undefined : makeEntityRules(rules);

/** Answers one task. */
export default function answer(task: AnalysisTask): AnalysisTasks[keyof AnalysisTasks]["answer"] {
  switch (task.kind) {
    case "summarise":
      return summariseTexts(engines, task.texts, task.teaching, readerOf(task.rules));
    case "explain":
      return analyseText(engines, task.text, task.teaching, readerOf(task.rules));
    case "tryText":
      return tryText(engines, task.text, task.teaching, readerOf(task.rules));
    case "study":
      return studyText(engines, task.text);
    case "places":
      return [...engines.gazetteer.byCode.values()];
    case "placeWords":
      return task.codes.map((code) => (engines.gazetteer.byCode.has(code) ? engines.placeWords(code) : null));
    case "applyRules":
      return makeEntityRules(task.rules)(engines.read(analysedPart(task.text)));
    case "phraseShares":
      return task.phrases.map((phrase) => phraseShare(engines.frequency, phrase));
  }
}
