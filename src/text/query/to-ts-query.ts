import type { FieldNode, NearNode, QueryNode, QueryTerm, TermNode, TextPart, TimeNode } from "./tree.ts";

/**
 * A query split into what PostgreSQL's word index answers and what columns answer. Leaves: `text` is the text form
 * of a `tsquery` (cast it with `::tsquery`, never with `to_tsquery`), `field` and `time` are conditions.
 */
export type QueryPlan =
  | { readonly kind: "all" }
  | { readonly kind: "text"; readonly tsquery: string }
  | FieldNode
  | TimeNode
  | { readonly kind: "not"; readonly child: QueryPlan }
  | { readonly kind: "and" | "or"; readonly children: readonly QueryPlan[] };

function compileTerm(term: QueryTerm, part: TextPart | null): string {
  // Weight A marks the title, D (the default) the text.
  const weight = part === null ? "" : part === "title" ? "A" : "D";
  const suffix = term.isPrefix || weight !== "" ? `:${term.isPrefix ? "*" : ""}${weight}` : "";
  const lexemes = term.lexemes.map((lexeme) => `'${lexeme.replace(/['\\]/g, "$&$&")}'${suffix}`);
  return lexemes.length === 1 ? lexemes.join("") : `(${lexemes.join(" | ")})`;
}

function widthOf(node: TermNode): number {
  return node.terms[node.terms.length - 1]?.offset ?? 0;
}

function compileTerms(node: TermNode, part: TextPart | null): string {
  let previous = 0;
  let compiled = "";
  for (const term of node.terms) {
    if (compiled !== "") compiled += ` <${term.offset - previous}> `;
    compiled += compileTerm(term, part);
    previous = term.offset;
  }
  return node.terms.length === 1 ? compiled : `(${compiled})`;
}

function joinAlternatives(alternatives: readonly string[]): string {
  return alternatives.length === 1 ? alternatives.join("") : `(${alternatives.join(" | ")})`;
}

/** Alternatives of equal width as one operand: PostgreSQL widens the narrower side of a mixed OR inside `<n>`. */
function operandsByWidth(nodes: readonly TermNode[], part: TextPart | null): string[] {
  const byWidth = Map.groupBy(nodes, widthOf);
  return [...byWidth.values()].map((group) =>
    joinAlternatives(group.map((node) => compileTerms(node, part))),
  );
}

/** `a <n> b` means that b begins n positions after the end of a, whatever their widths: one alternative for each n. */
function compileNear(node: NearNode, part: TextPart | null): string {
  const alternatives: string[] = [];
  for (const left of operandsByWidth(node.left, part)) {
    for (const right of operandsByWidth(node.right, part)) {
      for (let distance = 1; distance <= node.distance; distance += 1) {
        alternatives.push(`(${left} <${distance}> ${right})`, `(${right} <${distance}> ${left})`);
      }
    }
  }
  return joinAlternatives(alternatives);
}

function joinPlans(kind: "and" | "or", plans: readonly QueryPlan[]): QueryPlan {
  const texts: string[] = [];
  const children: QueryPlan[] = [];
  for (const plan of plans.flatMap((each) => (each.kind === kind ? each.children : [each]))) {
    if (plan.kind === "text") texts.push(plan.tsquery);
    else children.push(plan);
  }
  if (texts.length > 0) {
    const tsquery = texts.length === 1 ? texts.join("") : `(${texts.join(kind === "and" ? " & " : " | ")})`;
    children.unshift({ kind: "text", tsquery });
  }
  const [first] = children;
  return children.length === 1 && first !== undefined ? first : { kind, children };
}

function plan(node: QueryNode, part: TextPart | null): QueryPlan {
  switch (node.kind) {
    case "all":
      return { kind: "all" };
    case "word":
    case "phrase":
      return { kind: "text", tsquery: compileTerms(node, part) };
    case "near":
      return { kind: "text", tsquery: compileNear(node, part) };
    case "field":
    case "time":
      return node;
    case "scope":
      return plan(node.child, node.part);
    case "not": {
      const child = plan(node.child, part);
      return child.kind === "text" ? { kind: "text", tsquery: `!${child.tsquery}` } : { kind: "not", child };
    }
    case "and":
    case "or":
      return joinPlans(
        node.kind,
        node.children.map((child) => plan(child, part)),
      );
  }
}

/**
 * Compiles a query for PostgreSQL. Text-only parts are merged into as few tsqueries as the shape allows: one `text`
 * leaf at most under each `and` or `or`. The result asks exactly what `evaluateQuery` answers, provided that SQL
 * conditions on absent values are made false rather than null before they are negated.
 */
export function toTsQuery(tree: QueryNode): QueryPlan {
  return plan(tree, null);
}
