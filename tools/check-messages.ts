/**
 * Indonesian and English say the same things with the same gaps to fill, code asks only for sentences that exist, each
 * page brings the words that it shows, and no sentence is kept that nobody asks for.
 */
import { type CheckResult, conclude, type Problem } from "./lib/check-result.ts";
import { isBrowser, placeOf } from "./lib/house.ts";
import { compareMessages, LANGUAGES, type Messages, readMessages } from "./lib/message-files.ts";
import { readUses, type Uses } from "./lib/message-uses.ts";
import { findPageOffences, type PageShelf, shelfName } from "./lib/page-words.ts";
import { readSources } from "./lib/source.ts";
import { isTest, isTypeScript, listFiles } from "./lib/tree.ts";

/**
 * One `messages/` folder. The namespace of the shell's is `desk`, of a module's pages the module's name, of the
 * server's `server`; pages may lie on several.
 */
type Shelf = { folder: string; namespace: string; keys: Messages };

/** Checks every `messages/{id,en}.json` under `src/` of `root`, and the code that asks for them. */
export async function checkMessages(root: string): Promise<CheckResult> {
  const files = listFiles(root).filter((file) => file.startsWith("src/"));
  const folders = new Set(files.flatMap((file) => /^(.*\/messages)\/[\w-]+\.json$/.exec(file)?.[1] ?? []));
  const problems: Problem[] = [];
  const shelves: Shelf[] = [];
  for (const folder of folders) {
    const [id, en] = LANGUAGES.map((language) => readMessages(root, folder, language));
    if (id === undefined || en === undefined) continue;
    const texts = { id: id.messages, en: en.messages };
    problems.push(...id.problems, ...en.problems, ...compareMessages(folder, texts));
    shelves.push({ folder, namespace: namespaceOf(folder), keys: new Map([...texts.en, ...texts.id]) });
  }
  const code = files.filter((file) => isTypeScript(file) && !isTest(file));
  const { sources, problems: unread } = readSources(root, code);
  const uses = new Map(sources.map((source) => [source.file, readUses(source)]));
  problems.push(...unread, ...findMissing(shelves, uses), ...findUnused(shelves, [...uses.values()]));
  problems.push(...findTwice(shelves), ...findPageOffences(sources, uses, pageShelves(shelves)));
  return conclude("message files (messages/id.json, messages/en.json)", shelves.length, problems);
}

function namespaceOf(folder: string): string {
  const place = placeOf(folder);
  if (!isBrowser(place)) return "server";
  return place.area === "web" ? "desk" : place.part;
}

const pageShelves = (shelves: readonly Shelf[]): PageShelf[] =>
  shelves
    .filter(({ namespace }) => namespace !== "server")
    .map(({ folder, namespace, keys }) => ({
      namespace,
      name: shelfName(folder),
      keys: new Set(keys.keys()),
    }));

/** Sentences of pages that two folders of one module say: which of them is shown would be chance. */
function findTwice(shelves: readonly Shelf[]): Problem[] {
  const first = new Map<string, string>();
  return shelves.flatMap(({ folder, namespace, keys }) =>
    [...keys.keys()].flatMap((key) => {
      const name = `${namespace}:${key}`;
      const before = first.get(name) ?? folder;
      first.set(name, before);
      if (namespace === "server" || before === folder) return [];
      return [{ file: `${folder}/id.json`, message: `says ${key}, as ${before} does` }];
    }),
  );
}

/** Sentences that code asks for and nobody wrote. */
function findMissing(shelves: readonly Shelf[], uses: ReadonlyMap<string, Uses>): Problem[] {
  const problems: Problem[] = [];
  const has = (test: (key: string) => boolean, spaces: readonly string[]): boolean =>
    shelves.some(({ namespace, keys }) => spaces.includes(namespace) && keys.keys().some(test));
  for (const [file, { requests, patterns, errors }] of uses) {
    const place = placeOf(file);
    const here = isBrowser(place) ? ["desk", place.part] : ["server"];
    for (const { key, namespaces, line } of requests) {
      const spaces = namespaces.length > 0 ? namespaces : here;
      if (!has((known) => known === key, spaces))
        problems.push({ file, line, message: `asks for ${key}, which ${spaces.join(" and ")} does not say` });
    }
    for (const { pattern, fixed, line, namespaces, isCall } of patterns)
      if (isCall && !has((known) => pattern.test(known), namespaces.length > 0 ? namespaces : here))
        problems.push({ file, line, message: `asks for ${fixed}, and nothing like it is said` });
    for (const { key, line } of errors)
      if (!has((known) => known === `errors.${key}`, ["server", "desk"]))
        problems.push({ file, line, message: `fails with errors.${key}, which no message file says` });
  }
  return problems;
}

/** Sentences nobody asks for, in full, through a table of keys, or through a template. */
function findUnused(shelves: readonly Shelf[], uses: readonly Uses[]): Problem[] {
  const literals = new Set(uses.flatMap((one) => [...one.literals]));
  const asked = new Set(uses.flatMap((one) => one.requests.map(({ key }) => key)));
  const patterns = uses.flatMap((one) => one.patterns);
  const heads = [...literals].filter((text) => /^[\w.:-]+\.$/.test(text));
  const isUsed = (key: string, namespace: string): boolean => {
    if (asked.has(key) || literals.has(key) || literals.has(`${namespace}:${key}`)) return true;
    if (key.startsWith("errors.") && literals.has(key.slice("errors.".length))) return true;
    if (heads.some((head) => key.startsWith(head))) return true;
    // `errors.${key}` is how every error is said: it proves nothing about one of them.
    return patterns.some(({ pattern, fixed }) => fixed !== "errors.…" && pattern.test(key));
  };
  return shelves.flatMap(({ folder, namespace, keys }) =>
    [...keys.keys()].flatMap((key) =>
      isUsed(key, namespace) ? [] : [{ file: `${folder}/id.json`, message: `${key} is never asked for` }],
    ),
  );
}
