import type { Translate } from "#platform/i18n/translator.ts";
import { type Locale, type Zone, zones } from "#shared/ids.ts";
import type { BriefSide } from "./brief-sides.ts";

/** How a brief speaks: words, numbers and times in the reader's language and the office's zone. */
export type BriefVoice = {
  say(key: string, values?: Record<string, string | number>): string;
  whole(count: number): string;
  /** A share as whole hundredths: 13%. */
  percent(share: number): string;
  /** 12 Sep, 06.30 */
  moment(at: Date): string;
  /** A period: whole days as days, anything else with its minutes. */
  period(side: Pick<BriefSide, "from" | "until">): string;
  format(at: Date, options: Intl.DateTimeFormatOptions): string;
};

/** @param translate the server's messages, where those of briefs begin with `brief.` */
export function makeBriefVoice({
  translate,
  language,
  zone,
}: {
  translate: Translate;
  language: Locale;
  zone: Zone;
}): BriefVoice {
  const tongue = language === "id" ? "id-ID" : "en-GB";
  const format = (at: Date, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(tongue, { timeZone: zone, ...options }).format(at);
  const day = (at: Date): string => format(at, { day: "numeric", month: "short" });
  const clock = (at: Date): string => format(at, { hour: "2-digit", minute: "2-digit" });
  const moment = (at: Date): string => `${day(at)}, ${clock(at)}`;
  const isMidnight = (at: Date): boolean =>
    format(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).replace(/\D/g, "") === "0000";
  return {
    say: (key, values = {}) => translate(language, `brief.${key}`, values),
    whole: (count) => new Intl.NumberFormat(tongue).format(count),
    percent: (share) =>
      new Intl.NumberFormat(tongue, { style: "percent", maximumFractionDigits: 0 }).format(share),
    moment,
    period({ from, until }) {
      if (!isMidnight(from) || !isMidnight(until)) return `${moment(from)} – ${moment(until)} ${zones[zone]}`;
      const last = new Date(until.getTime() - 60_000);
      return day(from) === day(last) ? day(from) : `${day(from)} – ${day(last)}`;
    },
    format,
  };
}
