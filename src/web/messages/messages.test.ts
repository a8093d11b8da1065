import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { permissions, roles } from "#shared/permissions.ts";

type Messages = { [key: string]: string | Messages };

const flat = (messages: Messages, prefix = ""): [string, string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  );
const folder = path.join(import.meta.dirname, "..");
const said = (locale: "id" | "en"): Map<string, string> =>
  new Map(
    globSync(`**/messages/${locale}.json`, { cwd: folder }).flatMap((file) =>
      flat(JSON.parse(readFileSync(path.join(folder, file), "utf8"))),
    ),
  );
const indonesian = said("id");
const english = said("en");
const base = (key: string): string => key.replace(/_(one|other)$/, "");

test("both languages say the same things", () => {
  expect(indonesian.size).toBeGreaterThan(300);
  expect(new Set([...english.keys()].map(base))).toEqual(new Set([...indonesian.keys()].map(base)));
});

test("both languages take the same values", () => {
  const values = (text: string) => new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]));
  for (const [key, text] of indonesian) expect(values(english.get(key) ?? ""), key).toEqual(values(text));
});

test("every role and permission has its words", () => {
  for (const role of roles) expect(indonesian.has(`role.${role}.about`), role).toBe(true);
  for (const permission of permissions)
    expect(indonesian.has(`permission.${permission.replace(".", "_")}`), permission).toBe(true);
});
