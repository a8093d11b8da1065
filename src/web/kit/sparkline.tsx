import css from "./sparkline.module.css";

/**
 * A small picture of a series, without axes: a line whose last point is marked, or bars whose last one is brass (now).
 * Hidden from readers unless `label` says what it shows, because the figure beside it carries the fact. Null = no data.
 */
export function Sparkline({
  values,
  kind = "line",
  width = 64,
  height = 18,
  label,
}: {
  values: readonly (number | null)[];
  kind?: "line" | "bars";
  width?: number;
  height?: number;
  label?: string;
}) {
  const top = Math.max(1, ...values.map((value) => value ?? 0));
  const step = width / Math.max(1, values.length);
  const y = (value: number): number => height - 1.5 - (value / top) * (height - 3);
  const points = values.flatMap((value, index) =>
    value === null ? [] : [`${(step * (index + 0.5)).toFixed(1)},${y(value).toFixed(1)}`],
  );
  const last = points.at(-1)?.split(",");
  return (
    <svg
      className={css["spark"]}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role={label === undefined ? undefined : "img"}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
    >
      {kind === "line" ? (
        <>
          <polyline points={points.join(" ")} />
          {last === undefined ? null : <circle cx={last[0]} cy={last[1]} r={2} />}
        </>
      ) : (
        values.map((value, index) => (
          <rect
            // The bars have no identity but their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place in the series
            key={index}
            className={index === values.length - 1 ? css["now"] : value === 0 ? css["none"] : undefined}
            x={index * step}
            width={Math.max(1, step - 1)}
            y={value === null || value === 0 ? height - 1.5 : (1 - value / top) * height}
            height={value === null || value === 0 ? 1.5 : Math.max(1.5, (value / top) * height)}
          />
        ))
      )}
    </svg>
  );
}
