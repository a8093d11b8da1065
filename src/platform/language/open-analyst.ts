import { availableParallelism } from "node:os";
import { Tinypool } from "tinypool";
import { bareEnvironment } from "#platform/compile-cache.ts";
import type { TextAnalysis } from "#text/analyse/analyse-text.ts";
import type { TextStudy } from "#text/analyse/study-text.ts";
import type { AnalysisSummary } from "#text/analyse/summarise-analysis.ts";
import type { TextTry } from "#text/analyse/try-text.ts";
import type { EntityRule, EntityRulesResult } from "#text/entities/entity-rules.ts";
import type { Place } from "#text/places/place.ts";
import type { Teaching } from "#text/teach/teach-analysis.ts";
import type { AnalysisTask, AnalysisTasks } from "./analysis-worker.ts";
import { engineVersion, readEngineFiles } from "./engine-files.ts";

/** Reads texts in threads of their own, so that the desk answers while it reads. */
export interface Analyst {
  /** Changes whenever the engine's knowledge does; analyses of another version can be made anew. */
  readonly version: string;
  /**
   * What is kept of each text's analysis, in the order of the texts.
   * @param teaching what the workspace has taught; without it, here and below, the engine's own word
   * @param rules what names mean in the workspace, here and below; laid over what the engine finds
   */
  summarise(
    texts: readonly string[],
    teaching?: Teaching,
    rules?: readonly EntityRule[],
  ): Promise<AnalysisSummary[]>;
  /** Everything the engines say of one text, with reasons. */
  explain(text: string, teaching?: Teaching, rules?: readonly EntityRule[]): Promise<TextAnalysis>;
  /** Everything the engines say of a draft, and what whoever writes for an office wants to know of it. */
  tryText(text: string, teaching?: Teaching, rules?: readonly EntityRule[]): Promise<TextTry>;
  /** What the engines themselves say of a text that a person decides about, and what can be learned from it. */
  study(text: string): Promise<TextStudy>;
  /** Every place of the gazetteer, provinces, cities, regencies and districts, parents before children. */
  places(): Promise<Place[]>;
  /** The folded names by which places are found, in the order of their codes; null for what is no code. */
  placeWords(codes: readonly string[]): Promise<(readonly string[] | null)[]>;
  /** What rules alone make of the names of a text: which fired, and the words that they asked for. */
  applyRules(text: string, rules: readonly EntityRule[]): Promise<EntityRulesResult>;
  /** How common phrases are, each by its rarest word: the share of news articles that have it, 0 to 1. */
  phraseShares(phrases: readonly string[]): Promise<number[]>;
  close(): Promise<void>;
}

/** Texts that go to a thread at once: enough to be worth the way, few enough to share among threads. */
const textsAtOnce = 250;
/** A thread that has had nothing to do for so long is ended, and its memory given back. */
const idleMs = 15_000;

/**
 * Opens the language engine. Threads and the files that they share are there from the first text on, and go when there has
 * been none for a while.
 */
export function openAnalyst(threads = Math.max(1, Math.min(4, availableParallelism() - 1))): Analyst {
  let pool: Tinypool | undefined;
  let asked = 0;
  let resting: NodeJS.Timeout | undefined;

  function openPool(): Tinypool {
    pool ??= new Tinypool({
      filename: new URL("./analysis-worker.ts", import.meta.url).href,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: idleMs,
      workerData: readEngineFiles(),
      // The desk's environment holds secrets, and a thread that reads texts needs nothing of it.
      env: bareEnvironment,
    });
    return pool;
  }
  async function closePool(): Promise<void> {
    const closing = pool;
    pool = undefined;
    await closing?.destroy();
  }
  async function ask<Kind extends keyof AnalysisTasks>(
    task: AnalysisTask & { kind: Kind },
  ): Promise<AnalysisTasks[Kind]["answer"]> {
    clearTimeout(resting);
    asked += 1;
    try {
      return await openPool().run(task);
    } finally {
      asked -= 1;
      if (asked === 0 && pool) resting = setTimeout(() => void closePool(), idleMs).unref();
    }
  }
  return {
    version: engineVersion(),
    summarise: async (texts, teaching, rules = []) => {
      const parts: Promise<AnalysisSummary[]>[] = [];
      for (let from = 0; from < texts.length; from += textsAtOnce)
        parts.push(ask({ kind: "summarise", texts: texts.slice(from, from + textsAtOnce), teaching, rules }));
      return (await Promise.all(parts)).flat();
    },
    explain: (text, teaching, rules = []) => ask({ kind: "explain", text, teaching, rules }),
    tryText: (text, teaching, rules = []) => ask({ kind: "tryText", text, teaching, rules }),
    study: (text) => ask({ kind: "study", text }),
    places: () => ask({ kind: "places" }),
    placeWords: (codes) => ask({ kind: "placeWords", codes }),
    applyRules: (text, rules) => ask({ kind: "applyRules", text, rules }),
    phraseShares: (phrases) => ask({ kind: "phraseShares", phrases }),
    close: () => {
      clearTimeout(resting);
      return closePool();
    },
  };
}
