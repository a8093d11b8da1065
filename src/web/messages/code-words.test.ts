import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");
const sources = globSync("src/**/*.ts", { cwd: root })
  .filter((file) => !/\.test\.ts$|^src\/(test|web)\//.test(file))
  .map((file) => readFileSync(path.join(root, file), "utf8"));
const codesIn = (pattern: RegExp): string[] => [
  ...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, code]) => code ?? ""))),
];

/** The words of every module under one head, by their whole key. */
function wordsOf(locale: "id" | "en", head: "audit" | "jobs"): Set<string> {
  const keys = new Set<string>();
  const walk = (tree: object, before: string): void => {
    for (const [key, inner] of Object.entries(tree)) {
      if (typeof inner === "string") keys.add(before + key);
      else if (typeof inner === "object" && inner !== null) walk(inner, `${before}${key}.`);
    }
  };
  for (const file of globSync(`src/{web,modules/*/web}/**/messages/${locale}.json`, { cwd: root }))
    walk(JSON.parse(readFileSync(path.join(root, file), "utf8"))[head] ?? {}, "");
  return keys;
}

test.each(["id", "en"] as const)("every act and every kind of job has its words: %s", (locale) => {
  const actions = codesIn(/\baction: "([a-z_]+\.[a-z_]+)"/g);
  const kinds = codesIn(/\bname: "((?:listen|platform)\.[a-z]+(?:-[a-z]+)+)"/g);
  expect(actions.length).toBeGreaterThan(30);
  expect(kinds.length).toBeGreaterThan(10);
  expect(actions.filter((code) => !wordsOf(locale, "audit").has(code))).toEqual([]);
  expect(kinds.filter((code) => !wordsOf(locale, "jobs").has(code))).toEqual([]);
});
