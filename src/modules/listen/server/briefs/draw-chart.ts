import { BarChart, LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { SentBrief } from "../../contract/brief.ts";
import { inks, toneInks } from "../clippings/pdf-paper.ts";

use([BarChart, LineChart, GridComponent, SVGRenderer]);

type Chart = NonNullable<SentBrief["chart"]>;

/** Size of a chart and whether it has words: a mail says them beside the picture, as its letters are not to be relied on. */
export type ChartLook = { width: number; height: number; hasWords: boolean };

/**
 * Draws the chart of a brief as SVG, without a browser: bars by tone from the baseline, and what is compared as a dashed line.
 * @returns SVG of paths and texts
 */
export function drawChart({ points, series, before }: Chart, { width, height, hasWords }: ChartLook): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    const label = { show: hasWords, color: inks.soft, fontSize: 8, fontFamily: "text" };
    chart.setOption({
      animation: false,
      grid: hasWords ? { left: 26, right: 4, top: 8, bottom: 18 } : { left: 1, right: 1, top: 4, bottom: 2 },
      xAxis: {
        type: "category",
        data: points.map(({ tick }) => tick),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: inks.soft, width: 0.6 } },
        axisLabel: { ...label, hideOverlap: true, margin: 5 },
      },
      yAxis: {
        type: "value",
        minInterval: 1,
        splitNumber: 3,
        axisLabel: { ...label, margin: 5 },
        splitLine: { lineStyle: { color: inks.rule, width: 0.5 } },
      },
      series: [
        ...series.map(({ tone, values }) => ({
          type: "bar" as const,
          stack: "all",
          barCategoryGap: "18%",
          itemStyle: { color: toneInks[tone] },
          data: values,
        })),
        {
          type: "line" as const,
          step: "middle" as const,
          showSymbol: false,
          lineStyle: { color: inks.ink, width: 1, type: [3, 2.5] },
          data: before.values,
        },
      ],
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
