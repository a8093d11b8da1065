import type { Reading } from "../read/reading.ts";

/** Words that promise instead of saying; where a headline begins with one, it tells the least. */
const BAIT_FIRST = new Set(
  `ini inilah begini beginilah viral heboh wow duh waduh astaga terungkap ternyata simak cek intip yuk catat jangan wajib
  kenapa mengapa siapa bagaimana benarkah apakah adakah mungkinkah bikin geger miris ngeri gila terkuak populer top foto
  video link live streaming jadwal prediksi profil mengenal mengintip menengok hot opini kolom editorial`.split(
    /\s+/,
  ),
);
/** Words that promise wherever they stand. */
const BAIT = new Set(
  "ini inilah begini ternyata streaming alasannya penyebabnya faktanya potretnya penampakannya isinya simak intip bikin".split(
    " ",
  ),
);
/** "5 Fakta …": a list, not an event. */
const LISTED =
  /^\s*\d+\s+(?:fakta|alasan|cara|tips|hal|potret|foto|momen|manfaat|penyebab|gaya|kata|pesan|cerita|kisah|artis)/iu;

/** How much a headline promises instead of saying what happened, 0 to 1. */
export function headlineBait({ text, tokens }: Reading): number {
  let bait = 0;
  const words = tokens.filter(({ kind }) => kind === "word");
  const [first] = words;
  if (first && BAIT_FIRST.has(first.word.exact)) bait += 0.5;
  if (words.slice(1).some(({ word }) => BAIT.has(word.exact))) bait += 0.3;
  if (LISTED.test(text)) bait += 0.5;
  if (text.includes("?")) bait += 0.4;
  if (/(?:\.\.\.|…)\s*$/u.test(text)) bait += 0.4;
  // "Wali Kota: Kami Sudah Bekerja": what somebody said of it, not it.
  if (/:\s/u.test(text)) bait += 0.3;
  if (text.startsWith("[")) bait += 0.5;
  return Math.min(1, bait);
}
