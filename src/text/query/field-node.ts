import { foldValue } from "../fold.ts";
import type { QueryError, QueryErrorCode } from "./query-error.ts";
import { type FieldTable, findChoice, nearestName, type QueryField, scopeWords } from "./query-fields.ts";
import { readTimePoint } from "./time-point.ts";
import type { FieldNode, SourceSpan, TimeNode } from "./tree.ts";

function refusal(
  code: QueryErrorCode,
  span: SourceSpan,
  values: Record<string, string | number>,
  mended: string | null,
): QueryError {
  const { start, end } = span;
  return { code, start, end, values, mend: mended === null ? null : { start, end, text: mended } };
}

/** The error for a field nobody knows, with the field that was probably meant or the words in quotes. */
export function unknownField(source: string, name: string, span: SourceSpan, fields: FieldTable): QueryError {
  const suggestion = nearestName(name, [...fields.keys(), ...Object.keys(scopeWords)]);
  const rest = source.slice(span.start + name.length + 1, span.end);
  const quoted = `"${source.slice(span.start, span.end).replace(/["“”„‟＂]/gu, "")}"`;
  const mended = suggestion === null ? quoted : `${suggestion}:${rest}`;
  return refusal("query.unknownField", span, { field: name, suggestion: suggestion ?? "" }, mended);
}

function valueNode(field: QueryField, written: string, span: SourceSpan): FieldNode | QueryError {
  const text = written.replace(/\s+/gu, " ").trim();
  const { start, end } = span;
  if (text === "*")
    return { kind: "field", field: field.name, match: "present", value: "", text, start, end };
  const match = text.endsWith("*") ? "startsWith" : "equals";
  const value = foldValue(match === "startsWith" ? text.slice(0, -1) : text);
  if (value === "") return refusal("query.fieldNeedsValue", span, { field: field.name }, null);
  return { kind: "field", field: field.name, match, value, text, start, end };
}

/** The condition that a field and the value written for it stand for, or what is wrong with the value. */
export function fieldNode(
  field: QueryField,
  written: string,
  span: SourceSpan,
): FieldNode | TimeNode | QueryError {
  const { start, end } = span;
  if (field.kind === "value") return valueNode(field, written, span);
  if (field.kind === "choice") {
    const choice = findChoice(field.choices, written);
    if (choice !== null) {
      const { name } = choice;
      return { kind: "field", field: field.name, match: "equals", value: name, text: name, start, end };
    }
    const names = field.choices.flatMap((known) => [known.name, ...known.aliases]);
    const nearest = nearestName(written, names);
    const choices = field.choices.map((known) => known.name).join(", ");
    const values = { field: field.name, value: written, choices };
    return refusal("query.unknownChoice", span, values, nearest === null ? null : `${field.name}:${nearest}`);
  }
  const found = readTimePoint(written);
  if (found === null) return refusal("query.badTime", span, { field: field.name, value: written }, null);
  return { kind: "time", field: field.name, bound: field.bound, at: found.at, text: found.text, start, end };
}
