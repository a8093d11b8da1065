import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import { type ChartTokens, readChartTokens } from "../../theme/echarts-theme.ts";
import { type BarChartData, barOption, colorOf } from "./bar-option.ts";
import type { ChartInstance } from "./chart-canvas.tsx";
import type { BrushRange } from "./chart-data.ts";
import css from "./chart-frame.module.css";
import { ChartFrame } from "./chart-frame.tsx";
import type { Drawing } from "./drawing.ts";
import { frameDrawing } from "./frame-drawing.ts";
import { type PlotArea, RangeBrush } from "./range-brush.tsx";

const ChartCanvas = lazy(() => import("./chart-canvas.tsx"));

/**
 * Bars over time or categories, stacked from a zero baseline, with what is usual behind them.
 *
 * - `finding`: the `aria-label`: what the picture shows ("Puncak 194 pukul 08.00, biasanya 78"), not that it is a chart.
 * - `caption`: what is counted. `heading`: the first column of the table view ("Jam").
 * - `points`, `series`, `usual`, `marks`, `nowIndex`, `shape`, `top`: see `chart-data.ts`; keep them stable between renders (`useMemo`).
 * - `brush` with `onBrush`: a stretch can be chosen, by pointer and by keyboard; `undefined` is everything.
 * - `onPick`: a bar was clicked.
 * The table view and saving as a picture or data come with it. Used as a histogram by giving one point a bucket.
 */
export function BarChart({
  finding,
  caption,
  heading,
  height = 180,
  brush,
  onBrush,
  onPick,
  isQuiet = false,
  points,
  series,
  usual,
  marks,
  nowIndex,
  shape,
  top,
}: BarChartData & {
  finding: string;
  caption: string;
  heading: string;
  height?: number;
  brush?: BrushRange | undefined;
  onBrush?: (range: BrushRange | undefined) => void;
  onPick?: (index: number) => void;
  /** Leaves the caption to readers only, where the picture's place already says what it counts. */
  isQuiet?: boolean;
}) {
  const { t } = useTranslation("desk");
  const format = useFormat();
  const [chart, setChart] = useState<ChartInstance>();
  const [area, setArea] = useState<PlotArea>();
  const option = useCallback(
    (tokens: ChartTokens) =>
      barOption({ points, series, usual, marks, nowIndex, shape, top }, tokens, format.whole, height),
    [points, series, usual, marks, nowIndex, shape, top, format, height],
  );
  const drawn = (made: ChartInstance) => {
    setChart(made);
    if (onBrush !== undefined) setArea((before) => plotArea(made, points.length, height, before));
  };
  // The brush lies over the picture and takes the pointer: the tooltip is shown for it.
  const hover = (index: number | undefined) =>
    chart?.dispatchAction(
      index === undefined
        ? { type: "hideTip" }
        : { type: "showTip", seriesIndex: usual === undefined ? 0 : 1, dataIndex: index },
    );
  const draw = (): Drawing | undefined => {
    if (chart === undefined) return undefined;
    const tokens = readChartTokens(false);
    return frameDrawing(
      { svg: chart.renderToSVGString(), width: chart.getWidth(), height: chart.getHeight() },
      {
        caption,
        finding,
        legend:
          series.length > 1
            ? series.map(({ name, color }) => ({ color: colorOf(tokens, color), text: name }))
            : [],
        colors: tokens,
      },
    );
  };
  const table = useMemo(() => (usual === undefined ? series : [...series, usual]), [series, usual]);

  return (
    <ChartFrame
      caption={caption}
      heading={heading}
      points={points}
      series={table}
      isQuiet={isQuiet}
      drawing={draw}
    >
      <div className={css["picture"]} style={{ minHeight: height }}>
        <Suspense fallback={null}>
          <ChartCanvas option={option} label={finding} height={height} drawn={drawn} pick={onPick} />
        </Suspense>
        {onBrush === undefined || area === undefined || points.length === 0 ? null : (
          <RangeBrush
            area={area}
            count={points.length}
            range={brush}
            name={(index) => points[index]?.name ?? ""}
            labels={{ range: t("chart.range"), from: t("chart.from"), to: t("chart.to") }}
            changed={onBrush}
            hovered={hover}
          />
        )}
      </div>
    </ChartFrame>
  );
}

/** Asks the chart where its first and last bars stand; the old answer is kept when nothing moved. */
function plotArea(
  chart: ChartInstance,
  count: number,
  height: number,
  before: PlotArea | undefined,
): PlotArea | undefined {
  if (count === 0) return undefined;
  const finder = { xAxisIndex: 0 };
  const first = Number(chart.convertToPixel(finder, 0));
  const last = Number(chart.convertToPixel(finder, count - 1));
  const base = Number(chart.convertToPixel({ yAxisIndex: 0 }, 0));
  if (![first, last, base].every(Number.isFinite)) return before;
  const step = count > 1 ? (last - first) / (count - 1) : chart.getWidth() - first;
  const area = { left: first - step / 2, width: step * count, top: 0, height: Math.min(base, height) };
  const isSame =
    before !== undefined &&
    Math.abs(before.left - area.left) +
      Math.abs(before.width - area.width) +
      Math.abs(before.height - area.height) <
      1;
  return isSame ? before : area;
}
