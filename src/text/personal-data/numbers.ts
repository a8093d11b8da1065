import { type DigitGroup, type JoinedNumber, joinedNumber } from "./digit-groups.ts";
import type { PersonalData, PersonalDataKind } from "./finding.ts";

/** Codes of the 38 provinces (Kepmendagri 300.2.2-2138/2025), and 54 of cards issued in East Timor. */
const PROVINCES = new Set(
  "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 54 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96".split(
    " ",
  ),
);
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Whether sixteen digits can be a population identity number (NIK): province, regency and district codes, then day,
 * month and year of birth, where women have 40 added to the day, then a serial number from 0001
 * (PP 40/2019, article 33 and its explanation). Family card numbers are built alike, with the date of issue.
 */
export function isNationalId(digits: string): boolean {
  if (digits.length !== 16 || !PROVINCES.has(digits.slice(0, 2))) return false;
  const [regency, district] = [digits.slice(2, 4), digits.slice(4, 6)];
  if (regency === "00" || district === "00" || digits.endsWith("0000")) return false;
  const written = Number(digits.slice(6, 8));
  const day = written > 40 ? written - 40 : written;
  const daysOfMonth = DAYS_IN_MONTH[Number(digits.slice(8, 10)) - 1];
  return daysOfMonth !== undefined && day >= 1 && day <= daysOfMonth;
}

/** Mobile numbers begin with 08 and a digit from 1, area codes with another digit; toll-free numbers are nobody's own. */
const MOBILE = /^(?:0|62|0062)8[1-9]\d{7,10}$/;
const LANDLINE = /^(?:0|62|0062)[2-79]\d{7,10}$/;
const FULL_TAX_ID = /^\d{2}\.\d{3}\.\d{3}\.\d[-.]\d{3}\.\d{3}$/;

/** Whether a text ends with one of some words and at most `between` more units, none of them a digit. */
const endsWith = (words: string, between: number): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}\u2060])(?:${words})(?![\\p{L}\\u2060])[^\\n\\d]{0,${between}}$`, "iu");
const CALLING = "telp|telepon|telpon|tlp|phone|hp|handphone|wa|whatsapp|hubungi|hub|kontak|cp|call|sms";
/** Before a number without an area code, which could be any other number; and before one with it. */
const PHONE_WORDS = endsWith(CALLING, 4);
const LANDLINE_WORDS = endsWith(`${CALLING}|nomor|no`, 30);
const BANKS =
  "bca|bri|bni|btn|bsi|mandiri|cimb|danamon|permata|bjb|bank jatim|bank dki|muamalat|seabank|bank jago|dana|ovo|gopay";
const ACCOUNT_WORDS = endsWith(`rek|rekening|norek|va|virtual account|${BANKS}`, 24);
const SENDING = endsWith("transfer|tf|kirim|setor|bayar", 16);
const BANK_AFTER = new RegExp(`^[ ,(]{1,3}(?:bank )?(?:${BANKS})(?![\\p{L}\\u2060])`, "iu");
/** Amounts in thousands, one or several: "32.588.888", "14.042 14.024". */
const AMOUNTS = /^\d{1,3}(?:\.\d{3})+(?:[ -]\d{1,3}(?:\.\d{3})+)*$/;
const CARD_WORDS = endsWith("nik|ktp|kk|kartu keluarga", 32);
const TAX_WORDS = endsWith("npwp", 24);
const lookedBack = 40;

type Shape = {
  kind: PersonalDataKind;
  mostDigits: number;
  /** Whether digits can be such a number, given the words on both sides and how it is written. */
  accepts: (digits: string, before: string, written: string, after: string) => boolean;
  proves: (digits: string, before: string) => boolean;
};

const hasCountryCode = (before: string): boolean => /\+ ?$/.test(before);

/** In the order in which they are tried: what proves itself comes before what needs words beside it. */
const SHAPES: readonly Shape[] = [
  {
    kind: "nationalId",
    mostDigits: 16,
    accepts: (digits, before) => digits.length === 16 && (isNationalId(digits) || CARD_WORDS.test(before)),
    proves: isNationalId,
  },
  {
    kind: "account",
    mostDigits: 18,
    accepts: (digits, before, written, after) =>
      digits.length >= 8 &&
      !AMOUNTS.test(written) &&
      (ACCOUNT_WORDS.test(before) || (SENDING.test(before) && BANK_AFTER.test(after))),
    proves: () => false,
  },
  {
    kind: "phone",
    mostDigits: 15,
    accepts: (digits, before) => {
      if (hasCountryCode(before)) return digits.length >= 8 && !digits.startsWith("0");
      if (MOBILE.test(digits)) return true;
      if (LANDLINE.test(digits))
        return LANDLINE_WORDS.test(before) || /\( ?$/.test(before) || digits.startsWith("62");
      return PHONE_WORDS.test(before) && digits.length >= 7 && digits.length <= 12 && /^[2-9]/.test(digits);
    },
    proves: (digits, before) => hasCountryCode(before) || MOBILE.test(digits),
  },
];

/** Personal numbers of a text of plain units: identity, tax, account and telephone numbers. */
export function findNumbers(plain: string, groups: readonly DigitGroup[]): PersonalData[] {
  const found: PersonalData[] = [];
  for (let index = 0; index < groups.length; ) {
    const hit = readNumber(plain, groups, index);
    if (hit) found.push(hit.finding);
    index += hit?.count ?? 1;
  }
  return found;
}

function readNumber(
  plain: string,
  groups: readonly DigitGroup[],
  index: number,
): { finding: PersonalData; count: number } | null {
  const start = groups[index]?.start ?? 0;
  const before = plain.slice(Math.max(0, start - lookedBack), start);
  const taxId = readTaxId(plain, groups, index, before);
  if (taxId) return toHit("taxId", taxId, start, true);
  for (const { kind, mostDigits, accepts, proves } of SHAPES) {
    const number = joinedNumber(plain, groups, index, mostDigits, (digits, written) =>
      accepts(
        digits,
        before,
        written,
        plain.slice(start + written.length, start + written.length + lookedBack),
      ),
    );
    if (!number) continue;
    // A bracket before it is of the number when it closes in it: "(031) 5345689", not "(0812 3456 7890)".
    const opening = plain.slice(start, number.end).includes(")") ? /[+(] ?$/ : /\+ ?$/;
    const sign = kind === "phone" ? (opening.exec(before)?.[0].length ?? 0) : 0;
    return toHit(kind, number, start - sign, proves(number.digits, before));
  }
  return null;
}

/** Fifteen digits as 01.234.567.8-901.234; since 2024 a person's tax number is the NIK (PMK 112/2022). */
function readTaxId(
  plain: string,
  groups: readonly DigitGroup[],
  index: number,
  before: string,
): JoinedNumber | null {
  return joinedNumber(
    plain,
    groups,
    index,
    15,
    (digits, written) => digits.length === 15 && (FULL_TAX_ID.test(written) || TAX_WORDS.test(before)),
  );
}

const toHit = (kind: PersonalDataKind, { end, count }: JoinedNumber, start: number, isCertain: boolean) => ({
  finding: { kind, start, end, isCertain },
  count,
});
