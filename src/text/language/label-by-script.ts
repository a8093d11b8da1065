import type { Reading } from "../read/reading.ts";
import { type LanguageResult, roundShare } from "./language-result.ts";
import { scriptOf } from "./script-of.ts";

/** Words beyond these change nothing any more. */
const LOOKED_AT = 2_000;

/** A text in other letters than Latin: the language where its script has but one of ours, else "und". */
export function labelByScript({ tokens }: Reading): LanguageResult {
  const found = new Map<
    string,
    { count: number; language: LanguageResult["label"]; start: number; end: number }
  >();
  let words = 0;
  for (const { kind, word, start, end } of tokens) {
    if (kind !== "word" && kind !== "ideograph") continue;
    if (words >= LOOKED_AT) break;
    words += 1;
    const { script, language } = scriptOf(word.exact.codePointAt(0) ?? 0);
    const known = found.get(script);
    if (known) known.count += 1;
    else found.set(script, { count: 1, language: language ?? "und", start, end });
  }
  const [most] = [...found].sort(([, a], [, b]) => b.count - a.count);
  if (most === undefined) return noLanguage("Zyyy");
  const [script, { count, language, start, end }] = most;
  const isKnown = language !== "und" && language !== "mixed";
  return {
    ...noLanguage(script),
    label: language,
    languages: isKnown ? [{ language, share: roundShare(count / words) }] : [],
    reasons: [{ start, end, kind: "script", language: isKnown ? language : "und", weight: count }],
  };
}

/** The answer where nothing shows a language. */
export const noLanguage = (script: string): LanguageResult => ({
  label: "und",
  probability: 1,
  isUnsure: false,
  languages: [],
  script,
  reasons: [],
});
