/** One place on the axis: its short text below the bar, and its whole name in the table and the tooltip. */
export type ChartPoint = { key: string; tick: string; name: string };

/** What a series means decides its colour: `own` is us, tone has its three, 1–6 are categories. */
export type SeriesColor = "own" | "negative" | "neutral" | "positive" | "brass" | 1 | 2 | 3 | 4 | 5 | 6;

/** One amount at each point. Series are stacked from the baseline in the order given: negative first. */
export type ChartSeries = { name: string; color: SeriesColor; values: readonly number[] };

/** What is usual at each point: drawn behind as a paper band with a dashed ink edge. Null where there is no past. */
export type UsualSeries = { name: string; values: readonly (number | null)[] };

/** A word on the picture, at a point: three at most. */
export type ChartMark = { index: number; text: string };

/** Both ends included. */
export type BrushRange = { from: number; to: number };

/** Rows as a CSV file, RFC 4180; the first is the heading, null an empty cell. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null): string => {
    if (typeof value !== "string") return String(value ?? "");
    // A spreadsheet would run a text that begins like a formula.
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => row.map(cell).join(",")).join("\r\n");
}

/** The data behind a chart as a CSV file: one row a point. */
export function chartCsv(
  heading: string,
  points: readonly ChartPoint[],
  series: readonly { name: string; values: readonly (number | null)[] }[],
): string {
  const rows = points.map((point, index) => [point.name, ...series.map((one) => one.values[index] ?? null)]);
  return csvOf([[heading, ...series.map((one) => one.name)], ...rows]);
}
