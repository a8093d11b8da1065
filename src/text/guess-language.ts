import { functionWords, type GuessedLanguage } from "./function-words.ts";

/** So much of a text tells its language as well as the whole. UTF-16 units. */
const lookedAt = 600;
/** Weaker evidence than this is none. */
const leastEvidence = 2;

const languageOf = new Map<string, GuessedLanguage>();
for (const language of ["id", "en"] as const)
  for (const word of functionWords[language].split(" ")) languageOf.set(word, language);

/** Affixes that Indonesian puts around a stem ("mengatakan", "kebijakan", "pertemuan", "warganya"). */
const INDONESIAN_FORM =
  /^(?:(?:me|di|ter|se)[a-z]{3,}(?:kan|nya)|(?:ke|pe|per)[a-z]{3,}an|me(?:ng|ny|m|n)[a-z]{4,}|ber[a-z]{4,}|[a-z]{4,}(?:nya|kan))$/;

/**
 * Indonesian, English, or null when a text does not show it. Looks at grammar words and Indonesian word forms; Malay and
 * the regional languages are not told apart from Indonesian. For a filter, not for linguistics.
 */
export function guessLanguage(text: string): GuessedLanguage | null {
  const seen = { id: 0, en: 0 };
  for (const [word] of text
    .slice(0, lookedAt)
    .toLowerCase()
    .matchAll(/[a-z]+/g)) {
    const language = languageOf.get(word);
    if (language !== undefined) seen[language] += 1;
    else if (INDONESIAN_FORM.test(word)) seen.id += 1;
  }
  if (seen.id >= leastEvidence && seen.id >= 2 * seen.en) return "id";
  if (seen.en >= leastEvidence && seen.en >= 2 * seen.id) return "en";
  return null;
}
