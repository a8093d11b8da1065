import { keyPhrases } from "../digest/key-phrases.ts";
import { summariseTexts } from "../digest/summarise-texts.ts";
import { findPersonalData } from "../personal-data/find-personal-data.ts";
import type { PersonalData } from "../personal-data/finding.ts";
import { assessPlainness } from "../plain-language/assess-plainness.ts";
import type { Plainness } from "../plain-language/plainness.ts";
import { findSlips } from "../slips/find-slips.ts";
import type { Slip } from "../slips/slip.ts";
import type { Teaching } from "../teach/teach-analysis.ts";
import { analysedPart, analyseReading, type RuleReader, type TextAnalysis } from "./analyse-text.ts";
import type { Engines } from "./engines.ts";

/** An analysis, and what whoever writes for an office wants to know of a draft. Can be written as JSON. */
export interface TextTry {
  analysis: TextAnalysis;
  personalData: PersonalData[];
  plainness: Plainness;
  slips: Slip[];
  /** What the text is about, the best first. */
  keyPhrases: string[];
  /** The sentences that say most, in the order of the text. */
  summary: { start: number; end: number }[];
}

const mostPhrases = 10;
const mostSentences = 3;

/**
 * Asks every engine, and those for writers, about a text, which is read once.
 * @param teaching what a workspace has taught
 * @param readByRules what names mean in this office
 */
export function tryText(
  engines: Engines,
  text: string,
  teaching?: Teaching,
  readByRules?: RuleReader,
): TextTry {
  const reading = engines.read(analysedPart(text));
  return {
    analysis: analyseReading(engines, reading, { teaching, readByRules }),
    personalData: findPersonalData(reading.text),
    plainness: assessPlainness(reading),
    slips: findSlips(reading),
    keyPhrases: keyPhrases([reading], engines.frequency, mostPhrases).map(({ phrase }) => phrase),
    summary: summariseTexts([reading], [null], engines.frequency, mostSentences).map(({ start, end }) => ({
      start,
      end,
    })),
  };
}
