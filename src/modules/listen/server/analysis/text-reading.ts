import type { TextAnalysis } from "#text/analyse/analyse-text.ts";
import type { RuleReason } from "#text/entities/entity-rules.ts";
import type { EntityReason } from "#text/entities/explain-span.ts";
import type { TextReading } from "../../contract/analysis.ts";

type Weighed = { start: number; end: number; kind: string; weight: number };

const reasonsOf = (reasons: readonly Weighed[]): TextReading["tone"]["reasons"] =>
  reasons.map(({ start, end, kind, weight }) => ({ start, end, kind, weight }));

const isOfRule = (reason: EntityReason | RuleReason): reason is RuleReason =>
  reason.kind === "alias" || reason.kind === "required";

/** What the engines say of a text, in the shape that the desk's screens and other programs read. */
export function toTextReading({
  language,
  sentiment,
  intent,
  hostility,
  entities,
}: TextAnalysis): TextReading {
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
        name,
        probability,
        ...(read.rule === undefined
          ? {}
          : { rule: { id: read.rule, reasons: read.reasons.filter(isOfRule) } }),
        role: role?.written ?? null,
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
