import { AppError, type FieldProblem, invalidField } from "#shared/app-error.ts";
import { evaluateQuery } from "#text/query/evaluate-query.ts";
import { parseQuery } from "#text/query/parse-query.ts";
import type { QueryNode } from "#text/query/tree.ts";
import { nodesOf } from "./monitor-tree.ts";

/** What a monitor looks for and what no match may be, as people wrote them. */
export type MonitorQueryText = { q: string; exclude: string };

/**
 * A monitor's query as one tree: what it looks for, AND NOT what is excluded.
 * @throws AppError `invalid` with one problem for each mistake, of field `q` or `exclude`; `start` and `end` among its
 *   values say which characters it is about. Besides what is no query, a monitor may not look for nothing in particular
 *   (empty, or only NOT), be counted from today (`since:7d`), or ask for what other mentions decide (`has:duplicate`,
 *   `story:`, `monitor:`)
 */
export function readMonitorQuery({ q, exclude }: MonitorQueryText): QueryNode {
  const parts = { q: readPart("q", q), exclude: readPart("exclude", exclude) };
  const problems = [...parts.q.problems, ...parts.exclude.problems];
  if (problems.length > 0) throw new AppError("invalid", "invalid_input", {}, undefined, problems);
  if (parts.q.tree.kind === "all") throw invalidField("q", "field.required");
  if (evaluateQuery(parts.q.tree, nothing, { now: new Date(0), zone: "Asia/Jakarta" }))
    throw invalidField("q", "monitor.only_not", { start: 0, end: q.length });
  const joined = parseQuery(joinedQuery({ q, exclude }));
  // Each part alone is small enough; together they may not be.
  if (!joined.ok) throw invalidField("q", "monitor.too_large", { start: 0, end: q.length });
  return joined.tree;
}

/** A monitor's query in one line, as a search box takes it. */
export const joinedQuery = ({ q, exclude }: MonitorQueryText): string =>
  exclude.trim() === "" ? q : `(${q}) NOT (${exclude})`;

/** What has no word and no value, at no time: whoever finds it looks for nothing in particular. */
const nothing = { title: "", text: "", publishedAt: null, fields: {} };

function readPart(field: "q" | "exclude", source: string): { tree: QueryNode; problems: FieldProblem[] } {
  const parsed = parseQuery(source);
  if (!parsed.ok)
    return {
      tree: { kind: "all", start: 0, end: 0 },
      problems: parsed.errors.map(({ code, values, start, end }) => ({
        field,
        key: code,
        values: { ...values, start, end },
      })),
    };
  return { tree: parsed.tree, problems: [...nodesOf(parsed.tree)].flatMap((node) => refusal(field, node)) };
}

/** What a mention has or not by what other mentions are. */
const othersDecide: ReadonlySet<string> = new Set(["duplicate", "copies"]);

function refusal(field: string, node: QueryNode): FieldProblem[] {
  const { start, end } = node;
  if (node.kind === "time" && node.at.unit === "ago")
    return [{ field, key: "monitor.relative_time", values: { text: node.text, start, end } }];
  if (node.kind === "field" && node.field === "has" && othersDecide.has(node.value))
    return [{ field, key: "monitor.no_duplicate", values: { text: `has:${node.value}`, start, end } }];
  if (node.kind === "field" && node.field === "story")
    return [{ field, key: "monitor.no_duplicate", values: { text: "story:", start, end } }];
  if (node.kind === "field" && node.field === "monitor")
    return [{ field, key: "monitor.no_monitor", values: { start, end } }];
  return [];
}
