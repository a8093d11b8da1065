import { useRef } from "react";
import type { ChartTokens } from "../../theme/echarts-theme.ts";
import { init } from "./echarts-core.ts";
import { useDrawing } from "./use-drawing.ts";

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
  const latest = useRef({ drawn, pick });
  latest.current = { drawn, pick };
  const { place } = useDrawing((at) => {
    const made = init(at, undefined, { renderer: "svg" });
    made.on("click", (event) => latest.current.pick?.(event.dataIndex));
    made.on("finished", () => latest.current.drawn?.(made));
    return made;
  }, option);

  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}
