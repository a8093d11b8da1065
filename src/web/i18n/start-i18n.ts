import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Locale } from "#shared/ids.ts";
import { keep, readKept } from "../store.ts";

/** Where a namespace's sentences come from, one chunk per language. */
export type MessageFiles = Record<Locale, () => Promise<{ default: Record<string, unknown> }>>;

const storageKey = "gaung.locale";
const isLocale = (value: unknown): value is Locale => value === "id" || value === "en";

/** The language to begin with, before anyone is known: the kept one, else English only for an English browser. */
function firstLocale(): Locale {
  const kept = readKept(storageKey);
  if (isLocale(kept)) return kept;
  const wanted = navigator.languages.find((tag) => /^(id|ms|en)\b/i.test(tag));
  return wanted?.toLowerCase().startsWith("en") ? "en" : "id";
}

/** Prepares i18next with one namespace per module; `desk` is the shell's own. */
export async function startI18n(files: Record<string, MessageFiles>): Promise<void> {
  const backend: BackendModule = {
    type: "backend",
    init: () => undefined,
    read: (language, namespace, done) => {
      const load = isLocale(language) ? files[namespace]?.[language] : undefined;
      if (load === undefined) return done(new Error(`No messages ${namespace}/${language}`), false);
      load().then(
        (file) => done(null, file.default),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), false),
      );
    },
  };
  i18next.on("languageChanged", (language) => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: firstLocale(),
      fallbackLng: false,
      supportedLngs: ["id", "en"],
      ns: Object.keys(files),
      defaultNS: "desk",
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}

/** The language on the screen now. */
export const currentLocale = (): Locale => (isLocale(i18next.language) ? i18next.language : "id");

/** Changes the language on the screen and remembers it in this browser. */
export async function changeLocale(locale: Locale): Promise<void> {
  keep(storageKey, locale);
  if (locale !== i18next.language) await i18next.changeLanguage(locale);
}
