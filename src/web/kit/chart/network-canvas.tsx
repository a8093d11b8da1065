import { GraphChart } from "echarts/charts";
import { TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import type { ChartTokens } from "../../theme/echarts-theme.ts";
import { useDrawing } from "./use-drawing.ts";

use([GraphChart, TooltipComponent, CanvasRenderer]);

/** Draws thousands of nodes and ties, on a canvas; `pick` hears which node was pressed, by its place in the data. */
export default function NetworkCanvas({
  option,
  label,
  height,
  chosen,
  pick,
}: {
  option: (tokens: ChartTokens) => EChartsCoreOption;
  label: string;
  height: number;
  /** The place of a node to bring out; undefined is none. */
  chosen: number | undefined;
  pick: (index: number | undefined) => void;
}) {
  const latest = useRef(pick);
  latest.current = pick;
  const { place, chart } = useDrawing((at) => {
    const made = init(at, undefined, { renderer: "canvas" });
    made.on("click", (event) => {
      if (event.dataType === "node") latest.current(event.dataIndex);
    });
    made.getZr().on("click", (event) => {
      if (event.target === undefined || event.target === null) latest.current(undefined);
    });
    return made;
  }, option);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new picture has nothing brought out yet
  useEffect(() => {
    chart.current?.dispatchAction({ type: "downplay", seriesIndex: 0 });
    if (chosen !== undefined)
      chart.current?.dispatchAction({ type: "highlight", seriesIndex: 0, dataIndex: chosen });
  }, [chosen, option]);

  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}
