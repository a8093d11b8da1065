import { useNow } from "../desk-clock.ts";
import type { Format } from "../i18n/format.ts";
import { useFormat } from "../i18n/use-format.ts";

export type TimeLook = "brief" | "time" | "zoned" | "seconds" | "date" | "dateTime" | "long" | "ago";

const minuteMs = 60_000;

function written(format: Format, look: TimeLook, instant: string | number, now: number): string {
  switch (look) {
    case "brief":
      return format.brief(instant, now);
    case "time":
      return format.time(instant);
    case "zoned":
      return format.timeZoned(instant);
    case "seconds":
      return format.timeSeconds(instant);
    case "date":
      return format.dateShort(instant);
    case "dateTime":
      return format.dateTime(instant);
    case "long":
      return format.dateLong(instant);
    case "ago":
      // The demo's clock stands in 2019, sign-ins and backups happen today: what lies ahead is written out.
      return new Date(instant).getTime() > now + minuteMs
        ? format.dateTime(instant)
        : format.ago(instant, now);
  }
}

/**
 * An instant in the office's zone, with the whole of it on hover. `brief` (the default) is 14.20 today and 17 Mar
 * before; `ago` is relative to the desk's clock.
 */
export function TimeText({ at, look = "brief" }: { at: string | number; look?: TimeLook }) {
  const format = useFormat();
  const now = useNow(30_000);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`${format.dateLong(at)} ${format.timeSeconds(at)} ${format.zoneName}`}
    >
      {written(format, look, at, now)}
    </time>
  );
}
