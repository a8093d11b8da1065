import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Locale } from "#shared/ids.ts";
import { keep, readKept } from "../store.ts";
import { bringLanguage, bringWords, keepLanguage, type MessageFiles, startWords } from "./words.ts";

const storageKey = "gaung.locale";
const isLocale = (value: unknown): value is Locale => value === "id" || value === "en";

/** The language to begin with, before anyone is known: the kept one, else English only for an English browser. */
function firstLocale(): Locale {
  const kept = readKept(storageKey);
  if (isLocale(kept)) return kept;
  const wanted = navigator.languages.find((tag) => /^(id|ms|en)\b/i.test(tag));
  return wanted?.toLowerCase().startsWith("en") ? "en" : "id";
}

/** The language that was asked for last; until its words are there, the screen keeps the one before. */
let asked: Locale = "id";

/** Prepares i18next with one namespace per module (`desk` is the shell's own) and what each says everywhere. */
export async function startI18n(files: Record<string, MessageFiles>): Promise<void> {
  asked = firstLocale();
  document.documentElement.lang = asked;
  i18next.on("languageChanged", (language) => {
    document.documentElement.lang = language;
  });
  const modules = Object.keys(files);
  await i18next.use(initReactI18next).init({
    lng: asked,
    fallbackLng: false,
    supportedLngs: ["id", "en"],
    ns: modules,
    defaultNS: "desk",
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  startWords(files, asked);
  await Promise.all(modules.map((module) => bringWords(module, [""])));
}

/** The language on the screen now. */
export const currentLocale = (): Locale => (isLocale(i18next.language) ? i18next.language : "id");

/** Changes the language on the screen, once its words are there, and remembers it in this browser. */
export async function changeLocale(locale: Locale): Promise<void> {
  keep(storageKey, locale);
  if (locale === asked) return;
  asked = locale;
  try {
    await bringLanguage(locale);
  } catch (error) {
    if (asked === locale) {
      asked = currentLocale();
      keepLanguage(asked);
    }
    throw error;
  }
  // Somebody may have changed their mind meanwhile.
  if (asked !== locale) return;
  await i18next.changeLanguage(locale);
  keepLanguage(locale);
}
