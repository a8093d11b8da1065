import type { KeptVoices } from "#text/analyse/keep-voices.ts";
import { newsmakerKey } from "#text/quotations/newsmaker-key.ts";
import type { NewsmakerId } from "./newsmaker-tables.ts";

/** Somebody in one mention. */
export type NewsmakerInMention = NewsmakerId & {
  /** At its fullest, as the text writes it. */
  name: string;
  role: string | null;
  /** How often quoted. */
  quotes: number;
};

/** Whom a mention names, each once, with how often it quotes them. */
export function newsmakersOf(voices: KeptVoices | null): NewsmakerInMention[] {
  if (voices === null) return [];
  const found = new Map<string, NewsmakerInMention>();
  voices.names.forEach(({ kind, name, role }, index) => {
    const key = newsmakerKey(kind, name);
    if (key === "") return;
    const quotes = voices.quotes.filter(({ speaker }) => speaker === index).length;
    const known = found.get(`${kind} ${key}`);
    if (known === undefined) found.set(`${kind} ${key}`, { kind, key, name, role, quotes });
    else {
      known.quotes += quotes;
      known.role ??= role;
      if (name.length > known.name.length) known.name = name;
    }
  });
  return [...found.values()];
}

/** The names of those whom a mention quotes, for the field `speaker`. */
export const speakersOf = (voices: KeptVoices | null): string[] =>
  voices === null
    ? []
    : voices.names
        .filter((_, index) => voices.quotes.some(({ speaker }) => speaker === index))
        .flatMap(({ kind, name }) => [name, newsmakerKey(kind, name)]);
