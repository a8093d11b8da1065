import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import type { BrushRange } from "./chart-data.ts";
import css from "./range-brush.module.css";

/** Where the bars stand in the picture, in CSS pixels. */
export type PlotArea = { left: number; width: number; top: number; height: number };

type Drag = { edge: "from" | "to" | "new"; anchor: number };

/**
 * Chooses a stretch of a chart: drag across it or click one bar, or move the two grips with the arrow keys (Page keys move ten).
 * `name` says a point in words; `changed` hears the choice when it is made, undefined when it is lifted.
 */
export function RangeBrush({
  area,
  count,
  range,
  name,
  labels,
  changed,
  hovered,
}: {
  area: PlotArea;
  count: number;
  range: BrushRange | undefined;
  name: (index: number) => string;
  labels: { range: string; from: string; to: string };
  changed: (range: BrushRange | undefined) => void;
  /** The point under the pointer, so that the picture below can say it; undefined when the pointer leaves. */
  hovered: (index: number | undefined) => void;
}) {
  const plot = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag>(undefined);
  const [draft, setDraft] = useState<BrushRange>();
  const shown = draft ?? range ?? { from: 0, to: count - 1 };
  const isWhole = shown.from === 0 && shown.to === count - 1;
  const percent = (index: number): string => `${(index / Math.max(1, count)) * 100}%`;

  const indexAt = (clientX: number): number => {
    const box = plot.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return 0;
    return Math.max(0, Math.min(count - 1, Math.floor(((clientX - box.left) / box.width) * count)));
  };
  const commit = (next: BrushRange) => changed(next.from === 0 && next.to === count - 1 ? undefined : next);

  const start = (edge: Drag["edge"]) => (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const at = indexAt(event.clientX);
    drag.current = { edge, anchor: edge === "from" ? shown.to : edge === "to" ? shown.from : at };
    plot.current?.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const at = indexAt(event.clientX);
    hovered(at);
    if (drag.current === undefined) return;
    const { anchor } = drag.current;
    setDraft({ from: Math.min(at, anchor), to: Math.max(at, anchor) });
  };
  const cancel = () => {
    drag.current = undefined;
    setDraft(undefined);
  };
  const end = () => {
    const one =
      drag.current?.edge === "new" ? { from: drag.current.anchor, to: drag.current.anchor } : undefined;
    const chosen = draft ?? one;
    if (drag.current !== undefined && chosen !== undefined) commit(chosen);
    cancel();
  };
  const key = (edge: "from" | "to") => (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };
    if (event.key === "Escape") return changed(undefined);
    const step = event.key === "Home" ? -count : event.key === "End" ? count : steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = shown[edge] + step;
    commit(
      edge === "from"
        ? { from: Math.max(0, Math.min(shown.to, at)), to: shown.to }
        : { from: shown.from, to: Math.min(count - 1, Math.max(shown.from, at)) },
    );
  };
  const grip = (edge: "from" | "to") => (
    <span
      role="slider"
      tabIndex={0}
      className={css["grip"]}
      style={{ left: percent(edge === "from" ? shown.from : shown.to + 1) }}
      aria-label={labels[edge]}
      aria-valuemin={0}
      aria-valuemax={count - 1}
      aria-valuenow={shown[edge]}
      aria-valuetext={name(shown[edge])}
      onPointerDown={start(edge)}
      onKeyDown={key(edge)}
    />
  );

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be placed over the picture
    <div
      ref={plot}
      role="group"
      aria-label={labels.range}
      className={css["plot"]}
      style={{ left: area.left, width: area.width, top: area.top, height: area.height }}
      onPointerDown={start("new")}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={cancel}
      onPointerLeave={() => hovered(undefined)}
      onDoubleClick={() => changed(undefined)}
    >
      {isWhole ? null : (
        <>
          <span className={css["veil"]} style={{ left: 0, width: percent(shown.from) }} />
          <span className={css["veil"]} style={{ right: 0, width: percent(count - 1 - shown.to) }} />
          <span
            className={css["window"]}
            style={{ left: percent(shown.from), width: percent(shown.to - shown.from + 1) }}
          />
        </>
      )}
      {grip("from")}
      {grip("to")}
    </div>
  );
}
