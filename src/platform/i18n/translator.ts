import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInstance } from "i18next";
import type { ErrorValues } from "#shared/app-error.ts";
import { type Locale, locale as localeShape } from "#shared/ids.ts";

/** Says a message key in a language. Falls back to the other language, never to silence. */
export type Translate = (locale: Locale, key: string, values?: ErrorValues) => string;

/**
 * Loads what the server itself says (errors, mail): `id.json` and `en.json` of each folder.
 * @param folders one folder per owner; keys begin with the owner's own prefix
 */
export async function loadTranslator(folders: readonly string[]): Promise<Translate> {
  const instance = createInstance();
  await instance.init({ lng: "id", fallbackLng: "en", interpolation: { escapeValue: false }, resources: {} });
  for (const folder of folders) {
    for (const language of localeShape.options) {
      const messages: unknown = JSON.parse(await readFile(path.join(folder, `${language}.json`), "utf8"));
      instance.addResourceBundle(language, "translation", messages, true, true);
    }
  }
  return (locale, key, values = {}) => instance.t(key, { lng: locale, ...values });
}

/** The reader's language from an Accept-Language header: Indonesian unless English is preferred. */
export function localeFrom(acceptLanguage: string | null | undefined): Locale {
  const ranked = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters
        .map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1])
        .find((found) => found !== undefined);
      return {
        language: tag.slice(0, 2).toLowerCase(),
        quality: quality === undefined ? 1 : Number(quality),
      };
    })
    .filter(({ language, quality }) => (language === "id" || language === "en") && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return ranked[0]?.language === "en" ? "en" : "id";
}
