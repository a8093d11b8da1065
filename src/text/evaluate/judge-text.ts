import type { Engines } from "../analyse/engines.ts";
import type { LabelEngine } from "./label-names.ts";

/** The label that an engine gives a text; of an unsure answer its best label. */
export interface TextJudgement {
  readonly label: string;
  readonly probability: number | null;
}

/** Asks one engine about a text. */
export function judgeText(engines: Engines, engine: LabelEngine, text: string): TextJudgement {
  const reading = engines.read(text);
  if (engine === "sentiment") {
    const { best, probabilities } = engines.findSentiment(reading);
    return { label: best, probability: probabilities[best] };
  }
  if (engine === "intent") {
    const { intent, probabilities } = engines.findIntent(reading);
    return { label: intent, probability: probabilities[intent] };
  }
  if (engine === "language") {
    const { label, probability } = engines.detectLanguage(reading);
    return { label, probability };
  }
  return { label: engines.findHostility(reading).level > 0 ? "hostile" : "none", probability: null };
}
