import { foldValue } from "#text/fold.ts";
import { formatQuery } from "#text/query/format-query.ts";
import { parseQuery } from "#text/query/parse-query.ts";
import type { FieldNode, QueryNode } from "#text/query/tree.ts";

/** Changing a query by clicking, through its tree, so that what is clicked and what is typed stay one language. */

export type FacetField =
  | "outlet"
  | "channel"
  | "lang"
  | "tag"
  | "tone"
  | "intent"
  | "hostile"
  | "place"
  | "person"
  | "org";
export type TimeRange = { since: string; until: string };

/** The conditions a query joins by AND at the top; undefined when it cannot be read. */
function conditionsOf(query: string): readonly QueryNode[] | undefined {
  const parsed = parseQuery(query);
  if (!parsed.ok) return undefined;
  if (parsed.tree.kind === "all") return [];
  return parsed.tree.kind === "and" ? parsed.tree.children : [parsed.tree];
}

const span = { start: 0, end: 0 };

function write(conditions: readonly QueryNode[]): string {
  const [only] = conditions;
  if (only === undefined) return "";
  return formatQuery(conditions.length === 1 ? only : { kind: "and", children: conditions, ...span });
}

/** The values of a condition that is nothing but a choice of values of one field: `outlet:a`, `(outlet:a OR outlet:b)`. */
function choiceOf(node: QueryNode, field: string): readonly FieldNode[] | undefined {
  const nodes = node.kind === "or" ? node.children : [node];
  const values = nodes.filter(
    (one): one is FieldNode => one.kind === "field" && one.field === field && one.match === "equals",
  );
  return values.length === nodes.length ? values : undefined;
}

/** The values of `field` that the query is limited to, as written; compare them by `isSameValue`. */
export function valuesOf(query: string, field: FacetField): string[] {
  const choices = (conditionsOf(query) ?? []).flatMap((node) => choiceOf(node, field) ?? []);
  return choices.map((node) => node.text);
}

/** Whether two values of a field are the same to the search: capitals and accents make no difference. */
export const isSameValue = (a: string, b: string): boolean => foldValue(a) === foldValue(b);

/**
 * The query with `value` of `field` added to its choice, or taken out when it was there. Several values of one field
 * are joined by OR. A query that cannot be read is returned as it is.
 */
export function toggleValue(query: string, field: FacetField, value: string): string {
  const conditions = conditionsOf(query);
  if (conditions === undefined) return query;
  const text = value.replaceAll(/["*]/g, " ").replaceAll(/\s+/g, " ").trim();
  const before = conditions.flatMap((node) => choiceOf(node, field) ?? []);
  const isThere = before.some((node) => isSameValue(node.text, text));
  const after: FieldNode[] = isThere
    ? before.filter((node) => !isSameValue(node.text, text))
    : [...before, { kind: "field", field, match: "equals", value: foldValue(text), text, ...span }];
  const rest = conditions.filter((node) => choiceOf(node, field) === undefined);
  const choice: QueryNode[] = after.length > 1 ? [{ kind: "or", children: after, ...span }] : after;
  return write([...rest, ...choice]);
}

/**
 * The query with a place added to its choice, or taken out. A place takes the stead of the one it lies in, and of those
 * that lie in it: a city beside its own province would narrow nothing. `code` as the Ministry of Home Affairs writes it.
 */
export function togglePlace(query: string, code: string): string {
  const related = valuesOf(query, "place").filter(
    (one) => one.startsWith(`${code}.`) || code.startsWith(`${one}.`),
  );
  return toggleValue(
    related.reduce((rest, one) => toggleValue(rest, "place", one), query),
    "place",
    code,
  );
}

/** The query without its choice of `field`: what the counts of that field are taken from. */
export function withoutField(query: string, field: FacetField): string {
  const conditions = conditionsOf(query);
  if (conditions === undefined) return query;
  const rest = conditions.filter((node) => choiceOf(node, field) === undefined);
  return rest.length === conditions.length ? query : write(rest);
}

/** Whether the query is limited in time at its top. */
export const hasTime = (query: string): boolean =>
  (conditionsOf(query) ?? []).some((node) => node.kind === "time");

/** The query without its limits in time, or limited to `range` instead. */
export function withTime(query: string, range?: TimeRange): string {
  const conditions = conditionsOf(query);
  if (conditions === undefined) return query;
  const times = range === undefined ? [] : (conditionsOf(`since:${range.since} until:${range.until}`) ?? []);
  return write([...conditions.filter((node) => node.kind !== "time"), ...times]);
}

/** The query that finds exactly these mentions. */
export const queryOfIds = (ids: readonly string[]): string =>
  ids.length === 0 ? "" : `id:(${ids.join(" OR ")})`;
