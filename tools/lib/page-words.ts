/** Whether each page brings the words that it shows: those of the folders it names, and what its module always says. */
import type { ESTree } from "vite";
import { resolveImport } from "../check-imports.ts";
import type { Problem } from "./check-result.ts";
import { isBrowser, placeOf } from "./house.ts";
import type { Uses } from "./message-uses.ts";
import type { Source } from "./source.ts";

/** One `messages/` folder of pages: its namespace, and its folder under `web/` ("" for what is always there). */
export type PageShelf = { namespace: string; name: string; keys: ReadonlySet<string> };

/** `{ load: () => import("./x-page.tsx"), words: ["x"] }` */
type Page = { file: string; line: number; target: string; words: readonly string[] };

/** A key and the shelf that it lies on. */
type Need = { key: string; shelf: PageShelf };

/** Where the shell begins: it has only what is always there. */
const SHELL = "src/web/main.tsx";

/** The name of a `messages/` folder: the folder it lies in, under `web/`. */
export const shelfName = (folder: string): string => /\/web\/(.+)\/messages$/.exec(folder)?.[1] ?? "";

/** What pages ask for without bringing it, and bring without asking for it. */
export function findPageOffences(
  sources: readonly Source[],
  uses: ReadonlyMap<string, Uses>,
  shelves: readonly PageShelf[],
): Problem[] {
  const browser = sources.filter(({ file }) => isBrowser(placeOf(file)));
  const pages = browser.flatMap(readPages);
  const graph = readGraph(browser, pages);
  const needs = new Map(browser.map(({ file }) => [file, readNeeds(file, uses.get(file), shelves)]));
  const problems = pages.flatMap((page) => findOffences(page, needsOf(page.target, graph, needs), shelves));
  if (graph.has(SHELL))
    for (const { key, shelf } of needsOf(SHELL, graph, needs))
      if (shelf.name !== "")
        problems.push({ file: SHELL, message: `reaches ${key}, which only ${shelf.name}/messages says` });
  return problems;
}

function findOffences(page: Page, needs: readonly Need[], shelves: readonly PageShelf[]): Problem[] {
  const { file, line, target } = page;
  const own = namespaceOf(target);
  const problems: Problem[] = [];
  const missing = new Map<string, string>();
  for (const { key, shelf } of needs) {
    const isBrought =
      page.words.includes(`*/${shelf.name}`) || (shelf.namespace === own && page.words.includes(shelf.name));
    if (shelf.name === "" || isBrought) continue;
    if (!missing.has(`${shelf.namespace} ${shelf.name}`))
      missing.set(
        `${shelf.namespace} ${shelf.name}`,
        shelf.namespace === own
          ? `${target} shows ${key}: "${shelf.name}" is missing among its words`
          : `${target} shows ${shelf.namespace}:${key}, which is not said everywhere`,
      );
  }
  for (const message of missing.values()) problems.push({ file, line, message });
  for (const word of page.words) {
    const isEverywhere = word.startsWith("*/");
    const isThere = shelves.some(({ namespace, name }) =>
      isEverywhere ? name === word.slice(2) : namespace === own && name === word,
    );
    const isShown = needs.some(({ shelf }) =>
      isEverywhere ? shelf.name === word.slice(2) : shelf.namespace === own && shelf.name === word,
    );
    if (!isThere) problems.push({ file, line, message: `there are no words in ${word}/messages` });
    else if (!isShown)
      problems.push({ file, line, message: `${target} shows none of the words of "${word}"` });
  }
  return problems;
}

function namespaceOf(file: string): string {
  const place = placeOf(file);
  return place.area === "web" ? "desk" : place.part;
}

/**
 * What a file says: by whole keys, through tables, through templates that begin with something fixed, and by a head
 * ("jobs.") under which every module may say something.
 */
function readNeeds(file: string, uses: Uses | undefined, shelves: readonly PageShelf[]): Need[] {
  if (uses === undefined) return [];
  const here = ["desk", namespaceOf(file)];
  const exact = new Set<string>();
  const want = (key: string, spaces: readonly string[]): void => {
    for (const space of spaces) exact.add(`${space}:${key}`);
  };
  for (const { key, namespaces } of uses.requests) want(key, namespaces.length > 0 ? namespaces : here);
  const heads: string[] = [];
  for (const text of uses.literals) {
    if (/^[\w-]+\.$/.test(text)) heads.push(text);
    const [key = "", space] = text.split(":").reverse();
    if (key.includes(".")) want(key, space === undefined ? here : [space]);
  }
  // A template that is not asked for on the spot may be a key on its way, or no key at all: where the file asks for
  // nothing, only one with a namespace is taken for a key.
  const asks = uses.requests.length > 0 || uses.patterns.some(({ isCall }) => isCall);
  const patterns = uses.patterns.filter(
    ({ isCall, fixed }) => isCall || (asks ? /^([\w-]+:)?\w+\./ : /^[\w-]+:\w+\./).test(fixed),
  );
  return shelves.flatMap((shelf) =>
    [...shelf.keys].flatMap((key) => {
      const isAsked =
        exact.has(`${shelf.namespace}:${key}`) ||
        heads.some((head) => key.startsWith(head)) ||
        patterns.some(({ pattern, namespaces, fixed }) => {
          const space = /^([\w-]+):/.exec(fixed)?.[1];
          const spaces = space === undefined ? (namespaces.length > 0 ? namespaces : here) : [space];
          return spaces.includes(shelf.namespace) && pattern.test(key);
        });
      return isAsked ? [{ key, shelf }] : [];
    }),
  );
}

/** Everything that is asked for by a file and by what it loads. */
function needsOf(
  start: string,
  graph: ReadonlyMap<string, readonly string[]>,
  needs: ReadonlyMap<string, readonly Need[]>,
): Need[] {
  const seen = new Set([start]);
  for (const file of seen) for (const to of graph.get(file) ?? []) seen.add(to);
  return [...seen].flatMap((file) => needs.get(file) ?? []);
}

/** Who loads whom; the pages that a file opens are not part of it. */
function readGraph(sources: readonly Source[], pages: readonly Page[]): Map<string, string[]> {
  return new Map(
    sources.map(({ file, imports }) => {
      const opened = new Set(pages.filter((page) => page.file === file).map(({ target }) => target));
      const targets = imports.flatMap(({ specifier, kind }) => {
        const to = kind === "type" ? undefined : resolveImport(file, specifier);
        return to === undefined || (kind === "dynamic" && opened.has(to)) ? [] : [to];
      });
      return [file, targets];
    }),
  );
}

/** The pages that a file opens. */
function readPages(source: Source): Page[] {
  const pages: Page[] = [];
  source.visit({
    ObjectExpression(node) {
      const load = propertyOf(node, "load");
      if (load?.type !== "ArrowFunctionExpression" || load.body.type !== "ImportExpression") return;
      const specifier = load.body.source;
      if (specifier.type !== "Literal" || typeof specifier.value !== "string") return;
      const target = resolveImport(source.file, specifier.value);
      const words = propertyOf(node, "words");
      const named = words?.type === "ArrayExpression" ? words.elements : [];
      if (target !== undefined)
        pages.push({
          file: source.file,
          line: source.lineOf(node),
          target,
          words: named.flatMap((one) =>
            one?.type === "Literal" && typeof one.value === "string" ? [one.value] : [],
          ),
        });
    },
  });
  return pages;
}

function propertyOf(node: ESTree.ObjectExpression, name: string): ESTree.Expression | undefined {
  for (const one of node.properties)
    if (one.type === "Property" && one.key.type === "Identifier" && one.key.name === name) return one.value;
  return undefined;
}
