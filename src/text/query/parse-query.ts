import { compiledSize } from "./compiled-size.ts";
import { unknownField } from "./field-node.ts";
import type { LexedToken } from "./lex-query.ts";
import { joinNodes, negateNode } from "./node-shape.ts";
import { ParserStop, QueryCursor } from "./query-cursor.ts";
import type { QueryError } from "./query-error.ts";
import { type FieldTable, fieldTable, mentionFields, type QueryField } from "./query-fields.ts";
import { queryLimits } from "./query-limits.ts";
import type { QueryNode, TermNode, TextPart } from "./tree.ts";

/** A query that can be run, or everything that keeps it from being one. */
export type ParsedQuery =
  | { readonly ok: true; readonly tree: QueryNode }
  | { readonly ok: false; readonly errors: readonly QueryError[] };

const NEAR_DEFAULT = 5;
const mentionFieldTable = fieldTable(mentionFields);

class Parser extends QueryCursor {
  private depth = 0;
  /** The part that an enclosing `in:title` has chosen. */
  private scope: TextPart | null = null;
  /** The field whose bracket is being read (`outlet:(a OR b)`). */
  private field: QueryField | null = null;

  parse(): QueryNode {
    const { length } = this.source;
    let tree = this.readOr();
    for (let extra = this.peek(); extra !== undefined; extra = this.peek()) {
      // Only a closing bracket too many can stop the grammar early.
      this.refuse("query.unopenedBracket", extra, {}, { start: extra.start, end: extra.end, text: "" });
      this.at += 1;
      tree = this.readOr() ?? tree;
    }
    return tree ?? { kind: "all", start: 0, end: length };
  }

  private readOr(): QueryNode | null {
    return this.readJunction("or", () => this.readAnd());
  }

  private readAnd(): QueryNode | null {
    return this.readJunction("and", () => this.readUnary());
  }

  /** Operands joined by an operator, which may be left out for `and`. Null when there is nothing to read. */
  private readJunction(kind: "and" | "or", readOperand: () => QueryNode | null): QueryNode | null {
    const children: QueryNode[] = [];
    let operator: LexedToken | undefined;
    let errorsAtOperator = 0;
    for (;;) {
      const token = this.peek();
      if (token?.kind === kind) {
        if (operator !== undefined || children.length === 0) this.missingOperand(token);
        else operator = token;
        errorsAtOperator = this.errors.length;
        this.at += 1;
        continue;
      }
      const isEnd = token === undefined || token.kind === "close" || (kind === "and" && token.kind === "or");
      if (isEnd || (kind === "or" && children.length > 0 && operator === undefined)) break;
      const before = this.at;
      const child = readOperand();
      if (child !== null) {
        children.push(child);
        operator = undefined;
      }
      if (this.at === before) break;
    }
    // A faulty operand has been reported already.
    if (operator !== undefined && this.errors.length === errorsAtOperator) this.missingOperand(operator);
    return joinNodes(kind, children);
  }

  private readUnary(): QueryNode | null {
    const prefixes: LexedToken[] = [];
    const outerScope = this.scope;
    for (let token = this.peek(); token?.kind === "not" || token?.kind === "scope"; token = this.peek()) {
      if (token.kind === "scope") this.enterScope(token);
      prefixes.push(token);
      this.at += 1;
    }
    const errorsBefore = this.errors.length;
    let node = this.readNear();
    this.scope = outerScope;
    const last = prefixes[prefixes.length - 1];
    if (node === null) {
      if (last !== undefined && this.errors.length === errorsBefore) this.missingOperand(last);
      return null;
    }
    for (const prefix of prefixes.reverse()) {
      if (prefix.kind === "not") node = negateNode(node, prefix.start);
      else if (
        prefix.kind === "scope" &&
        prefix.part !== null &&
        prefix.part !== outerScope &&
        node.kind !== "scope"
      ) {
        node = { kind: "scope", part: prefix.part, child: node, start: prefix.start, end: node.end };
      }
    }
    return node;
  }

  private enterScope(token: LexedToken & { kind: "scope" }): void {
    if (this.field !== null) this.refuse("query.notInFieldBracket", token, { field: this.field.name });
    if (token.part === null) {
      const values = { field: "in", value: token.text, choices: "title, text" };
      this.refuse("query.unknownChoice", token, values, {
        start: token.start,
        end: token.end,
        text: "in:title",
      });
    } else if (this.scope !== null && this.scope !== token.part) {
      this.refuse("query.scopeInsideScope", token, { outer: this.scope, inner: token.part });
    } else this.scope = token.part;
  }

  /** Operands side by side by NEAR; a chain `a NEAR/3 b NEAR/5 c` asks for each neighbouring pair. */
  private readNear(): QueryNode | null {
    let left = this.readPrimary();
    const pairs: QueryNode[] = [];
    for (let token = this.peek(); token?.kind === "near"; token = this.peek()) {
      this.at += 1;
      const { field } = this;
      if (field !== null) this.refuse("query.notInFieldBracket", token, { field: field.name });
      const errorsBefore = this.errors.length;
      const right = this.readPrimary();
      if (left === null || right === null) {
        if (this.errors.length === errorsBefore) this.missingOperand(token);
        left = right;
        continue;
      }
      if (field !== null) continue;
      const distance = this.nearDistance(token);
      const [a, b] = [this.nearOperand(left, token), this.nearOperand(right, token)];
      if (distance !== null && a !== null && b !== null) {
        pairs.push({ kind: "near", distance, left: a, right: b, start: left.start, end: right.end });
      }
      left = right;
    }
    return pairs.length > 0 ? joinNodes("and", pairs) : left;
  }

  private nearDistance(token: LexedToken & { kind: "near" }): number | null {
    const { start, end, distance } = token;
    const word = this.written(token).replace(/\/.*$/u, "");
    const max = queryLimits.nearDistance;
    if (distance === null) {
      this.refuse(
        "query.nearNeedsNumber",
        token,
        { operator: word },
        { start, end, text: `${word}/${NEAR_DEFAULT}` },
      );
    } else if (distance < 1 || distance > max) {
      const text = `${word}/${distance < 1 ? 1 : max}`;
      this.refuse("query.nearRange", token, { operator: word, distance, max }, { start, end, text });
    } else return distance;
    return null;
  }

  private nearOperand(node: QueryNode, operator: LexedToken): readonly TermNode[] | null {
    if (node.kind === "word" || node.kind === "phrase") return [node];
    if (node.kind === "or") {
      const terms = node.children.filter((child) => child.kind === "word" || child.kind === "phrase");
      if (terms.length === node.children.length) return terms;
    }
    this.refuse("query.nearOperand", node, { operator: this.written(operator) });
    return null;
  }

  private readPrimary(): QueryNode | null {
    for (;;) {
      const token = this.peek();
      if (token === undefined) return null;
      if (token.kind === "open") return this.readBracket(token);
      if (token.kind === "field") return this.readField(token);
      if (token.kind !== "word" && token.kind !== "phrase") return null;
      this.at += 1;
      const node = this.field === null ? this.readTerm(token) : this.readValue(this.field, token.text, token);
      if (node !== null || token.kind === "phrase") return node;
    }
  }

  private readField(token: LexedToken & { kind: "field" }): QueryNode | null {
    this.at += 1;
    const field = this.fields.get(token.name);
    if (this.field !== null) this.refuse("query.notInFieldBracket", token, { field: this.field.name });
    if (field === undefined) {
      this.report(unknownField(this.source, token.name, token, this.fields));
      return token.isGroup ? this.readPrimary() : null;
    }
    if (token.isGroup) {
      const outer = this.field;
      this.field = field;
      const node = this.readPrimary();
      this.field = outer;
      return node;
    }
    return this.readFieldValue(field, token);
  }

  private readBracket(open: LexedToken): QueryNode | null {
    this.at += 1;
    this.depth += 1;
    if (this.depth > queryLimits.bracketDepth) {
      this.refuse("query.tooDeep", open, { max: queryLimits.bracketDepth });
      throw new ParserStop();
    }
    const errorsBefore = this.errors.length;
    const node = this.readOr();
    this.depth -= 1;
    const close = this.peek();
    if (close?.kind === "close") this.at += 1;
    else {
      const end = this.source.length;
      this.refuse("query.unclosedBracket", open, {}, { start: end, end, text: ")" });
    }
    if (node === null && this.errors.length === errorsBefore) {
      const span = { start: open.start, end: close?.end ?? open.end };
      this.refuse("query.emptyBracket", span, {}, { ...span, text: "" });
    }
    return node;
  }
}

/**
 * Reads a query. Linear in its length; any string is answered within the limits of `query-limits.ts`, never with an
 * exception. Pass another field table to offer other fields.
 */
export function parseQuery(source: string, fields: FieldTable = mentionFieldTable): ParsedQuery {
  if (source.length > queryLimits.length) {
    const span = { start: queryLimits.length, end: source.length };
    return {
      ok: false,
      errors: [{ code: "query.tooLong", ...span, values: { max: queryLimits.length }, mend: null }],
    };
  }
  const parser = new Parser(source, fields);
  try {
    const tree = parser.parse();
    if (parser.errors.length === 0 && compiledSize(tree) > queryLimits.compiledLexemes) {
      parser.refuse("query.tooComplex", tree, { max: queryLimits.compiledLexemes });
    }
    if (parser.errors.length === 0) return { ok: true, tree };
  } catch (error) {
    if (!(error instanceof ParserStop)) throw error;
  }
  return { ok: false, errors: parser.errors.sort((a, b) => a.start - b.start) };
}
