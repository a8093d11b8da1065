import { IconArrowsHorizontal } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Zone } from "#shared/ids.ts";
import { useZone } from "#web/api/session.ts";
import type { Format } from "#web/i18n/format.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { BarChart } from "#web/kit/chart/bar-chart.tsx";
import type { BrushRange, ChartPoint, ChartSeries } from "#web/kit/chart/chart-data.ts";
import { hasTime, type TimeRange, withTime } from "./edit-query.ts";
import css from "./histogram.module.css";
import { type Bucket, type BucketSize, fillBuckets, localMinute, rangeOfBuckets } from "./time-buckets.ts";

/** When it was said: a bar an hour, a day or a month. Choosing a stretch writes since: and until: into the query. */
export function Histogram({
  query,
  buckets,
  size,
  areTonesExact,
  onSearch,
}: {
  query: string;
  buckets: readonly Bucket[];
  size: BucketSize;
  areTonesExact: boolean;
  onSearch: (query: string) => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const zone = useZone();
  const filled = useMemo(() => fillBuckets(buckets, size, zone), [buckets, size, zone]);
  const points = useMemo(
    () => filled.map((one) => pointOf(one, size, zone, format)),
    [filled, size, zone, format],
  );
  const series = useMemo(() => toneSeries(filled, t), [filled, t]);
  const top = filled.reduce((best, one, at) => (one.count > (filled[best]?.count ?? 0) ? at : best), 0);
  const finding = t("stream.histogram_finding", {
    count: filled[top]?.count ?? 0,
    at: points[top]?.name ?? "",
  });
  const zoom = (range: BrushRange | undefined) => {
    const from = range === undefined ? undefined : filled[range.from];
    const to = range === undefined ? undefined : filled[range.to];
    if (from === undefined || to === undefined) return;
    onSearch(withTime(query, rangeOfBuckets(from.at, to.at, size, zone) satisfies TimeRange));
  };
  if (filled.length === 0 || filled.every((one) => one.count === 0)) return null;
  return (
    <div className={css["histogram"]}>
      <BarChart
        finding={finding}
        caption={
          areTonesExact
            ? t(`stream.per.${size}`)
            : `${t(`stream.per.${size}`)}; ${t("stream.tones_estimated")}`
        }
        heading={t(`stream.bucket.${size}`)}
        points={points}
        series={series}
        height={86}
        onBrush={zoom}
        onPick={(index) => zoom({ from: index, to: index })}
        isQuiet
      />
      {hasTime(query) ? (
        <span className={css["lift"]}>
          <Button size="small" onClick={() => onSearch(withTime(query))}>
            <IconArrowsHorizontal size={15} stroke={1.75} />
            {t("stream.lift_time")}
          </Button>
        </span>
      ) : null}
    </div>
  );
}

/** Tones from the baseline, negative first; what has no tone, or none that is sure, lies on top in the colour of us. */
function toneSeries(buckets: readonly Bucket[], t: (key: string) => string): ChartSeries[] {
  const hasTones = buckets.some(({ tones }) => tones.negative + tones.neutral + tones.positive > 0);
  if (!hasTones)
    return [{ name: t("stream.mentions"), color: "own", values: buckets.map(({ count }) => count) }];
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

function pointOf(bucket: Bucket, size: BucketSize, zone: Zone, format: Format): ChartPoint {
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
