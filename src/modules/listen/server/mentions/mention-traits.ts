import type { KeptVoices } from "#text/analyse/keep-voices.ts";
import type { AnalysisSummary } from "#text/analyse/summarise-analysis.ts";

/** What a mention's row holds of its analysis. */
export type TraitColumns = {
  tone: AnalysisSummary["tone"] | null;
  tone_share: number | null;
  intent: AnalysisSummary["intent"] | null;
  intent_share: number | null;
  second_intent: string | null;
  hostility: number | null;
  is_checkable: boolean | null;
  persons: string[] | null;
  organisations: string[] | null;
  place_codes: string[] | null;
  place_words: string[] | null;
  voices: KeptVoices | null;
  analysis_version: string | null;
};

/** The text that is analysed: a headline that the text begins with, as posts have it, is read once. */
export const analysedText = ({ title, text }: { title: string; text: string }): string =>
  title === "" || text.startsWith(title.replace(/…$/, "")) ? text : `${title}\n${text}`;

const filled = (values: readonly string[]): string[] | null => (values.length === 0 ? null : [...values]);

/** The columns of an analysis; all null without one. */
export function traitColumns(
  analysis: AnalysisSummary | undefined,
  version: string | undefined,
): TraitColumns {
  if (!analysis || version === undefined) return notAnalysed;
  return {
    tone: analysis.tone,
    tone_share: analysis.toneProbability,
    intent: analysis.intent,
    intent_share: analysis.intentProbability,
    second_intent: analysis.secondIntent,
    hostility: analysis.hostility,
    is_checkable: analysis.isCheckable,
    persons: filled(analysis.persons),
    organisations: filled(analysis.organisations),
    place_codes: filled(analysis.places),
    place_words: filled(analysis.placeWords),
    voices: analysis.voices,
    analysis_version: version,
  };
}

const notAnalysed: TraitColumns = {
  tone: null,
  tone_share: null,
  intent: null,
  intent_share: null,
  second_intent: null,
  hostility: null,
  is_checkable: null,
  persons: null,
  organisations: null,
  place_codes: null,
  place_words: null,
  voices: null,
  analysis_version: null,
};

export type Trait = "tone" | "intent" | "hostility" | "place" | "version";
/** A trait and its value, as the counts keep them. */
export type TraitValue = readonly [trait: Trait, value: string];

/** What a mention adds to the counts of traits, with the version that has read it; a place also counts for the regency and province that it lies in. */
export function traitValues({
  tone,
  intent,
  hostility,
  place_codes,
  analysis_version,
}: Pick<TraitColumns, "tone" | "intent" | "hostility" | "place_codes" | "analysis_version">): TraitValue[] {
  const values: TraitValue[] = [];
  if (analysis_version !== null) values.push(["version", analysis_version]);
  if (tone !== null) values.push(["tone", tone]);
  if (intent !== null) values.push(["intent", intent]);
  if (hostility !== null && hostility > 0) values.push(["hostility", String(hostility)]);
  for (const code of countedPlaces(place_codes ?? [])) values.push(["place", code]);
  return values;
}

/** What the counts are made from, of a mention that is stored, changed or taken away. */
export const countedTraits = (mention: TraitColumns) => ({
  traits: traitValues(mention),
  tone: mention.tone,
  voices: mention.voices,
});

/** The provinces and regencies that places lie in, each once. */
export const countedPlaces = (codes: readonly string[]): Set<string> =>
  new Set(codes.flatMap((code) => (code.length > 2 ? [code.slice(0, 2), code.slice(0, 5)] : [code])));
