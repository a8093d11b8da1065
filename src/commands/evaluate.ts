import { ClearError } from "#shared/clear-error.ts";
import {
  type EvaluatedEngine,
  type EvaluateOptions,
  type Evaluation,
  evaluatedEngines,
  evaluateEngine,
} from "./evaluate-engine.ts";

/** Scores an engine on a labelled file and prints the result, as a table or as one JSON object. */
export async function evaluate(engine: string, options: EvaluateOptions & { json: boolean }): Promise<void> {
  if (!isEngine(engine))
    throw new ClearError(
      `There is no engine “${engine}” to evaluate. There are: ${evaluatedEngines.join(", ")}.`,
    );
  const evaluation = await evaluateEngine(engine, options);
  console.log(options.json ? JSON.stringify(rounded(evaluation)) : show(evaluation));
}

const isEngine = (name: string): name is EvaluatedEngine => evaluatedEngines.some((one) => one === name);

const places = 4;

/** The same with numbers of four places, as nobody needs more. */
function rounded(value: unknown): unknown {
  if (typeof value === "number") return Number(value.toFixed(places));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rounded(one)]));
}

/** The most labels of which a confusion table still fits a terminal. */
const mostConfused = 8;

function show(evaluation: Evaluation): string {
  const { engine, file, rows, skipped, accuracy, macroF1, classes, notes } = evaluation;
  const lines = [`${engine} on ${file}`, ...notes.map((note) => `  ${note}`), ""];
  const figures: [string, string][] = [
    ["rows", skipped > 0 ? `${rows} (${skipped} left out)` : `${rows}`],
    ...(evaluation.learned === undefined
      ? []
      : [["learned before", `${evaluation.learned}`] as [string, string]]),
    ["accuracy", accuracy.toFixed(3)],
    ["macro-F1", macroF1.toFixed(3)],
  ];
  for (const [name, value] of [
    ["micro-F1", evaluation.microF1],
    ["precision", evaluation.precision],
    ["recall", evaluation.recall],
    ["among first three", evaluation.topThree],
    ["calibration error", evaluation.calibrationError],
  ] as const)
    if (typeof value === "number") figures.push([name, value.toFixed(3)]);
  lines.push(...align(figures));
  if (classes !== undefined)
    lines.push(
      "",
      ...align([
        ["label", "precision", "recall", "F1", "support"],
        ...classes.map(({ label, precision, recall, f1, support }) => [
          label,
          precision.toFixed(3),
          recall.toFixed(3),
          f1.toFixed(3),
          `${support}`,
        ]),
      ]),
    );
  return [...lines, ...showConfusion(evaluation)].join("\n");
}

function showConfusion({ confusion, classes }: Evaluation): string[] {
  if (confusion === undefined || classes === undefined) return [];
  const given = [...new Set(Object.values(confusion).flatMap((row) => Object.keys(row)))].sort();
  if (given.length > mostConfused || classes.length > mostConfused) return [];
  return [
    "",
    "rows: the label in the file; columns: what the engine said",
    ...align([
      ["", ...given],
      ...classes.map(({ label }) => [label, ...given.map((one) => `${confusion[label]?.[one] ?? 0}`)]),
    ]),
  ];
}

/** Columns as wide as their widest cell, numbers to the right. */
function align(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
