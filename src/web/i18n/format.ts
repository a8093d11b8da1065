import { type Locale, type Zone, zones } from "#shared/ids.ts";

/**
 * Numbers, dates and times as Indonesian (or British English) readers write them: 1.204 · 1,91 · 60% · 14.20 WIB ·
 * "Selasa, 17 Maret 2026". Times take a dot in both languages, as the desk's voice does.
 */
export type Format = ReturnType<typeof formatFor>;

const tags: Record<Locale, string> = { id: "id-ID", en: "en-GB" };
const minus = (text: string): string => text.replace(/^-/, "−");

const byteUnits = ["B", "kB", "MB", "GB", "TB"];

/** The formatters for one language and one office zone. All instants are ISO 8601 strings or epoch milliseconds. */
export function formatFor(locale: Locale, zone: Zone) {
  const tag = tags[locale];
  const date = (options: Intl.DateTimeFormatOptions) => {
    const intl = new Intl.DateTimeFormat(tag, { timeZone: zone, ...options });
    return (instant: string | number): string => intl.format(new Date(instant));
  };
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 });
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
  const compact = new Intl.NumberFormat(tag, { notation: "compact", maximumFractionDigits: 1 });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  const clock = date({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const clockSeconds = date({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const shortDay = date({ day: "numeric", month: "short" });
  const shortDate = date({ day: "numeric", month: "short", year: "numeric" });
  const longDate = date({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const mediumDate = date({ weekday: "long", day: "numeric", month: "short", year: "numeric" });
  const isoDay = new Intl.DateTimeFormat("en-CA", { timeZone: zone });
  const dots = (text: string): string => text.replaceAll(":", ".");
  const time = (instant: string | number): string => dots(clock(instant));
  const day = (instant: string | number): string => isoDay.format(new Date(instant));
  const zoneName = zones[zone];

  return {
    locale,
    zone,
    zoneName,
    /** 1.204 or 1,91 */
    number: (value: number): string => minus(number.format(value)),
    /** 1.204, no decimals */
    whole: (value: number): string => minus(whole.format(value)),
    /** 0.6 → 60%, and what is there but rounds to nothing → <1% */
    percent: (share: number): string =>
      share > 0 && share < 0.005 ? `<${percent.format(0.01)}` : minus(percent.format(share)),
    /** 12,4 rb / 12.4K */
    compact: (value: number): string => minus(compact.format(value)),
    /** 1.500–1.950; a range of one number is that number */
    range: (low: number, high: number): string =>
      low === high ? minus(whole.format(low)) : `${minus(whole.format(low))}–${minus(whole.format(high))}`,
    /** 3,4 MB (decimal units) */
    bytes: (bytes: number): string => {
      const step = bytes < 1000 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes) / 3));
      const digits = new Intl.NumberFormat(tag, { maximumFractionDigits: step < 2 ? 0 : 1 });
      return `${digits.format(bytes / 1000 ** step)} ${byteUnits[step] ?? "B"}`;
    },
    /** 14.20 */
    time,
    /** 14.20 WIB */
    timeZoned: (instant: string | number): string => `${time(instant)} ${zoneName}`,
    /** 14.20.08 */
    timeSeconds: (instant: string | number): string => dots(clockSeconds(instant)),
    /** 17 Mar */
    dayShort: shortDay,
    /** 17 Mar 2026 */
    dateShort: shortDate,
    /** Selasa, 17 Mar 2026 */
    dateMedium: mediumDate,
    /** Selasa, 17 Maret 2026 */
    dateLong: longDate,
    /** 17 Mar 2026, 14.20 */
    dateTime: (instant: string | number): string => `${shortDate(instant)}, ${time(instant)}`,
    /** 2026-03-17 in the office's zone: for grouping by day and for date inputs */
    isoDay: day,
    /** 14.20 on the day of `now`, else 17 Mar, else 17 Mar 2026: how a list shows when something happened */
    brief: (instant: string | number, now: string | number): string => {
      const [then, today] = [day(instant), day(now)];
      if (then === today) return time(instant);
      return then.slice(0, 4) === today.slice(0, 4) ? shortDay(instant) : shortDate(instant);
    },
    /** "3 menit yang lalu", "dalam 2 jam" */
    ago: (instant: string | number, now: string | number): string => {
      const seconds = (new Date(instant).getTime() - new Date(now).getTime()) / 1000;
      const steps = [
        ["day", 86_400],
        ["hour", 3600],
        ["minute", 60],
      ] as const;
      const step = steps.find(([, size]) => Math.abs(seconds) >= size);
      return step === undefined
        ? relative.format(0, "minute")
        : relative.format(Math.trunc(seconds / step[1]), step[0]);
    },
    /** "3 j 10 m", "47 dtk": a length of time in seconds, two units at most */
    duration: (seconds: number): string => {
      const names = locale === "id" ? ["h", "j", "m", "dtk"] : ["d", "h", "m", "s"];
      const total = Math.max(0, Math.round(seconds));
      const parts = [
        Math.floor(total / 86_400),
        Math.floor((total % 86_400) / 3600),
        Math.floor((total % 3600) / 60),
        total % 60,
      ];
      const first = parts.findIndex((part) => part > 0);
      if (first < 0) return `0 ${names[3]}`;
      return parts
        .slice(first, first + 2)
        .map((part, index) => (part > 0 ? `${part} ${names[first + index]}` : ""))
        .filter((text) => text !== "")
        .join(" ");
    },
    /** "a, b, dan c" */
    list: (items: readonly string[]): string =>
      new Intl.ListFormat(tag, { type: "conjunction" }).format(items),
  };
}
