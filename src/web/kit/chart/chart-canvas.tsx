import { useEffect, useRef } from "react";
import { useDisplay, useScheme } from "../../theme/display.ts";
import { type ChartTokens, readChartTokens } from "../../theme/echarts-theme.ts";
import { init } from "./echarts-core.ts";

export type ChartInstance = ReturnType<typeof init>;
type Option = Parameters<ChartInstance["setOption"]>[0];

/**
 * Draws an ECharts option as SVG and redraws it when its place, the theme or the data change. `drawn` is told after
 * each drawing, so that overlays can ask where things are; `pick` of a click on a bar.
 */
export default function ChartCanvas({
  option,
  label,
  height,
  drawn,
  pick,
}: {
  option: (tokens: ChartTokens) => Option;
  label: string;
  height: number;
  drawn?: ((chart: ChartInstance) => void) | undefined;
  pick?: ((index: number) => void) | undefined;
}) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ChartInstance>(undefined);
  const latest = useRef({ drawn, pick });
  latest.current = { drawn, pick };
  const scheme = useScheme();
  const [{ patterns, contrast }] = useDisplay();

  useEffect(() => {
    if (place.current === null) return;
    const made = init(place.current, undefined, { renderer: "svg" });
    chart.current = made;
    made.on("click", (event) => latest.current.pick?.(event.dataIndex));
    made.on("finished", () => latest.current.drawn?.(made));
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = undefined;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: scheme and contrast change the tokens read inside
  useEffect(() => {
    chart.current?.setOption(option(readChartTokens(patterns)), { notMerge: true });
  }, [option, scheme, contrast, patterns]);

  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}
