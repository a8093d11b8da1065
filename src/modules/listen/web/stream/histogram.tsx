import { IconArrowsHorizontal } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useZone } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { BarChart } from "#web/kit/chart/bar-chart.tsx";
import type { BrushRange } from "#web/kit/chart/chart-data.ts";
import { pointOf, toneSeries } from "./bucket-series.ts";
import { hasTime, type TimeRange, withTime } from "./edit-query.ts";
import css from "./histogram.module.css";
import { type Bucket, type BucketSize, fillBuckets, rangeOfBuckets } from "./time-buckets.ts";

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
          areTonesExact ? t(`chart.per.${size}`) : `${t(`chart.per.${size}`)}; ${t("stream.tones_estimated")}`
        }
        heading={t(`chart.bucket.${size}`)}
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
