import type { TextAnalysis } from "#text/analyse/analyse-text.ts";
import type { RuleReason } from "#text/entities/entity-rules.ts";
import type { EntityReason } from "#text/entities/explain-span.ts";
import type { SentReading } from "../../contract/analysis.ts";
import type { ShownWords } from "../../contract/personal-data.ts";

type Weighed = { start: number; end: number; kind: string; weight: number };

const reasonsOf = (reasons: readonly Weighed[]): SentReading["tone"]["reasons"] =>
  reasons.map(({ start, end, kind, weight }) => ({ start, end, kind, weight }));

const isOfRule = (reason: EntityReason | RuleReason): reason is RuleReason =>
  reason.kind === "alias" || reason.kind === "required";

type SayWords = (words: string, place: { start: number; end: number }) => ShownWords;

/**
 * What the engines say of a text, in the shape that the desk's screens and other programs read.
 * @param say how names of the text, at a place of it, are shown
 */
export function toTextReading(
  { language, sentiment, intent, hostility, entities }: TextAnalysis,
  say: SayWords,
): SentReading {
  return {
    language: {
      label: language.label,
      probability: language.probability,
      isUnsure: language.isUnsure,
      languages: language.languages.map(({ language, share }) => ({ language, share })),
      reasons: reasonsOf(language.reasons),
    },
    tone: {
      label: sentiment.label,
      best: sentiment.best,
      probabilities: sentiment.probabilities,
      reasons: reasonsOf(sentiment.reasons),
    },
    intent: {
      label: intent.isUnsure ? "unsure" : intent.intent,
      best: intent.intent,
      second: intent.second,
      probabilities: intent.probabilities,
      reasons: reasonsOf(intent.reasons),
    },
    hostility: {
      level: hostility.level,
      words: hostility.words,
      isCheckable: hostility.isCheckable,
      claims: hostility.claims,
    },
    entities: entities.map(
      ({ start, end, kind, name, probability, role, placeCandidates = [], ...read }) => ({
        start,
        end,
        kind,
        name: say(name, { start, end }),
        probability,
        ...(read.rule === undefined
          ? {}
          : { rule: { id: read.rule, reasons: read.reasons.filter(isOfRule) } }),
        role: role == null ? null : say(role.written, role),
        places: placeCandidates.map(({ code, level, name, province, probability }) => ({
          code,
          level,
          name,
          province,
          probability,
        })),
      }),
    ),
  };
}
