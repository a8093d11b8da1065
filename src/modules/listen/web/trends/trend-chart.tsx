import { useMemo } from "react";
import { BarChart } from "#web/kit/chart/bar-chart.tsx";
import type { ChartPoint, ChartSeries } from "#web/kit/chart/chart-data.ts";
import css from "./trends.module.css";

const colours = [1, 2, 3, 4, 5] as const;

/** How the first trends of a list went, in their colours, one on the other. */
export function TrendChart({
  caption,
  heading,
  finding,
  points,
  series,
}: {
  caption: string;
  heading: string;
  finding: string;
  points: readonly ChartPoint[];
  series: readonly { name: string; values: readonly number[] }[];
}) {
  const coloured = useMemo(
    () => series.map((one, at): ChartSeries => ({ ...one, color: colours[at] ?? "own" })),
    [series],
  );
  return (
    <div className={css["chart"]}>
      <BarChart
        caption={caption}
        heading={heading}
        finding={finding}
        points={points}
        series={coloured}
        height={190}
      />
    </div>
  );
}
