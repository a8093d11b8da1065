import type { PersonalData } from "./finding.ts";

/** Letters before the number on a plate, one for each area of registration (Perpol 7/2021). */
const AREAS = new Set(
  "A AA AB AD AE AG B BA BB BD BE BG BH BK BL BM BN BP D DA DB DC DD DE DG DH DK DL DM DN DP DR DS DT DW E EA EB ED F G H K KB KH KT KU L M N P PA PB PG PS PT R S T W Z".split(
    " ",
  ),
);
const PLATE =
  /(?<![\p{L}\p{N}\u2060])([A-Za-z]{1,2})([ -]?)([1-9]\d{0,3})([ -]?)([A-Za-z]{1,3})(?![\p{L}\p{N}\u2060])/gu;
const PLATE_WORDS =
  /(?<![\p{L}\u2060])(?:nopol|plat|plat nomor|no\.? ?pol(?:isi)?|nomor polisi|bernopol)(?![\p{L}\u2060])[^\n\d]{0,12}$/iu;

/** "B2B", "P3K", "F-35A" and "A 45 S" are no plates unless a word says so; "L1234AB" and "B 12 DP" are. */
const isFullPlate = (number: string, series: string, before: string, after: string): boolean =>
  number.length >= 2 && number.length + series.length >= 4 && before === after;

/** Licence plates; in small letters only after a word that announces one ("plat b 1234 xyz"). */
export function findPlates(plain: string): PersonalData[] {
  const found: PersonalData[] = [];
  for (const match of plain.matchAll(PLATE)) {
    const [written, area = "", before = "", number = "", after = "", series = ""] = match;
    const isNamed = PLATE_WORDS.test(plain.slice(Math.max(0, match.index - 24), match.index));
    const isUpper = area === area.toUpperCase() && series === series.toUpperCase();
    if (
      !AREAS.has(area.toUpperCase()) ||
      !(isNamed || (isUpper && isFullPlate(number, series, before, after)))
    )
      continue;
    found.push({ kind: "plate", start: match.index, end: match.index + written.length, isCertain: isNamed });
  }
  return found;
}

const COORDINATES =
  /(?<![\d.])-?(\d{1,2}\.\d{4,15})\u2060* {0,2}[,; ]\u2060* {0,2}-?(\d{2,3}\.\d{4,15})(?![\d.])/g;
const SEXAGESIMAL =
  /(?<!\d)\d{1,2}° ?\d{1,2}['’′] ?\d{1,2}(?:[.,]\d{1,4})?["”″] ?(?:[NSU]|LS|LU)[ ,;]{0,3}\d{1,3}° ?\d{1,2}['’′] ?\d{1,2}(?:[.,]\d{1,4})?["”″] ?(?:[EWT]|BT|BB)(?![a-z])/gi;

/** Exact positions: coordinates with four decimals or more (about ten metres), or with seconds. */
export function findPositions(plain: string): PersonalData[] {
  const decimal = Array.from(plain.matchAll(COORDINATES)).filter(
    ([, latitude, longitude]) => Number(latitude) <= 90 && Number(longitude) <= 180,
  );
  return [...decimal, ...plain.matchAll(SEXAGESIMAL)].map(({ 0: written, index }) => ({
    kind: "position",
    start: index,
    end: index + written.length,
    isCertain: true,
  }));
}

const longestLocal = 64;
const longestHost = 253;
const LOCAL = /[\w.%+-]/;
const HOST = /[A-Za-z0-9.-]/;

/**
 * E-mail addresses, also those written with "(at)" or with spaces on both sides of the sign; with one before it alone it is
 * the name of an account ("akun @kota.kita").
 */
export function findEmails(plain: string): PersonalData[] {
  const found: PersonalData[] = [];
  for (const { 0: sign, index } of plain.matchAll(/ ?(?:@|\((?:at|et)\)|\[(?:at|et)\]) ?/gi)) {
    if (sign === " @") continue;
    let start = index;
    while (start > 0 && index - start < longestLocal && LOCAL.test(plain.charAt(start - 1))) start -= 1;
    const from = index + sign.length;
    let end = from;
    while (end < plain.length && end - from < longestHost && HOST.test(plain.charAt(end))) end += 1;
    while (end > from && /[.-]/.test(plain.charAt(end - 1))) end -= 1;
    const isHost = /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}$/.test(plain.slice(from, end));
    if (start < index && isHost) found.push({ kind: "email", start, end, isCertain: true });
  }
  return found;
}
