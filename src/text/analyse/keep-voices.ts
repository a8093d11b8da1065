import type { QuotationKind, QuotationsResult, SpeakerKind } from "../quotations/quotation.ts";

/** Somebody whom a text names. */
export type KeptName = { kind: "person" | "organisation"; name: string; role: string | null };

/** Where somebody's words stand in a text, and whose they are. */
export type KeptQuote = {
  start: number;
  end: number;
  kind: QuotationKind;
  /** Index into the names; null for who has none. */
  speaker: number | null;
  /** An office, description or account without a name. */
  unnamed: { kind: Exclude<SpeakerKind, "person" | "organisation">; words: string } | null;
  /** The office that the speaker has in this text. */
  role: string | null;
  certainty: number;
};

/** Of whom a text names and who speaks in it, what is kept with it. */
export type KeptVoices = { names: KeptName[]; quotes: KeptQuote[] };

/** More names than this are those of a list, and more quotes those of a transcript. */
const mostNames = 30;
const mostQuotes = 60;
const longestName = 120;
const longestRole = 160;

/** Keeps the first names and quotes; quotes of nobody and unsure ones are left out. */
export function keepVoices({ names, quotations }: QuotationsResult): KeptVoices {
  const kept = names.slice(0, mostNames);
  return {
    names: kept.map(({ kind, name, role }) => ({
      kind,
      name: name.slice(0, longestName).toWellFormed(),
      role: role?.slice(0, longestRole).toWellFormed() ?? null,
    })),
    quotes: quotations.slice(0, mostQuotes).flatMap(({ start, end, kind, speaker, certainty, isUnsure }) => {
      if (speaker === null || isUnsure) return [];
      const isNamed = speaker.of !== undefined && speaker.of < kept.length;
      const isUnnamed = speaker.kind === "role" || speaker.kind === "account";
      if (!isNamed && !isUnnamed) return [];
      return [
        {
          start,
          end,
          kind,
          speaker: isNamed && speaker.of !== undefined ? speaker.of : null,
          unnamed:
            speaker.kind === "role" || speaker.kind === "account"
              ? { kind: speaker.kind, words: speaker.name.slice(0, longestRole).toWellFormed() }
              : null,
          role: speaker.role?.slice(0, longestRole).toWellFormed() ?? null,
          certainty,
        },
      ];
    }),
  };
}
