import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { type RefObject, useEffect, useRef } from "react";
import { useDisplay, useScheme } from "../../theme/display.ts";
import { type ChartTokens, readChartTokens } from "../../theme/echarts-theme.ts";

/**
 * An ECharts drawing in its place: begun once, fitted when the place changes its size, drawn again when the option or
 * the theme changes, and taken away with the place.
 * @param begin makes the drawing; what it listens to is said there, once
 */
export function useDrawing(
  begin: (place: HTMLDivElement) => EChartsType,
  option: (tokens: ChartTokens) => EChartsCoreOption,
): { place: RefObject<HTMLDivElement | null>; chart: RefObject<EChartsType | undefined> } {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const first = useRef(begin);
  const scheme = useScheme();
  const [{ patterns, contrast }] = useDisplay();

  useEffect(() => {
    if (place.current === null) return;
    const made = first.current(place.current);
    chart.current = made;
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

  return { place, chart };
}
