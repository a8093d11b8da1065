import { availableParallelism } from "node:os";
import { Tinypool } from "tinypool";
import type { TextAnalysis } from "#text/analyse/analyse-text.ts";
import type { AnalysisSummary } from "#text/analyse/summarise-analysis.ts";
import type { AnalysisTask } from "./analysis-worker.ts";
import { readEngineFiles } from "./engine-files.ts";

/** Reads texts in threads of their own, so that the desk answers while it reads. */
export interface Analyst {
  /** Changes whenever the engine's knowledge does; analyses of another version can be made anew. */
  readonly version: string;
  /** What is kept of each text's analysis, in the order of the texts. */
  summarise(texts: readonly string[]): Promise<AnalysisSummary[]>;
  /** Everything the engines say of one text, with reasons. */
  explain(text: string): Promise<TextAnalysis>;
  close(): Promise<void>;
}

/** Texts that go to a thread at once: enough to be worth the way, few enough to share among threads. */
const textsAtOnce = 250;
/** A thread that has had nothing to do for so long is ended, and its memory given back. */
const idleMs = 60_000;

/** Opens the language engine. Threads start with the first text, and end when there are none. */
export function openAnalyst(threads = Math.max(1, Math.min(4, availableParallelism() - 1))): Analyst {
  const { files, version } = readEngineFiles();
  const pool = new Tinypool({
    filename: new URL("./analysis-worker.ts", import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    workerData: files,
    // The desk's environment holds secrets, and a thread that reads texts needs nothing of it.
    env: {},
  });
  const ask = <Answer>(task: AnalysisTask): Promise<Answer> => pool.run(task);
  return {
    version,
    summarise: async (texts) => {
      const parts: Promise<AnalysisSummary[]>[] = [];
      for (let from = 0; from < texts.length; from += textsAtOnce)
        parts.push(ask({ kind: "summarise", texts: texts.slice(from, from + textsAtOnce) }));
      return (await Promise.all(parts)).flat();
    },
    explain: (text) => ask({ kind: "explain", text }),
    close: () => pool.destroy(),
  };
}
