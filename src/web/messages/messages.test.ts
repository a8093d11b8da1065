import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { permissions, roles } from "#shared/permissions.ts";
import en from "./en.json" with { type: "json" };
import id from "./id.json" with { type: "json" };

type Messages = { [key: string]: string | Messages };

const flat = (messages: Messages, prefix = ""): Map<string, string> =>
  new Map(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
const indonesian = flat(id);
const english = flat(en);
const base = (key: string): string => key.replace(/_(one|other)$/, "");

test("both languages say the same things", () => {
  expect(new Set([...english.keys()].map(base))).toEqual(new Set([...indonesian.keys()].map(base)));
});

test("both languages take the same values", () => {
  const values = (text: string) => new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]));
  for (const [key, text] of indonesian) expect(values(english.get(key) ?? ""), key).toEqual(values(text));
});

test("every literal key the shell uses exists", () => {
  const folder = path.join(import.meta.dirname, "..");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /(?<!\.test)\.tsx?$/.test(name),
  );
  const known = new Set([...indonesian.keys()].map(base));
  const used = files.flatMap((name) =>
    [
      ...readFileSync(path.join(folder, name), "utf8").matchAll(
        /(?<![\w.])t\("([a-z_0-9.]+)"|"desk:([a-z_.]+)"/g,
      ),
    ].map((match) => ({ name, key: match[1] ?? match[2] ?? "" })),
  );
  expect(used.length).toBeGreaterThan(100);
  expect(used.filter(({ key }) => !known.has(key))).toEqual([]);
});

test("every role and permission has its words", () => {
  for (const role of roles) expect(indonesian.has(`role.${role}.about`), role).toBe(true);
  for (const permission of permissions)
    expect(indonesian.has(`permission.${permission.replace(".", "_")}`), permission).toBe(true);
});
