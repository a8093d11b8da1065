import { fieldNode } from "./field-node.ts";
import { type LexedToken, lexQuery } from "./lex-query.ts";
import type { QueryError, QueryErrorCode, QueryMend } from "./query-error.ts";
import type { FieldTable, QueryField } from "./query-fields.ts";
import { queryLimits } from "./query-limits.ts";
import { termNode } from "./term-node.ts";
import type { QueryNode, SourceSpan, TermNode } from "./tree.ts";

/** Thrown to leave the parser at once; `parseQuery` catches it. */
export class ParserStop extends Error {}

/** Where the parser is, what it has found wrong, and the reading of single operands. */
export class QueryCursor {
  readonly errors: QueryError[] = [];
  protected readonly source: string;
  protected readonly fields: FieldTable;
  protected readonly tokens: readonly LexedToken[];
  protected at = 0;
  private termCount = 0;

  constructor(source: string, fields: FieldTable) {
    this.source = source;
    this.fields = fields;
    this.tokens = lexQuery(source, fields);
  }

  protected peek(): LexedToken | undefined {
    return this.tokens[this.at];
  }

  refuse(
    code: QueryErrorCode,
    span: SourceSpan,
    values: QueryError["values"],
    mend: QueryMend | null = null,
  ): void {
    this.report({ code, start: span.start, end: span.end, values, mend });
  }

  protected report(error: QueryError): void {
    this.errors.push(error);
    if (this.errors.length >= queryLimits.errors) throw new ParserStop();
  }

  protected written(span: SourceSpan): string {
    return this.source.slice(span.start, span.end);
  }

  protected missingOperand(operator: LexedToken): void {
    const { start, end } = operator;
    this.refuse(
      "query.missingOperand",
      operator,
      { operator: this.written(operator) },
      { start, end, text: "" },
    );
  }

  private countTerm(span: SourceSpan): void {
    this.termCount += 1;
    if (this.termCount <= queryLimits.terms) return;
    this.refuse("query.tooManyWords", span, { max: queryLimits.terms });
    throw new ParserStop();
  }

  /** Null for punctuation, which is passed over, and after an error. */
  protected readTerm(token: LexedToken & { kind: "word" | "phrase" }): TermNode | null {
    this.countTerm(token);
    const { start, end } = token;
    if (token.kind === "phrase" && !token.isClosed) {
      const mend = { start: end, end, text: '"' };
      this.refuse("query.unclosedQuote", { start, end: start + 1 }, {}, mend);
      return null;
    }
    const node = termNode(token.kind, token.text, token);
    if (node === null) {
      if (token.kind === "phrase") this.refuse("query.emptyPhrase", token, {}, { start, end, text: "" });
      return null;
    }
    if ("code" in node) {
      this.report(node);
      return null;
    }
    return node;
  }

  protected readValue(field: QueryField, written: string, span: SourceSpan): QueryNode | null {
    this.countTerm(span);
    const node = fieldNode(field, written, span);
    if (!("code" in node)) return node;
    this.report(node);
    return null;
  }

  /** The condition of `name:value`. */
  protected readFieldValue(field: QueryField, token: LexedToken & { kind: "field" }): QueryNode | null {
    const { start, end, value } = token;
    if (value === null) {
      const gap = /^\s+(?=[^\s()])/u.exec(this.source.slice(end, end + 50))?.[0].length ?? 0;
      const mend = gap > 0 ? { start: end, end: end + gap, text: "" } : null;
      this.refuse("query.fieldNeedsValue", token, { field: token.name }, mend);
      return null;
    }
    if (!value.isClosed) {
      this.refuse(
        "query.unclosedQuote",
        { start: value.start, end: value.start + 1 },
        {},
        { start: end, end, text: '"' },
      );
      return null;
    }
    return this.readValue(field, value.text, { start, end });
  }
}
