const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const IMF_FIXDATE = /^[a-z]{3}, (\d{2}) ([a-z]{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) gmt$/;
const RFC_850 = /^[a-z]{6,9}, (\d{2})-([a-z]{3})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) gmt$/;
const ASCTIME = /^[a-z]{3} ([a-z]{3}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/;

/** No server gets to silence us for longer than this; the caller's own interval is usually shorter still. */
const LONGEST_WAIT_MS = 30 * 24 * 3_600_000;

/**
 * Reads `Retry-After` (RFC 9110 §10.2.3): whole seconds, or an HTTP date in any of the three forms of §5.6.7.
 * @returns milliseconds from `now`, never negative, at most 30 days; undefined when the value is neither.
 */
export function parseRetryAfter(value: string | undefined, now: Date): number | undefined {
  const text = value?.trim().toLowerCase();
  if (text === undefined || text === "") return undefined;
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1_000, LONGEST_WAIT_MS);
  const at = parseHttpDate(text, now);
  return at === undefined ? undefined : Math.min(Math.max(at - now.getTime(), 0), LONGEST_WAIT_MS);
}

function parseHttpDate(text: string, now: Date): number | undefined {
  const imf = IMF_FIXDATE.exec(text);
  if (imf !== null) return instant(imf[3], imf[2], imf[1], imf.slice(4));
  const rfc850 = RFC_850.exec(text);
  if (rfc850 !== null) {
    // Two-digit years more than 50 years ahead belong to the past century (RFC 9110 §5.6.7).
    const century = Math.floor(now.getUTCFullYear() / 100) * 100;
    const year = century + Number(rfc850[3]);
    const adjusted = year > now.getUTCFullYear() + 50 ? year - 100 : year;
    return instant(String(adjusted), rfc850[2], rfc850[1], rfc850.slice(4));
  }
  const asctime = ASCTIME.exec(text);
  if (asctime !== null) return instant(asctime[6], asctime[1], asctime[2], asctime.slice(3, 6));
  return undefined;
}

function instant(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  time: readonly string[],
): number | undefined {
  const monthIndex = MONTHS.indexOf(month ?? "");
  if (monthIndex === -1) return undefined;
  const [hours, minutes, seconds] = time.map(Number);
  const ms = Date.UTC(Number(year), monthIndex, Number(day), hours, minutes, seconds);
  return Number.isNaN(ms) ? undefined : ms;
}
