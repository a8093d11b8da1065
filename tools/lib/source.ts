/**
 * What a source file says, read with the parser that also builds the desk. Every check reads code through here, so
 * that text inside comments and strings is never mistaken for code, and a file the parser cannot read is an offence.
 */
import { type ESTree, parseSync, Visitor, type VisitorObject } from "vite";
import type { Problem } from "./check-result.ts";
import { lineAt, readText } from "./tree.ts";

/** `static` runs at load, `type` is erased, `dynamic` is `import()` or `new URL("./x.ts", import.meta.url)`. */
export type ImportKind = "static" | "type" | "dynamic";
export type SourceImport = { specifier: string; line: number; kind: ImportKind };
export type Source = {
  file: string;
  text: string;
  imports: SourceImport[];
  /** Names this file exports; `*` stands for an `export * from`. */
  exports: string[];
  /** Calls back for each node of the syntax tree. */
  visit(visitor: VisitorObject): void;
  lineOf(node: { start: number }): number;
};

/** Reads and parses `file` under `root`, or says why it cannot be parsed. */
export function readSource(root: string, file: string): Source | Problem {
  const text = readText(root, file);
  const parsed = parseSync(file, text, {});
  const error = parsed.errors[0];
  if (error !== undefined) return { file, message: `cannot be parsed: ${error.message}` };
  const lineOf = (node: { start: number }): number => lineAt(text, node.start);
  const visit = (visitor: VisitorObject): void => new Visitor(visitor).visit(parsed.program);
  const imports: SourceImport[] = [];
  const add = (source: { value: unknown; start: number } | null, kind: ImportKind): void => {
    if (typeof source?.value === "string")
      imports.push({ specifier: source.value, line: lineOf(source), kind });
  };
  visit({
    ImportDeclaration: (node) => add(node.source, isErased(node) ? "type" : "static"),
    ExportNamedDeclaration: (node) => add(node.source, node.exportKind === "type" ? "type" : "static"),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === "type" ? "type" : "static"),
    TSImportType: (node) => add(node.source, "type"),
    ImportExpression: (node) => add(node.source.type === "Literal" ? node.source : null, "dynamic"),
    NewExpression: (node) => add(moduleUrl(node), "dynamic"),
  });
  const exports = parsed.module.staticExports.flatMap((statement) =>
    statement.entries.map(
      (entry) => entry.exportName.name ?? (entry.exportName.kind === "Default" ? "default" : "*"),
    ),
  );
  return { file, text, imports, exports, visit, lineOf };
}

/** Reads many files; what cannot be parsed comes back as problems. */
export function readSources(
  root: string,
  files: readonly string[],
): { sources: Source[]; problems: Problem[] } {
  const sources: Source[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const source = readSource(root, file);
    if ("message" in source) problems.push(source);
    else sources.push(source);
  }
  return { sources, problems };
}

/** `import type …`, and `import { type A, type B }` where nothing else is named. */
function isErased(node: ESTree.ImportDeclaration): boolean {
  if (node.importKind === "type") return true;
  return (
    node.specifiers.length > 0 &&
    node.specifiers.every((one) => one.type === "ImportSpecifier" && one.importKind === "type")
  );
}

/** The literal of `new URL("./worker.ts", import.meta.url)`, which is how a worker thread names its file. */
function moduleUrl(node: ESTree.NewExpression): ESTree.StringLiteral | null {
  const [first, second] = node.arguments;
  if (node.callee.type !== "Identifier" || node.callee.name !== "URL") return null;
  if (first?.type !== "Literal" || typeof first.value !== "string" || !/^[.#].*\.tsx?$/.test(first.value))
    return null;
  if (second?.type !== "MemberExpression" || second.object.type !== "MetaProperty") return null;
  return first as ESTree.StringLiteral;
}
