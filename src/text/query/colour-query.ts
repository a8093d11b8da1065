import { type LexedToken, lexQuery } from "./lex-query.ts";
import { parseQuery } from "./parse-query.ts";
import { type FieldTable, fieldTable, mentionFields } from "./query-fields.ts";
import { queryLimits } from "./query-limits.ts";
import type { SourceSpan } from "./tree.ts";

/** How a stretch of a query is to look. */
export type QueryColour = "word" | "phrase" | "operator" | "not" | "field" | "value" | "bracket" | "error";

export interface ColouredSpan extends SourceSpan {
  readonly kind: QueryColour;
}

const mentionFieldTable = fieldTable(mentionFields);
const COLOURS: Readonly<Record<Exclude<LexedToken["kind"], "field">, QueryColour>> = {
  word: "word",
  phrase: "phrase",
  and: "operator",
  or: "operator",
  near: "operator",
  not: "not",
  open: "bracket",
  close: "bracket",
  scope: "field",
};

function colourToken(token: LexedToken): ColouredSpan[] {
  const { start, end } = token;
  if (token.kind !== "field") return [{ kind: COLOURS[token.kind], start, end }];
  const name: ColouredSpan = { kind: "field", start, end: token.value?.start ?? end };
  return token.value === null ? [name] : [name, { kind: "value", start: token.value.start, end }];
}

/**
 * Spans of a query's source for colouring it while it is typed: ascending, not overlapping, and what an error
 * touches is "error". Stretches between spans (white space, punctuation) have no colour.
 */
export function colourQuery(source: string, fields: FieldTable = mentionFieldTable): ColouredSpan[] {
  if (source.length > queryLimits.length) return [{ kind: "error", start: 0, end: source.length }];
  const parsed = parseQuery(source, fields);
  const errors = parsed.ok ? [] : parsed.errors;
  const isFaulty = (span: SourceSpan) =>
    errors.some((error) => error.start < span.end && span.start < Math.max(error.end, error.start + 1));
  return lexQuery(source, fields)
    .flatMap(colourToken)
    .map((span) => (isFaulty(span) ? { ...span, kind: "error" } : span));
}
