import type { PersonalData } from "./finding.ts";

/** What begins a street or a housing estate. */
const HEAD =
  /(?<![\p{L}\d])(?:jl|jln|jalan|gg|gang|perum|perumahan|komplek|kompleks|komp|apartemen|apt|dusun|dsn|kampung|kp|blok)\b\.?/giu;
/** Parts of an address that lead to a door. */
const PART =
  /^[\s,./-]{0,3}(?:(?:no|nomor|nmr)[.:]? ?\d{1,4} ?[a-z]?(?![a-z0-9])|blok ?[a-z]{1,2}[ .-]?\d{0,3}[a-z]?(?![a-z0-9])|rt[.:/ ]{0,2}\d{1,3}|rw[.:/ ]{0,2}\d{1,3}|rt[ .]?\/[ .]?rw[.:/ ]{0,2}\d{1,3}|\/ ?\d{1,3}(?!\d)|lantai ?\d{1,3}|kav(?:ling|eling)?[. ]{0,2}\d{1,4})/iu;
/** Parts that say where the street is; alone they lead to nobody. */
const AREA = /^[\s,./-]{0,3}(?:kel|kelurahan|kec|kecamatan|desa|ds)[. ]{1,2}\p{L}{3,24}/iu;
const NAME_WORD = /^[\s.]{0,2}\p{L}[\p{L}.'-]{0,24}/u;
const HOUSE_NUMBER = /^ (?!(?:19|20)\d\d\b)\d{1,4} ?[a-z]?(?![\p{L}\d.,:°%])/iu;
/** What makes the number after a street's name something else than a house. */
const MEASURE =
  /^ \d{1,4} ?(?:jam|menit|hari|minggu|bulan|tahun|km|kilo|meter|m|orang|kali|unit|titik|persen|ribu|juta|wib|wita|wit|ruas|arah|jalur|lajur|lapis)\b/i;
/** What no street is called: "lampu jalan mati di depan Jl. Melati No. 12" has its address further on. */
const NO_NAME =
  /^[\s.]*(?:di|ke|dari|pada|yang|dan|atau|itu|ini|ada|tidak|belum|sudah|depan|dekat|sekitar|sampai|sejak|karena|untuk|rusak|mati|macet|berlubang|ditutup|banjir|amblas|gelap|dengan|sepanjang|sebesar|tol|ditata|jl|jln|jalan)\b/i;
/** An estate or a gang of so many words at most. */
const mostNameWords = 5;
const RT_RW = /(?<![\p{L}\d])rt[.:/ ]{0,2}\d{1,3}[\s,./-]{0,3}rw[.:/ ]{0,2}\d{1,3}/giu;

/**
 * Addresses that lead to a door: a street or an estate with a number, a block or a neighbourhood (RT/RW). A street alone
 * ("Jalan Ahmad Yani macet") is a place and nobody's address.
 */
export function findAddresses(plain: string): PersonalData[] {
  const found: PersonalData[] = [];
  let passed = 0;
  for (const { 0: head, index } of plain.matchAll(HEAD)) {
    if (index < passed) continue;
    const end = addressEnd(plain, index + head.length, head);
    if (end === null) continue;
    found.push({ kind: "address", start: index, end, isCertain: false });
    passed = end;
  }
  for (const { 0: written, index } of plain.matchAll(RT_RW))
    found.push({ kind: "address", start: index, end: index + written.length, isCertain: false });
  return found;
}

/** Where the address that begins before `from` ends; null when nothing in it leads to a door. */
function addressEnd(plain: string, from: number, head: string): number | null {
  const isBlock = /^blok/i.test(head);
  let at = from;
  let end: number | null = null;
  for (let words = 0; words <= mostNameWords; ) {
    const rest = plain.slice(at, at + 60);
    const part =
      PART.exec(rest)?.[0] ??
      (isBlock && words === 0 ? /^ ?[a-z]{1,2}[ .-]?\d{1,3}/i.exec(rest)?.[0] : undefined);
    const house = words > 0 && !MEASURE.test(rest) ? HOUSE_NUMBER.exec(rest)?.[0] : undefined;
    const leading = part ?? house;
    if (leading !== undefined) {
      at += leading.length;
      end = at;
      words = Math.max(words, 1);
      continue;
    }
    const area = AREA.exec(rest)?.[0];
    if (area !== undefined) {
      at += area.length;
      if (end !== null) end = at;
      words += 1;
      continue;
    }
    // After the door only further parts belong to the address.
    if (end !== null) break;
    const word = NAME_WORD.exec(rest)?.[0];
    if (word === undefined || /^[\s.]*km\b/i.test(word) || NO_NAME.test(word)) break;
    at += word.length;
    words += 1;
  }
  return end;
}
