import type { Analyst } from "#platform/language/open-analyst.ts";
import { invalidField } from "#shared/app-error.ts";
import type { AnalysisSummary } from "#text/analyse/summarise-analysis.ts";
import { intent, type JudgedTrait, tone } from "../../contract/analysis.ts";
import { type TraitColumns, traitColumns } from "../mentions/mention-traits.ts";
import type { MentionRecord } from "../mentions/rewrite-mentions.ts";

/** What a decision, or its end, changes about a mention. */
export type TraitChanges = Partial<TraitColumns> & { language?: string };

/** More places than a text of any length is about. */
const mostPlaces = 20;
const languageCode = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$|^mixed$/;

/**
 * Checks what a person decided.
 * @returns it as it is kept: codes of places each once and in order
 * @throws AppError `invalid` that names the field `value`
 */
export async function readJudgedValue(
  trait: JudgedTrait,
  value: string,
  analyst: Pick<Analyst, "placeWords">,
): Promise<string> {
  const said = value.trim();
  switch (trait) {
    case "tone":
      if (!tone.safeParse(said).success) throw invalidField("value", "field.no_tone");
      return said;
    case "intent":
      if (!intent.safeParse(said).success) throw invalidField("value", "field.no_intent");
      return said;
    case "language":
      if (!languageCode.test(said.toLowerCase())) throw invalidField("value", "field.no_language");
      return said.toLowerCase();
    case "hostility":
      if (!/^[0-3]$/.test(said)) throw invalidField("value", "field.no_hostility");
      return said;
    case "places": {
      const codes = codesIn(said);
      if (codes.length > mostPlaces)
        throw invalidField("value", "field.too_many_places", { most: mostPlaces });
      const words = await analyst.placeWords(codes);
      const unknown = codes.find((_, index) => words[index] === null);
      if (unknown !== undefined) throw invalidField("value", "field.unknown_place", { code: unknown });
      return codes.join(",");
    }
  }
}

const codesIn = (value: string): string[] =>
  [...new Set(value.split(",").map((code) => code.trim()))].filter((code) => code !== "").sort();

/** What a mention looks like once a person has decided so. The value is one that was checked. */
export async function changesOfJudgement(
  trait: JudgedTrait,
  value: string,
  analyst: Pick<Analyst, "placeWords">,
): Promise<TraitChanges> {
  switch (trait) {
    case "tone":
      return { tone: tone.parse(value), tone_share: 1 };
    case "intent":
      return { intent: intent.parse(value), intent_share: 1, second_intent: null };
    case "language":
      return { language: value };
    case "hostility":
      return { hostility: Number(value) };
    case "places": {
      const codes = codesIn(value);
      const words = new Set((await analyst.placeWords(codes)).flatMap((names) => names ?? []));
      return words.size === 0
        ? { place_codes: null, place_words: null }
        : { place_codes: codes, place_words: [...words] };
    }
  }
}

/** What a mention looks like once the engine has the word again. */
export function changesOfEngine(trait: JudgedTrait, summary: AnalysisSummary, version: string): TraitChanges {
  const { tone, tone_share, intent, intent_share, second_intent, hostility, place_codes, place_words } =
    traitColumns(summary, version);
  switch (trait) {
    case "tone":
      return { tone, tone_share };
    case "intent":
      return { intent, intent_share, second_intent };
    case "language":
      return { language: summary.language };
    case "hostility":
      return { hostility };
    case "places":
      return { place_codes, place_words };
  }
}

/** What stands in a mention; null where it was not read yet. */
export function standingValue(trait: JudgedTrait, mention: MentionRecord): string | null {
  switch (trait) {
    case "tone":
      return mention.tone;
    case "intent":
      return mention.intent;
    case "language":
      return mention.language;
    case "hostility":
      return mention.hostility === null ? null : String(mention.hostility);
    case "places":
      return mention.tone === null ? null : [...(mention.place_codes ?? [])].sort().join(",");
  }
}

/** What the engine says of a text, as a decision would say it. */
export function engineValue(trait: JudgedTrait, summary: AnalysisSummary): string {
  switch (trait) {
    case "tone":
      return summary.tone;
    case "intent":
      return summary.intent;
    case "language":
      return summary.language;
    case "hostility":
      return String(summary.hostility);
    case "places":
      return summary.places.toSorted().join(",");
  }
}
