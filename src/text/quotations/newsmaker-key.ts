import { foldText } from "../fold.ts";
import { BODY_NAMES } from "./body-names.ts";
import { NICKNAMES } from "./nicknames.ts";

/** Longer keys are told apart by their beginning only. */
const longestKey = 100;
const ADDRESSES =
  /^(?:(?:pak|bapak|bpk|bu|ibu|mas|mbak|dr|drs|dra|ir|prof|kh|h|hj|jenderal|jendral|almarhum|alm)\.?\s+)+(?=\S)/u;

/**
 * Under which key somebody is counted in all texts: the folded name without forms of address, degrees and marks. "B.J.
 * Habibie" and "BJ Habibie" are one, "Jokowi" is "joko widodo", "Komisi Pemberantasan Korupsi" is "kpk".
 * @returns "" for a name without letters
 */
export function newsmakerKey(kind: "person" | "organisation", name: string): string {
  const plain = joinLetters(
    foldText(name)
      .replace(/,.*$/su, "")
      .replace(/\([^)]*\)/gu, " ")
      .replace(/['’‘`]/gu, "")
      .replace(/[^\p{L}\p{N}&@]+/gu, " ")
      .trim(),
  ).slice(0, longestKey);
  if (kind === "organisation") {
    const body = plain.replace(/^(?:pt|cv|partai) (?=\S)/u, "").replace(/ (?:tbk|ri|persero)$/u, "");
    return BODY_NAMES.get(body) ?? body;
  }
  const bare = plain.replace(ADDRESSES, "");
  return NICKNAMES.get(bare) ?? bare;
}

/** "b j habibie" is written "bj habibie". */
const joinLetters = (words: string): string => words.replace(/(?<=(?:^| )\p{L}) (?=\p{L}(?: |$))/gu, "");

export type Initials = {
  /** "b j habibie": the letters before the last name, and the last name. */
  initials: string;
  /** Whether the name itself has letters in the place of names: "BJ Habibie". */
  isShort: boolean;
};

const SHORTEST_LAST_NAME = 4;
const MOST_LETTERS = 3;

/** What a person's full name and the one with initials have in common; undefined for names that have no such form. */
export function initialsOf(key: string): Initials | undefined {
  const words = key.split(" ");
  const last = words.at(-1) ?? "";
  if (words.length < 2 || last.length < SHORTEST_LAST_NAME) return undefined;
  const before = words.slice(0, -1);
  const isShort = before.some((word) => word.length <= MOST_LETTERS && !/[aiueo]/u.test(word));
  const letters = before.flatMap((word) =>
    word.length <= MOST_LETTERS && !/[aiueo]/u.test(word) ? [...word] : [word.charAt(0)],
  );
  return { initials: `${letters.join(" ")} ${last}`, isShort };
}
