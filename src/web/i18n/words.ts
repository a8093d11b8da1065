import i18next from "i18next";
import type { Locale } from "#shared/ids.ts";

/** A tree of sentences, as one message file has it. */
export type Messages = { [key: string]: string | Messages };

/** A module's message files by their place in its `web/`, as `import.meta.glob` lists them. */
export type MessageFiles = Record<string, () => Promise<Messages>>;

let files: Readonly<Record<string, MessageFiles>> = {};
/** The folders brought so far, so that another language brings the same. */
const folders: { module: string; folder: string }[] = [];
const coming = new Map<string, Promise<void>>();
/** The languages on the screen and on their way there. */
let languages = new Set<Locale>();

/** Says where the words of each module lie, and in which language the screen begins. */
export function startWords(of: Readonly<Record<string, MessageFiles>>, locale: Locale): void {
  files = of;
  folders.length = 0;
  coming.clear();
  languages = new Set([locale]);
}

/**
 * Brings what the folders of a module say, in the language of the screen; what is there already costs nothing. A
 * folder is named as under the module's `web/`, and "" stands for what the module says everywhere. A name after a star
 * and a slash is that folder of every module that has one. Fails when a file cannot be had.
 */
export async function bringWords(module: string, wanted: readonly string[]): Promise<void> {
  const named = wanted.flatMap((folder) => {
    if (!folder.startsWith("*/")) return [{ module, folder }];
    const plain = folder.slice(2);
    return Object.keys(files)
      .filter((name) => files[name]?.[addressOf(plain, "id")] !== undefined)
      .map((name) => ({ module: name, folder: plain }));
  });
  for (const one of named)
    if (!folders.some(({ module, folder }) => module === one.module && folder === one.folder))
      folders.push(one);
  await Promise.all(
    [...languages].flatMap((locale) => named.map(({ module, folder }) => bringFile(module, folder, locale))),
  );
}

/** A page or a part of one together with its words: both are asked for at once. */
export async function bringPage<T>(
  module: string,
  { load, words = [] }: { load: () => Promise<T>; words?: readonly string[] },
): Promise<T> {
  const [page] = await Promise.all([load(), bringWords(module, words)]);
  return page;
}

/** Brings in another language what was brought so far. */
export async function bringLanguage(locale: Locale): Promise<void> {
  languages.add(locale);
  await Promise.all(folders.map(({ module, folder }) => bringFile(module, folder, locale)));
}

/** From now on pages bring only the words of this language. */
export function keepLanguage(locale: Locale): void {
  languages = new Set([locale]);
}

const addressOf = (folder: string, locale: Locale): string =>
  folder === "" ? `./messages/${locale}.json` : `./${folder}/messages/${locale}.json`;

function bringFile(module: string, folder: string, locale: Locale): Promise<void> {
  const address = addressOf(folder, locale);
  const name = `${module} ${address}`;
  const before = coming.get(name);
  if (before !== undefined) return before;
  const load = files[module]?.[address];
  if (load === undefined) return Promise.reject(new Error(`No words in ${name}`));
  const brought = load().then(
    (messages) => {
      i18next.addResourceBundle(locale, module, messages, true, true);
    },
    (error: unknown) => {
      // The next page that needs them tries again.
      coming.delete(name);
      throw error;
    },
  );
  coming.set(name, brought);
  return brought;
}
