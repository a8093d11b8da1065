/** Where code asks for sentences. Pragmatic: literals, and templates with something fixed in them. */
import type { ESTree } from "vite";
import type { Source } from "./source.ts";

/** A sentence asked for by its key; `namespaces` are where it may stand, none meaning "by the file's place". */
export type Request = { key: string; namespaces: string[]; line: number };
export type Uses = {
  /** Keys asked for in full. */
  requests: Request[];
  /** Keys asked for by a template, as a pattern over whole keys. */
  patterns: { pattern: RegExp; fixed: string; line: number; namespaces: string[]; isCall: boolean }[];
  /** Keys of `errors.<key>` given to an AppError. */
  errors: { key: string; line: number }[];
  /** Every text in the file: a key may travel through a table before it is asked for. */
  literals: Set<string>;
};

type Translator = { namespaces: string[]; prefix: string };

/** Reads one file. Keys under a `keyPrefix` come back whole; `ns:key` comes back as key and namespace. */
export function readUses(source: Source): Uses {
  const uses: Uses = { requests: [], patterns: [], errors: [], literals: new Set() };
  const translators = readTranslators(source);
  const prefixes = [...translators.values()].flat().flatMap(({ prefix }) => (prefix === "" ? [] : [prefix]));
  const asked = new Set<ESTree.Node>();
  const ask = (node: ESTree.Node | undefined, { namespaces, prefix }: Translator): void => {
    for (const one of branchesOf(node)) {
      const line = source.lineOf(one);
      if (one.type === "TemplateLiteral") {
        asked.add(one);
        const found = patternOf(one, prefix);
        if (found) uses.patterns.push({ ...found, line, namespaces, isCall: true });
      } else if (one.type === "Literal" && typeof one.value === "string") {
        const [key = "", space] = one.value.split(":").reverse();
        uses.requests.push({
          key: prefix + key,
          namespaces: space === undefined ? namespaces : [space],
          line,
        });
      }
    }
  };
  source.visit({
    CallExpression(node) {
      const { callee } = node;
      const name =
        callee.type === "Identifier"
          ? callee.name
          : callee.type === "MemberExpression" && callee.property.type === "Identifier"
            ? callee.property.name
            : "";
      if (name === "translate") ask(node.arguments[1], { namespaces: [], prefix: "" });
      else
        for (const translator of translators.get(name) ??
          (name === "t" ? [{ namespaces: [], prefix: "" }] : []))
          ask(node.arguments[0], translator);
    },
    JSXAttribute(node) {
      if (node.name.name === "i18nKey" && node.value?.type === "Literal")
        ask(node.value, translators.get("t")?.[0] ?? { namespaces: [], prefix: "" });
    },
    NewExpression(node) {
      const key = node.arguments[1];
      if (node.callee.type !== "Identifier" || node.callee.name !== "AppError") return;
      for (const one of branchesOf(key)) {
        if (one.type === "Literal" && typeof one.value === "string")
          uses.errors.push({ key: one.value, line: source.lineOf(one) });
        if (one.type !== "TemplateLiteral") continue;
        asked.add(one);
        const found = patternOf(one, "errors.");
        if (found) uses.patterns.push({ ...found, line: source.lineOf(one), namespaces: [], isCall: false });
      }
    },
    Literal(node) {
      if (typeof node.value !== "string") return;
      for (const prefix of ["", ...prefixes]) uses.literals.add(prefix + node.value);
    },
    TemplateLiteral(node) {
      if (asked.has(node)) return;
      for (const prefix of ["", ...prefixes]) {
        const found = patternOf(node, prefix);
        if (found) uses.patterns.push({ ...found, line: source.lineOf(node), namespaces: [], isCall: false });
      }
    },
  });
  return uses;
}

/** `const { t: say } = useTranslation("listen", { keyPrefix: "stream" })` → say. One name may stand for several. */
function readTranslators(source: Source): Map<string, Translator[]> {
  const found = new Map<string, Translator[]>();
  source.visit({
    VariableDeclarator(node) {
      const call = node.init;
      if (
        call?.type !== "CallExpression" ||
        call.callee.type !== "Identifier" ||
        call.callee.name !== "useTranslation"
      )
        return;
      const names = node.id.type === "ObjectPattern" ? node.id.properties.flatMap(translatorName) : [];
      const translator = { namespaces: textsOf(call.arguments[0]), prefix: keyPrefixOf(call.arguments[1]) };
      for (const name of names) found.set(name, [...(found.get(name) ?? []), translator]);
    },
  });
  return found;
}

function translatorName(property: ESTree.Node): string[] {
  if (property.type !== "Property" || property.key.type !== "Identifier" || property.key.name !== "t")
    return [];
  return property.value.type === "Identifier" ? [property.value.name] : [];
}

function keyPrefixOf(options: ESTree.Node | undefined): string {
  if (options?.type !== "ObjectExpression") return "";
  const property = options.properties.find(
    (one) => one.type === "Property" && one.key.type === "Identifier" && one.key.name === "keyPrefix",
  );
  const [prefix] = property?.type === "Property" ? textsOf(property.value) : [];
  return prefix === undefined ? "" : `${prefix}.`;
}

function textsOf(node: ESTree.Node | undefined): string[] {
  if (node?.type === "ArrayExpression") return node.elements.flatMap((one) => textsOf(one ?? undefined));
  return node?.type === "Literal" && typeof node.value === "string" ? [node.value] : [];
}

/** `isOpen ? "a" : "b"` asks for both; `key ?? "a"` may ask for "a". */
function branchesOf(node: ESTree.Node | undefined): ESTree.Node[] {
  if (node?.type === "ConditionalExpression")
    return [...branchesOf(node.consequent), ...branchesOf(node.alternate)];
  if (node?.type === "LogicalExpression") return [...branchesOf(node.left), ...branchesOf(node.right)];
  return node === undefined ? [] : [node];
}

/** A template as a pattern over keys, when enough of it is fixed to mean something. */
function patternOf(
  node: ESTree.TemplateLiteral,
  prefix: string,
): { pattern: RegExp; fixed: string } | undefined {
  const parts = node.quasis.map((quasi) => quasi.value.cooked ?? "");
  const fixed = prefix + parts.join("…");
  if (!/[a-z]{2}\.|\.[a-z]{2}|_[a-z]{2}|[a-z]{2}_/i.test(fixed) || !/^[\w.:…-]+$/.test(fixed))
    return undefined;
  const escaped = parts.map((part) => part.replace(/^[\w-]+:/, "").replaceAll(".", "\\."));
  return { pattern: new RegExp(`^${prefix.replaceAll(".", "\\.")}${escaped.join(".+")}$`), fixed };
}
