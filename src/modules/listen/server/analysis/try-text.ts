import type { Analyst } from "#platform/language/open-analyst.ts";
import type { EntityRule } from "#text/entities/entity-rules.ts";
import type { Teaching } from "#text/teach/teach-analysis.ts";
import type { SentTrial } from "../../contract/analysis.ts";
import { ownWords } from "../personal-data/veil.ts";
import { toTextReading } from "./text-reading.ts";

/** Somebody tries the engine with a text of their own, or has a draft looked at before it goes out. Nothing is kept. */
export async function tryText(
  input: { text: string },
  analyst: Pick<Analyst, "tryText">,
  teaching?: Teaching,
  rules?: readonly EntityRule[],
): Promise<SentTrial> {
  const begun = performance.now();
  const { analysis, personalData, plainness, slips, keyPhrases, summary } = await analyst.tryText(
    input.text,
    teaching,
    rules,
  );
  const { score, level, words, sentences, wordsPerSentence, places } = plainness;
  return {
    ...toTextReading(analysis, ownWords),
    personalData,
    plainness: { score, level, words, sentences, wordsPerSentence, places },
    slips,
    keyPhrases,
    summary,
    tookMs: Math.round((performance.now() - begun) * 10) / 10,
  };
}
