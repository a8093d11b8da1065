import type { SourceSpan } from "./tree.ts";

/** Message keys of what can be wrong with a query; `docs/query-language.md` lists the sentences. */
export const queryErrorCodes = [
  "query.tooLong",
  "query.tooManyWords",
  "query.tooDeep",
  "query.tooComplex",
  "query.unclosedQuote",
  "query.emptyPhrase",
  "query.unclosedBracket",
  "query.unopenedBracket",
  "query.emptyBracket",
  "query.missingOperand",
  "query.nearNeedsNumber",
  "query.nearRange",
  "query.nearOperand",
  "query.wildcardPlace",
  "query.prefixTooShort",
  "query.prefixOfNumber",
  "query.unknownField",
  "query.fieldNeedsValue",
  "query.unknownChoice",
  "query.badTime",
  "query.notInFieldBracket",
  "query.scopeInsideScope",
] as const;

export type QueryErrorCode = (typeof queryErrorCodes)[number];

/** A change to the source that would mend the error: replace the span by `text`. */
export interface QueryMend extends SourceSpan {
  readonly text: string;
}

/** One mistake in a query. The span says which characters to underline. */
export interface QueryError extends SourceSpan {
  readonly code: QueryErrorCode;
  /** What the sentence of the message needs: the operator, the field, the limit … */
  readonly values: Readonly<Record<string, string | number>>;
  readonly mend: QueryMend | null;
}

/** The source after a suggested mend. */
export function applyMend(source: string, mend: QueryMend): string {
  return source.slice(0, mend.start) + mend.text + source.slice(mend.end);
}
