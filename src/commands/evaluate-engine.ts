import { readFile } from "node:fs/promises";
import path from "node:path";
import { readEngineFiles } from "#platform/language/engine-files.ts";
import { ClearError } from "#shared/clear-error.ts";
import { type Engines, makeEngines } from "#text/analyse/engines.ts";
import { readTaggedText, scoreTaggedText } from "#text/entities/tagged-text.ts";
import { judgeText } from "#text/evaluate/judge-text.ts";
import {
  type LabelEngine,
  labelEngines,
  labelNamed,
  labelsOf,
  toneScale,
} from "#text/evaluate/label-names.ts";
import { type LabelAnswer, type LabelScores, scoreLabels } from "#text/evaluate/score-labels.ts";
import { makeRouter } from "#text/routing/make-router.ts";
import { makeStemmer } from "#text/stem/make-stemmer.ts";
import { readStemKnowledge } from "#text/stem/stem-knowledge.ts";
import { type Columns, findColumns, looksLikeHeader } from "./evaluate-columns.ts";
import { readTable, type Table } from "./evaluate-table.ts";
import { readTagged } from "./evaluate-tagged.ts";
import { restoreText } from "./evaluate-texts.ts";
import { isFile } from "./is-file.ts";

export const evaluatedEngines = [...labelEngines, "entities", "stem", "routing"] as const;
export type EvaluatedEngine = (typeof evaluatedEngines)[number];

export type EvaluateOptions = {
  data: string;
  text?: string;
  label?: string;
  train?: string;
  skipUnknown?: boolean;
};

/** The scores of an engine on a file; `notes` say how the file was read. */
export interface Evaluation extends Partial<LabelScores> {
  readonly engine: EvaluatedEngine;
  readonly file: string;
  readonly rows: number;
  readonly skipped: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly microF1?: number;
  readonly precision?: number;
  readonly recall?: number;
  /** How often the right unit is among the first three. */
  readonly topThree?: number;
  readonly learned?: number;
  readonly notes: readonly string[];
}

/** Scores one engine on one labelled file. */
export async function evaluateEngine(engine: EvaluatedEngine, options: EvaluateOptions): Promise<Evaluation> {
  const bytes = await read(options.data);
  const name = path.basename(options.data);
  if (engine === "entities") return evaluateEntities(name, bytes);
  if (engine === "routing") return evaluateRouting(name, bytes, options);
  if (engine === "stem") return evaluateStem(name, bytes, options);
  return evaluateLabels(engine, name, bytes, options);
}

async function read(file: string): Promise<Uint8Array> {
  if (!(await isFile(file))) throw new ClearError(`There is no file ${path.resolve(file)}.`);
  return readFile(file);
}

let engines: Engines | undefined;
function openEngines(): Engines {
  const files = readEngineFiles();
  engines ??= makeEngines((name) => files.get(name) ?? new Uint8Array());
  return engines;
}

function evaluateLabels(
  engine: LabelEngine,
  name: string,
  bytes: Uint8Array,
  options: EvaluateOptions,
): Evaluation {
  const table = readTable(name, bytes, looksLikeHeader(engine, [options.text, options.label]));
  const isLabel = (cell: string) => labelNamed(engine, cell) !== undefined || /^[+-]?\d$/.test(cell.trim());
  const columns = findColumns(engine, table, options, isLabel);
  const notes = [noteOf(table, columns)];
  const scale = engine === "sentiment" ? toneScale(writtenLabels(table, columns)) : undefined;
  if (scale !== undefined) notes.push(`numbers read as ${scale.shown}`);
  const nameOf = scale?.of ?? ((label: string) => labelNamed(engine, label));
  const { rows, skipped } = labelledRows(table, columns, options.skipUnknown === true, nameOf, () =>
    labelsOf(engine).join(", "),
  );
  const opened = openEngines();
  const answers = rows.map(({ text, label }): LabelAnswer => {
    const judged = judgeText(opened, engine, restoreText(text));
    return { right: label, given: judged.label, probability: judged.probability };
  });
  return { engine, file: name, skipped, notes, ...scoreLabels(answers) };
}

const noteOf = ({ hasHeader }: Table, { text, labels }: Columns): string =>
  hasHeader
    ? `text from “${text}”, label from ${labels.map((one) => `“${one}”`).join(" or ")}`
    : `no header: text from column ${text}, label from column ${labels.join(", ")}`;

const writtenLabels = (table: Table, { labels }: Columns): Set<string> =>
  new Set(
    table.rows
      .flatMap(({ cells }) => labels.map((label) => cells[label] ?? ""))
      .filter((cell) => cell.trim() !== ""),
  );

/** Rows with a text and a label that the engine knows. Of several label columns the first that says yes decides. */
function labelledRows(
  table: Table,
  { text: textColumn, labels }: Columns,
  skipUnknown: boolean,
  nameOf: (label: string) => string | undefined,
  known: () => string,
): { rows: { text: string; label: string }[]; skipped: number } {
  const rows: { text: string; label: string }[] = [];
  let skipped = 0;
  for (const { line, cells } of table.rows) {
    const text = cells[textColumn] ?? "";
    const written = labels.map((column) => cells[column] ?? "");
    if (text.trim() === "" && written.every((cell) => cell.trim() === "")) {
      skipped += 1;
      continue;
    }
    const names = written.map((cell) => (cell.trim() === "" ? undefined : nameOf(cell)));
    const bad = names.indexOf(undefined);
    if (bad >= 0 && !skipUnknown) {
      const where = `${table.name}, line ${line}, column ${labels[bad]}`;
      throw new ClearError(
        written[bad]?.trim() === ""
          ? `${where}: there is no label. With --skip-unknown such rows are left out.`
          : `${where}: “${written[bad]}” is no label of this engine (${known()}). With --skip-unknown such rows are left out.`,
      );
    }
    const label = names.find((one) => one === "hostile") ?? names[0];
    if (bad >= 0 || label === undefined) skipped += 1;
    else rows.push({ text, label });
  }
  if (rows.length === 0) throw new ClearError(`${table.name} has no labelled rows.`);
  return { rows, skipped };
}

function evaluateStem(name: string, bytes: Uint8Array, options: EvaluateOptions): Evaluation {
  const table = readTable(name, bytes, looksLikeHeader("stem", [options.text, options.label]));
  const columns = findColumns("stem", table, options, () => false);
  const { rows, skipped } = labelledRows(
    table,
    columns,
    false,
    (label) => label.trim().toLowerCase(),
    () => "",
  );
  const roots = new TextDecoder().decode(readEngineFiles().get("language/stem/roots.tsv")?.slice());
  const stem = makeStemmer(readStemKnowledge(roots));
  const stemAll = (words: string) => words.trim().toLowerCase().split(/\s+/).map(stem).join(" ");
  const answers = rows.map(
    ({ text, label }): LabelAnswer => ({
      right: label,
      given: stemAll(text),
      probability: null,
    }),
  );
  const { rows: count, accuracy, macroF1 } = scoreLabels(answers);
  const wrong = answers.filter(({ right, given }) => right !== given);
  const shown = wrong.slice(0, 10).map(({ right, given }) => `${given} for ${right}`);
  const notes = [noteOf(table, columns), ...(shown.length > 0 ? [`wrong: ${shown.join(", ")}`] : [])];
  return { engine: "stem", file: name, skipped, notes, rows: count, accuracy, macroF1 };
}

async function evaluateRouting(
  name: string,
  bytes: Uint8Array,
  options: EvaluateOptions,
): Promise<Evaluation> {
  const cases = (file: string, content: Uint8Array) => {
    const table = readTable(file, content, looksLikeHeader("routing", [options.text, options.label]));
    const columns = findColumns("routing", table, options, () => false);
    return {
      note: noteOf(table, columns),
      ...labelledRows(
        table,
        columns,
        true,
        (label) => label.trim(),
        () => "",
      ),
    };
  };
  const { rows, skipped, note } = cases(name, bytes);
  const past =
    options.train === undefined
      ? undefined
      : cases(path.basename(options.train), await read(options.train)).rows;
  const begin = past === undefined ? Math.floor(rows.length * 0.8) : 0;
  const learned = past ?? rows.slice(0, begin);
  const asked = rows.slice(begin);
  if (asked.length === 0 || learned.length === 0) throw new ClearError(`${name} has too few rows.`);
  const { read: readText } = openEngines();
  const router = makeRouter();
  for (const { text, label } of learned) router.learn(readText(text), label);
  let amongThree = 0;
  const answers = asked.map(({ text, label }): LabelAnswer => {
    const suggestions = router.suggest(readText(text), 3);
    if (suggestions.some(({ unit }) => unit === label)) amongThree += 1;
    const [best] = suggestions;
    return { right: label, given: best?.unit ?? "", probability: best?.probability ?? 0 };
  });
  return {
    engine: "routing",
    file: name,
    skipped,
    learned: learned.length,
    topThree: amongThree / asked.length,
    notes: [note],
    ...scoreLabels(answers),
  };
}

function evaluateEntities(name: string, bytes: Uint8Array): Evaluation {
  const sentences = readTaggedText(readTagged(name, bytes));
  const { read: readText, findEntities } = openEngines();
  const score = scoreTaggedText(sentences, readText, (reading) => findEntities(reading).entities);
  const support = (kind: string) =>
    sentences.reduce((sum, { spans }) => sum + spans.filter((span) => span.kind === kind).length, 0);
  return {
    engine: "entities",
    file: name,
    rows: sentences.length,
    skipped: 0,
    accuracy: score.accuracy,
    macroF1: score.macroF1,
    microF1: score.microF1,
    precision: score.precision,
    recall: score.recall,
    notes: [
      "accuracy counts words; the other scores count whole entities",
      ...Object.entries(score.f1).map(
        ([kind, f1]) => `${kind}: F1 ${f1.toFixed(3)}, ${support(kind)} marked`,
      ),
    ],
  };
}
