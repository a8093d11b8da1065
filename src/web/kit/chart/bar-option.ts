import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from "echarts";
import { type ChartTokens, categoryAxis, chartBase, valueAxis } from "../../theme/echarts-theme.ts";
import type { ChartMark, ChartPoint, ChartSeries, UsualSeries } from "./chart-data.ts";

export type BarChartData = {
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  usual?: UsualSeries | undefined;
  marks?: readonly ChartMark[] | undefined;
  /** The point of the present: a brass line before it. */
  nowIndex?: number | undefined;
  /** Bars, or areas on one another, which show how a share moves. */
  shape?: "bars" | "areas" | undefined;
  /** Where the axis ends, for parts of a hundred; else where the data do. */
  top?: number | undefined;
};

/** The colour that a series is drawn with. */
export const colorOf = (tokens: ChartTokens, color: ChartSeries["color"]): string =>
  typeof color === "number" ? (tokens.categories[color - 1] ?? tokens.own) : tokens[color];

/** What is usual, as a band of paper behind the bars or as its dashed ink edge before them; broken where there is no past. */
function usualSeries(tokens: ChartTokens, usual: UsualSeries, part: "band" | "edge") {
  const valueAt = (index: number): number | null => usual.values[index] ?? null;
  return {
    type: "custom" as const,
    name: usual.name,
    z: part === "band" ? 1 : 3,
    silent: true,
    data: usual.values.map((value, index) => [index, value ?? "-"]),
    renderItem: (_params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const index = Number(api.value(0));
      const value = valueAt(index);
      if (value === null) return null;
      const [x = 0, y = 0] = api.coord([index, value]);
      const [, base = 0] = api.coord([index, 0]);
      const size = api.size?.([1, 0]);
      const half = (Array.isArray(size) ? (size[0] ?? 0) : (size ?? 0)) / 2;
      const before = valueAt(index - 1);
      const from = before === null ? y : (api.coord([index - 1, before])[1] ?? y);
      if (part === "band") {
        return {
          type: "rect" as const,
          shape: { x: x - half, y, width: half * 2 + 0.5, height: base - y },
          style: { fill: tokens.band, opacity: 0.8 },
        };
      }
      return {
        type: "polyline" as const,
        shape: {
          points: [
            [x - half, from],
            [x - half, y],
            [x + half, y],
          ],
        },
        style: { stroke: tokens.ink, lineWidth: 1.25, lineDash: [3, 2.5], fill: "none" },
      };
    },
  };
}

/** A few bars do not become walls. Pixels. */
const barMaxWidth = 120;

const areaOf = (color: string, tokens: ChartTokens) => ({
  type: "line" as const,
  symbol: "none",
  lineStyle: { width: 1, color: tokens.canvas },
  areaStyle: { color, opacity: 1 },
});

/** Below this height, in pixels, the numbers of three grid lines would touch. */
const lowHeight = 120;

/**
 * The ECharts option of a stacked bar chart in the desk's manner. `number` writes a value for the reader; `height` is
 * that of the picture in pixels.
 */
export function barOption(
  data: BarChartData,
  tokens: ChartTokens,
  number: (value: number) => string,
  height: number,
) {
  const names = data.points.map((point) => point.name);
  const marks = (data.marks ?? []).slice(0, 3).map((mark) => ({
    xAxis: mark.index,
    label: { formatter: mark.text },
  }));
  const now =
    data.nowIndex === undefined
      ? []
      : [
          {
            xAxis: data.nowIndex,
            label: { show: false },
            lineStyle: { color: tokens.brass, width: 1.5 },
          },
        ];
  const bars = data.series.map((one, index) => ({
    ...(data.shape === "areas"
      ? areaOf(colorOf(tokens, one.color), tokens)
      : { type: "bar" as const, barCategoryGap: data.points.length > 60 ? "4%" : "10%", barMaxWidth }),
    name: one.name,
    stack: "all",
    z: 2,
    itemStyle: {
      color: colorOf(tokens, one.color),
      borderColor: tokens.canvas,
      borderWidth: data.series.length > 1 ? 0.6 : 0,
    },
    emphasis: { disabled: true },
    data: [...one.values],
    ...(index === 0 && marks.length + now.length > 0
      ? {
          markLine: {
            symbol: "none",
            silent: true,
            lineStyle: { color: tokens.ink3, type: "solid" as const, width: 1 },
            label: { color: tokens.ink, fontSize: 12, fontWeight: 500 as const },
            data: [...marks, ...now],
          },
        }
      : {}),
  }));
  const base = chartBase(tokens);
  return {
    ...base,
    tooltip: {
      ...base.tooltip,
      formatter: (shown: unknown) => {
        const first: unknown = Array.isArray(shown) ? shown[0] : shown;
        const index =
          typeof first === "object" && first !== null && "dataIndex" in first ? Number(first.dataIndex) : -1;
        const usual = data.usual?.values[index];
        const lines = [
          ...data.series.map((one) => `${one.name}: ${number(one.values[index] ?? 0)}`),
          ...(usual === null || usual === undefined ? [] : [`${data.usual?.name ?? ""}: ${number(usual)}`]),
        ];
        return [names[index] ?? "", ...lines].map(escapeHtml).join("<br>");
      },
    },
    xAxis: {
      ...categoryAxis(tokens),
      data: data.points.map((point) => point.tick),
      ...(data.shape === "areas" ? { boundaryGap: false } : {}),
    },
    yAxis: {
      ...valueAxis(tokens),
      ...(height < lowHeight ? { splitNumber: 2 } : {}),
      ...(data.top === undefined ? {} : { max: data.top, interval: data.top / 4 }),
      axisLabel: { ...valueAxis(tokens).axisLabel, formatter: number },
    },
    series:
      data.usual === undefined
        ? bars
        : [usualSeries(tokens, data.usual, "band"), ...bars, usualSeries(tokens, data.usual, "edge")],
  };
}

/** ECharts sets a tooltip as HTML, and names may come from outside. */
const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
