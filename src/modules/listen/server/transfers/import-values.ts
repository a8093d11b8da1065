import { canonicalUrl } from "#connectors/page/canonical-url.ts";
import { parseIndonesianDate } from "#connectors/page/indonesian-date.ts";
import type { Channel } from "../../contract/mentions.ts";
import type { RefusalKey } from "../../contract/refusal-keys.ts";
import { channelWords, emptyWords, languageWords } from "./import-words.ts";

/** Why a cell cannot be read. */
export class Refused {
  readonly key: RefusalKey;
  constructor(key: RefusalKey) {
    this.key = key;
  }
}

const refused = (key: RefusalKey): Refused => new Refused(key);

export type ImportZone = "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura" | "UTC";
export type DateOrder = "dmy" | "mdy";
export type ImportedDate = { at: Date; precision: "minute" | "day" };

const dayMs = 86_400_000;
const zoneMinutes: Readonly<Record<ImportZone, number>> = {
  "Asia/Jakarta": 420,
  "Asia/Makassar": 480,
  "Asia/Jayapura": 540,
  UTC: 0,
};
/** Longer cells are sentences that happen to hold a date. */
const longestDate = 60;
const latestAheadMs = 2 * dayMs;
const earliestMs = Date.UTC(1900, 0, 1);

/** The name of a zone as settings and people write it, or undefined. */
export function readZone(text: string): ImportZone | undefined {
  const names: Readonly<Record<string, ImportZone>> = {
    WIB: "Asia/Jakarta",
    WITA: "Asia/Makassar",
    WIT: "Asia/Jayapura",
    GMT: "UTC",
    UTC: "UTC",
  };
  const found = names[text.trim().toUpperCase()];
  if (found !== undefined) return found;
  return text in zoneMinutes ? (text as ImportZone) : undefined;
}

export const isEmptyCell = (cell: string): boolean => {
  const text = cell.trim();
  return text === "" || (text.length <= 10 && emptyWords.has(text.toLowerCase()));
};

/** Lower case without anything but letters and digits, for comparing names. */
export const bareWord = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

const isoLike =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/;
const numericDay = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;

/**
 * Reads a time: ISO 8601, numbers of Excel days (1 = 1 January 1900), seconds or milliseconds since 1970, `20250618`,
 * day/month/year as written here, and Indonesian or English words. Numbers are day/month in the order told, never the
 * other one where the first is impossible: in one file both would be meant the same way.
 * @param now what the future is measured from
 */
export function readDate(
  cell: string,
  { zone, order, now }: { zone: ImportZone; order: DateOrder; now: Date },
): ImportedDate | Refused {
  const text = cell.trim();
  if (text.length > longestDate) return refused("date_unreadable");
  const read = readIso(text, zone) ?? readNumber(text, zone) ?? readWords(text, zone, order);
  if (read === undefined || Number.isNaN(read.at.getTime())) return refused("date_unreadable");
  const ms = read.at.getTime();
  if (ms > now.getTime() + latestAheadMs) return refused("date_future");
  return ms < earliestMs || ms === 0 ? refused("date_implausible") : read;
}

function instantOf(
  [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: readonly number[],
  offsetMin: number,
): Date {
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const at = new Date(ms);
  const isReal =
    at.getUTCFullYear() === year &&
    at.getUTCMonth() === month - 1 &&
    at.getUTCDate() === day &&
    hour < 24 &&
    minute < 60;
  return isReal ? new Date(ms - offsetMin * 60_000) : new Date(Number.NaN);
}

function readIso(text: string, zone: ImportZone): ImportedDate | undefined {
  const match = isoLike.exec(text);
  if (match === null) return undefined;
  const parts = match.slice(1, 7).map((part) => Number(part ?? 0));
  const offset = offsetOf(match[7]) ?? zoneMinutes[zone];
  return { at: instantOf(parts, offset), precision: match[4] === undefined ? "day" : "minute" };
}

function offsetOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[+-]/.test(text)) return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith("-") ? -minutes : minutes;
}

/** 20 October 1954 to 2064 as days of Excel; later than 1980 as seconds: the ranges do not meet. */
function readNumber(text: string, zone: ImportZone): ImportedDate | undefined {
  if (!/^\d+([.,]\d+)?$/.test(text)) return undefined;
  const number = Number(text.replace(",", "."));
  if (number >= 20_000 && number < 60_000) {
    const ms = Math.round((number * dayMs) / 1000) * 1000 + Date.UTC(1899, 11, 30);
    return {
      at: new Date(ms - zoneMinutes[zone] * 60_000),
      precision: Number.isInteger(number) ? "day" : "minute",
    };
  }
  if (/^(19|20)\d{6}$/.test(text))
    return {
      at: instantOf([text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)].map(Number), zoneMinutes[zone]),
      precision: "day",
    };
  if (number === 0) return { at: new Date(0), precision: "minute" };
  if (number >= 315_532_800 && number < 4_102_444_800)
    return { at: new Date(number * 1000), precision: "minute" };
  if (number >= 315_532_800_000 && number < 4_102_444_800_000)
    return { at: new Date(number), precision: "minute" };
  return undefined;
}

function readWords(text: string, zone: ImportZone, order: DateOrder): ImportedDate | undefined {
  const numeric = numericDay.exec(text);
  let line = text;
  if (numeric !== null) {
    const [whole, first = "", , second = "", year = ""] = numeric;
    const [day, month] = order === "dmy" ? [first, second] : [second, first];
    if (Number(month) > 12) return undefined;
    const short = Number(year);
    const fullYear = year.length === 2 ? short + (short < 70 ? 2000 : 1900) : short;
    if (Number.isNaN(instantOf([fullYear, Number(month), Number(day)], 0).getTime())) return undefined;
    line = `${fullYear}-${month.padStart(2, "0")}-${day.padStart(2, "0")}${text.slice(whole.length)}`;
  }
  const parsed = parseIndonesianDate(line, { zone });
  return parsed && { at: parsed.at, precision: parsed.precision === "day" ? "day" : "minute" };
}

/** A count such as `1.234`, `1,2 rb`, `3,4K`, `2 juta`. */
export function readCount(cell: string): number | Refused {
  const match = /^\+?(\d[\d.,\s]*)\s*(rb|ribu|k|jt|juta|m|mio|b|miliar)?\.?$/i.exec(cell.trim());
  if (match === null) return refused("number_unreadable");
  const [, digits = "", unit = ""] = match;
  const factor =
    { rb: 1e3, ribu: 1e3, k: 1e3, jt: 1e6, juta: 1e6, m: 1e6, mio: 1e6, b: 1e9, miliar: 1e9 }[
      unit.toLowerCase()
    ] ?? 1;
  const bare = digits.replace(/\s/g, "");
  // Three digits behind every mark are thousands; otherwise the last mark is the decimal one.
  const isGrouped = /^\d{1,3}([.,]\d{3})+$/.test(bare) && factor === 1;
  const number = isGrouped
    ? Number(bare.replace(/[.,]/g, ""))
    : Number(bare.replace(/[.,](?=.*[.,])/g, "").replace(",", "."));
  const count = Math.round(number * factor);
  return Number.isSafeInteger(count) ? count : refused("number_unreadable");
}

export function readUrl(cell: string): string | Refused {
  const text = cell.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = canonicalUrl(address);
  return url === undefined || !/^https?:\/\/[^/]*\.[^/]+/.test(url) || /\s/.test(text)
    ? refused("url_unreadable")
    : url;
}

const channels = new Map(
  Object.entries(channelWords).flatMap(([channel, words]) =>
    words.map((word) => [word, channel as Channel] as const),
  ),
);

export const readChannel = (cell: string): Channel | Refused =>
  channels.get(bareWord(cell)) ?? refused("channel_unknown");

export function readLanguage(cell: string): string | Refused {
  const word = bareWord(cell.split(/[-_]/)[0] ?? "");
  return (
    languageWords[bareWord(cell)] ??
    languageWords[word] ??
    (/^[a-z]{2,3}$/.test(word) ? word : refused("language_unknown"))
  );
}

/** Ids as they stand; a number that a spreadsheet has rounded names somebody else's item. */
export function readId(cell: string): string | Refused {
  const text = cell.trim();
  if (/^\d([.,]\d+)?e\+?\d+$/i.test(text)) return refused("id_rounded");
  return text.length > 500 ? refused("value_too_long") : text;
}
