/** Message files (i18next JSON v4): what they say, and whether the two languages say the same things. */
import type { Problem } from "./check-result.ts";
import { readText } from "./tree.ts";

export const LANGUAGES = ["id", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** One thing to say. `forms` has the key "" for a plain sentence, else plural categories such as `one` and `other`. */
export type Message = { forms: Map<string, string> };
/** Key → message; plural endings are taken off the key. */
export type Messages = Map<string, Message>;

const PLURAL = /^(.+)_((?:ordinal_)?(?:zero|one|two|few|many|other))$/;

/** Reads `<folder>/<language>.json`: nested objects become dotted keys. */
export function readMessages(
  root: string,
  folder: string,
  language: Language,
): { messages: Messages; problems: Problem[] } {
  const file = `${folder}/${language}.json`;
  const messages: Messages = new Map();
  const problems: Problem[] = [];
  const walk = (value: unknown, key: string): void => {
    if (typeof value === "string") {
      const [, base = key, form = ""] = PLURAL.exec(key) ?? [];
      const message = messages.get(base) ?? { forms: new Map<string, string>() };
      message.forms.set(form, value);
      messages.set(base, message);
      if (value.trim() === "") problems.push({ file, message: `${key} is empty` });
    } else if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      for (const [name, inner] of Object.entries(value)) walk(inner, key === "" ? name : `${key}.${name}`);
    } else problems.push({ file, message: `${key} is not a text` });
  };
  try {
    walk(JSON.parse(readText(root, file)), "");
  } catch (error) {
    problems.push({ file, message: `cannot be read: ${(error as Error).message}` });
  }
  return { messages, problems };
}

/** What one language says and the other does not, or says with other gaps to fill. */
export function compareMessages(folder: string, texts: Record<Language, Messages>): Problem[] {
  const problems: Problem[] = [];
  for (const [language, other] of [LANGUAGES, LANGUAGES.toReversed()] as [Language, Language][]) {
    const file = `${folder}/${language}.json`;
    for (const key of texts[other].keys())
      if (!texts[language].has(key))
        problems.push({ file, message: `lacks ${key}, which ${other}.json has` });
    for (const [key, { forms }] of texts[language])
      for (const message of findFormOffences(language, key, forms)) problems.push({ file, message });
  }
  for (const [key, { forms }] of texts.id) {
    const twin = texts.en.get(key)?.forms;
    if (twin === undefined) continue;
    const file = `${folder}/en.json`;
    if (forms.has("") !== twin.has(""))
      problems.push({ file, message: `${key} is plural in one language only` });
    const [own, theirs] = [gapsOf(forms), gapsOf(twin)];
    if (own !== theirs)
      problems.push({
        file,
        message: `${key} fills in ${theirs || "nothing"}; id.json fills in ${own || "nothing"}`,
      });
  }
  return problems;
}

/** The forms a language needs are those of its grammar (Unicode CLDR): Indonesian `other`, English `one` and `other`. */
function findFormOffences(language: Language, key: string, forms: ReadonlyMap<string, string>): string[] {
  if (forms.size === 1 && forms.has("")) return [];
  if (forms.has("")) return [`${key} is there both plain and in plural forms`];
  const isOrdinal = [...forms.keys()].some((form) => form.startsWith("ordinal_"));
  const rules = new Intl.PluralRules(language, { type: isOrdinal ? "ordinal" : "cardinal" });
  const needed = rules
    .resolvedOptions()
    .pluralCategories.map((form) => (isOrdinal ? `ordinal_${form}` : form));
  const lacking = needed.filter((form) => !forms.has(form)).map((form) => `${key} lacks its form _${form}`);
  const idle = [...forms.keys()].filter(
    (form) => !needed.includes(form as (typeof needed)[number]) && form !== "zero",
  );
  return [...lacking, ...idle.map((form) => `${key} has a form _${form}, which ${language} never uses`)];
}

/** Variables, nested messages and tags of all forms as one comparable text. `count` may go unsaid ("one mention"). */
function gapsOf(forms: ReadonlyMap<string, string>): string {
  const gaps = new Set<string>();
  for (const [form, text] of forms) {
    for (const [, name] of text.matchAll(/\{\{-?\s*([\w.]+)/g))
      if (form === "" || name !== "count") gaps.add(`{{${name}}}`);
    for (const [tag] of text.matchAll(/<\/?\w+\s*\/?>/g)) gaps.add(tag);
    for (const [, key] of text.matchAll(/\$t\(\s*([\w.:-]+)/g)) gaps.add(`$t(${key})`);
  }
  return [...gaps].sort().join(" ");
}
