import { countText } from "#text/counters/count-text.ts";
import { type Content, wordsOf } from "./content.ts";
import { type VoiceMeasure, type VoiceRule, voicePacks } from "./voice-packs.ts";

/** A rule of a pack, and whether what is said keeps it; null where it cannot be measured. */
export interface HeldRule {
  readonly rule: VoiceRule;
  readonly isKept: boolean | null;
  readonly used: number;
}

/** The pack of an account: of its network, or of the site where a person posts by hand; empty where none is known. */
export function voicePackOf(network: string, url: string | null): readonly VoiceRule[] {
  if (network !== "manual") return voicePacks[network] ?? [];
  const host = url !== null && URL.canParse(url) ? new URL(url).hostname.replace(/^(?:www|m|web)\./, "") : "";
  return voicePacks[host] ?? [];
}

/** Holds what is said to a pack. Nothing of it forbids anything: networks do that by their own limits. */
export const checkVoice = (pack: readonly VoiceRule[], content: Content): HeldRule[] =>
  pack.map((rule) => {
    if (rule.measure === null) return { rule, isKept: null, used: 0 };
    const used = measures[rule.measure](content);
    const isFloor = rule.measure === "asks" || rule.measure === "picture" || rule.measure === "link";
    return { rule, isKept: isFloor ? used >= rule.bound : used <= rule.bound, used };
  });

const measures: Readonly<Record<VoiceMeasure, (content: Content) => number>> = {
  length: (content) => countText(wordsOf(content), "graphemes"),
  first_line: ({ text }) => countText(text.trimStart().split("\n", 1)[0] ?? "", "graphemes"),
  hashtags: (content) => (wordsOf(content).match(/(?<![\p{L}\p{N}_&])#[\p{L}\p{N}_]+/gu) ?? []).length,
  asks: ({ text }) => (text.match(/\?/g) ?? []).length,
  picture: ({ media }) => media.length,
  link: ({ link, text }) => (link === null ? 0 : 1) + (text.match(/https?:\/\//g) ?? []).length,
};
