import type { Zone } from "#shared/ids.ts";
import { timeBound } from "#text/query/time-bound.ts";
import { readTimePoint } from "#text/query/time-point.ts";
import type { Format } from "#web/i18n/format.ts";

/** A day, month or minute as a query writes it (2019-09-10), as a reader writes it (10 Sep 2019). */
export function momentOf(written: string, format: Format, zone: Zone): string {
  const point = readTimePoint(written);
  if (point === null || point.at.unit === "ago") return written;
  const node = { kind: "time", field: "since", bound: "since", at: point.at, text: written } as const;
  // Only times ago are counted from a now, and those were answered above.
  const { instant } = timeBound({ ...node, start: 0, end: 0 }, { now: new Date(0), zone });
  const at = instant.getTime();
  if (point.at.unit === "minute") return format.dateTime(at);
  if (point.at.unit === "day") return format.dateShort(at);
  return new Intl.DateTimeFormat(format.locale === "id" ? "id-ID" : "en-GB", {
    month: "long",
    year: "numeric",
    timeZone: zone,
  }).format(at);
}
