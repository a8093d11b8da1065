import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useZone } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { BarChart } from "#web/kit/chart/bar-chart.tsx";
import { useGo } from "../desk-link.tsx";
import { pointOf, toneSeries } from "../stream/bucket-series.ts";
import { type Bucket, rangeOfBuckets } from "../stream/time-buckets.ts";

/** When a monitor found how much, by tone, before the band of what is usual; a bar opens the mentions behind it. */
export function ToneChart({
  buckets,
  size,
  finding,
  query,
  marks,
  height = 190,
}: {
  buckets: readonly (Bucket & { usualHigh?: number | null })[];
  size: "hour" | "day";
  finding: string;
  /** What the stream is asked for when a bar is chosen, within its time. */
  query: string;
  /** Words at instants, such as spikes; those outside of the picture are left out. */
  marks?: readonly { at: string; text: string }[] | undefined;
  height?: number;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const zone = useZone();
  const go = useGo();
  const points = useMemo(
    () => buckets.map((one) => pointOf(one, size, zone, format)),
    [buckets, size, zone, format],
  );
  const series = useMemo(() => toneSeries(buckets, t), [buckets, t]);
  const edge = t("chart.usual_edge");
  const usual = useMemo(
    () =>
      buckets.some((one) => typeof one.usualHigh === "number")
        ? { name: edge, values: buckets.map((one) => one.usualHigh ?? null) }
        : undefined,
    [buckets, edge],
  );
  const drawn = useMemo(
    () =>
      (marks ?? []).flatMap(({ at, text }) => {
        const next = buckets.findIndex((one) => one.at > at);
        const index = next < 0 ? buckets.length - 1 : next - 1;
        return index < 0 ? [] : [{ index, text }];
      }),
    [marks, buckets],
  );
  const pick = (index: number) => {
    const one = buckets[index];
    if (one === undefined) return;
    const { since, until } = rangeOfBuckets(one.at, one.at, size, zone);
    go("/aliran", { q: `(${query}) since:${since} until:${until}` });
  };
  return (
    <BarChart
      finding={finding}
      caption={t(`chart.per.${size}`)}
      heading={t(`chart.bucket.${size}`)}
      points={points}
      series={series}
      usual={usual}
      marks={drawn}
      height={height}
      onPick={pick}
    />
  );
}
