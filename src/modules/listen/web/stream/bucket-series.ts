import type { Zone } from "#shared/ids.ts";
import type { Format } from "#web/i18n/format.ts";
import type { ChartPoint, ChartSeries } from "#web/kit/chart/chart-data.ts";
import { type Bucket, type BucketSize, localMinute } from "./time-buckets.ts";

/** Tones from the baseline, negative first; what has no tone, or none that is sure, lies on top in the colour of us. */
export function toneSeries(buckets: readonly Bucket[], t: (key: string) => string): ChartSeries[] {
  const hasTones = buckets.some(({ tones }) => tones.negative + tones.neutral + tones.positive > 0);
  if (!hasTones)
    return [{ name: t("chart.mentions"), color: "own", values: buckets.map(({ count }) => count) }];
  const known = (["negative", "neutral", "positive"] as const).map((tone) => ({
    name: t(`tone.${tone}`),
    color: tone,
    values: buckets.map(({ tones }) => tones[tone]),
  }));
  const rest = buckets.map(({ count, tones }) =>
    Math.max(0, count - tones.negative - tones.neutral - tones.positive),
  );
  return rest.every((count) => count === 0)
    ? known
    : [...known, { name: t("tone.unsure"), color: "own", values: rest }];
}

/** The place of a bucket on the axis. */
export function pointOf(bucket: Bucket, size: BucketSize, zone: Zone, format: Format): ChartPoint {
  const local = localMinute(Date.parse(bucket.at), zone);
  if (size === "hour") {
    const isMidnight = local.endsWith("T00:00");
    return {
      key: bucket.at,
      tick: isMidnight ? format.dayShort(bucket.at) : format.time(bucket.at),
      name: `${format.dateShort(bucket.at)}, ${format.time(bucket.at)}`,
    };
  }
  if (size === "day")
    return { key: bucket.at, tick: format.dayShort(bucket.at), name: format.dateMedium(bucket.at) };
  const tag = format.locale === "id" ? "id-ID" : "en-GB";
  const month = (length: "short" | "long") =>
    new Intl.DateTimeFormat(tag, { month: length, year: "numeric", timeZone: zone }).format(
      Date.parse(bucket.at),
    );
  return { key: bucket.at, tick: month("short"), name: month("long") };
}
