import { workerData } from "node:worker_threads";
import { analyseText, type TextAnalysis } from "#text/analyse/analyse-text.ts";
import { makeEngines } from "#text/analyse/engines.ts";
import { type AnalysisSummary, summariseAnalysis } from "#text/analyse/summarise-analysis.ts";
import type { SharedEngineFiles } from "./engine-files.ts";

/** What a thread is asked for: of many texts what is kept, of one text everything. */
export type AnalysisTask =
  | { kind: "summarise"; texts: readonly string[] }
  | { kind: "explain"; text: string };

// A pool hands its own data over beside ours.
const files = (workerData as [unknown, SharedEngineFiles])[1];
const engines = makeEngines((name) => {
  const content = files.get(name);
  if (!content) throw new Error(`the language engine lacks ${name}`);
  return content;
});

/** Answers one task. */
export default function answer(task: AnalysisTask): AnalysisSummary[] | TextAnalysis {
  if (task.kind === "explain") return analyseText(engines, task.text);
  return task.texts.map((text) => summariseAnalysis(analyseText(engines, text), engines));
}
