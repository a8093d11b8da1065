import {
  intent,
  type JudgedTrait,
  type Judgement,
  type MentionAnalysis,
  tone,
} from "../../contract/analysis.ts";

/** What a mention shows of a trait that people can decide about. */
export type Judged = { analysis: MentionAnalysis | null; language: string };

/** What a mention will look like once a decision has arrived, so that it can be shown at once. */
export function withJudgement<M extends Judged>(mention: M, trait: JudgedTrait, value: string): M {
  if (trait === "language") return { ...mention, language: value };
  const { analysis } = mention;
  if (analysis === null) return mention;
  const judged = analysis.judged.includes(trait) ? analysis.judged : [...analysis.judged, trait];
  const change = ((): Partial<MentionAnalysis> => {
    switch (trait) {
      case "tone":
        return { tone: tone.parse(value), toneShare: 1 };
      case "intent":
        return { intent: intent.parse(value), intentShare: 1, secondIntent: null };
      case "hostility":
        return { hostility: Number(value) };
      case "places":
        return { places: value === "" ? [] : value.split(",") };
    }
  })();
  return { ...mention, analysis: { ...analysis, ...change, judged } };
}

/** The decision that counts for a trait: the newest that stands and was not made blind. `judgements` newest first. */
export const standingOf = (judgements: readonly Judgement[], trait: JudgedTrait): Judgement | undefined =>
  judgements.find((one) => one.trait === trait && !one.isUndone && !one.isBlind);
