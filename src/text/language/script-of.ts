import type { Language } from "./languages.ts";

/** Scripts by ISO 15924 code, the stretches of code points they fill, and the language where only one uses them here. */
const SCRIPTS: readonly (readonly [script: string, from: number, to: number, language?: Language])[] = [
  ["Latn", 0x0041, 0x024f],
  ["Grek", 0x0370, 0x03ff],
  ["Cyrl", 0x0400, 0x052f],
  ["Armn", 0x0530, 0x058f],
  ["Hebr", 0x0590, 0x05ff],
  ["Arab", 0x0600, 0x08ff],
  ["Deva", 0x0900, 0x097f],
  ["Beng", 0x0980, 0x09ff],
  ["Taml", 0x0b80, 0x0bff],
  ["Thai", 0x0e00, 0x0e7f],
  ["Laoo", 0x0e80, 0x0eff],
  ["Mymr", 0x1000, 0x109f],
  ["Geor", 0x10a0, 0x10ff],
  ["Hang", 0x1100, 0x11ff],
  ["Ethi", 0x1200, 0x139f],
  ["Khmr", 0x1780, 0x17ff],
  ["Bugi", 0x1a00, 0x1a1f, "bug"],
  ["Bali", 0x1b00, 0x1b7f, "ban"],
  ["Sund", 0x1b80, 0x1bbf, "su"],
  ["Batk", 0x1bc0, 0x1bff, "bbc"],
  ["Latn", 0x1d00, 0x1eff],
  ["Grek", 0x1f00, 0x1fff],
  ["Hira", 0x3040, 0x309f],
  ["Kana", 0x30a0, 0x30ff],
  ["Hang", 0x3130, 0x318f],
  ["Hani", 0x2e80, 0x9fff],
  ["Java", 0xa980, 0xa9df, "jv"],
  ["Hang", 0xac00, 0xd7ff],
  ["Hani", 0xf900, 0xfaff],
  ["Arab", 0xfb50, 0xfeff],
  ["Latn", 0xff21, 0xff5a],
  ["Kana", 0xff66, 0xff9f],
  ["Hani", 0x20000, 0x3ffff],
];

const UNKNOWN = { script: "Zyyy", language: undefined } as const;

/** The script of a letter, and the language where the script has but one of ours. "Zyyy" (ISO 15924) is undetermined. */
export function scriptOf(codePoint: number): { script: string; language: Language | undefined } {
  for (const [script, from, to, language] of SCRIPTS)
    if (codePoint >= from && codePoint <= to) return { script, language };
  return UNKNOWN;
}
