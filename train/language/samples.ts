import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { LANGUAGES } from "#text/language/languages.ts";
import { tokenise } from "#text/tokenise.ts";

/** Words of one text, and the language it is in as a column of the model. */
export type LanguageSample = { language: number; words: string[] };

/** Where the inputs lie in the data folder. */
export const languageFiles = (dataFolder: string) => ({
  nusax: path.join(dataFolder, "nusax"),
  news: path.join(dataFolder, "news-clickid-2019", "articles_dev_to_2019-09-15.jsonl"),
  headlines: path.join(dataFolder, "clickbait-clickid", "main_dev.csv"),
  smsaTrain: path.join(dataFolder, "indonlu", "smsa_doc-sentiment-prosa", "train_preprocess.tsv"),
  smsaValid: path.join(dataFolder, "indonlu", "smsa_doc-sentiment-prosa", "valid_preprocess.tsv"),
});

/** Folders of NusaX and the languages in them. */
const NUSAX_FOLDERS: Readonly<Record<string, (typeof LANGUAGES)[number]>> = {
  indonesian: "id",
  english: "en",
  javanese: "jv",
  sundanese: "su",
  madurese: "mad",
  minangkabau: "min",
  balinese: "ban",
  banjarese: "bjn",
  buginese: "bug",
  acehnese: "ace",
  ngaju: "nij",
  toba_batak: "bbc",
};

/** The folded words of a text, as the detector sees them. */
export const wordsOf = (text: string): string[] =>
  tokenise(text)
    .filter(({ kind }) => kind === "word")
    .map(({ exact }) => exact);

const column = (language: (typeof LANGUAGES)[number]): number => LANGUAGES.indexOf(language);

async function csvRows(file: string): Promise<Record<string, string>[]> {
  return parse(await readFile(file), { columns: true, relax_column_count: true, bom: true });
}

/** Sentences of NusaX (sentiment set), one list for each language; ids that are also in SmSA are left out. */
export async function readNusax(
  folder: string,
  split: "train" | "valid",
): Promise<{ language: (typeof LANGUAGES)[number]; text: string }[]> {
  const drop = new Set(
    (await readFile(path.join(folder, "drop_ids_from_train_valid.txt"), "utf8"))
      .split("\n")
      .filter((line) => line.startsWith(split))
      .map((line) => line.split("\t")[1]?.trim() ?? ""),
  );
  const found: { language: (typeof LANGUAGES)[number]; text: string }[] = [];
  for (const [name, language] of Object.entries(NUSAX_FOLDERS))
    for (const { id, text } of await csvRows(path.join(folder, "sentiment", name, `${split}.csv`)))
      if (text !== undefined && !drop.has(id ?? "")) found.push({ language, text });
  return found;
}

/** Word pairs of NusaX: each word once for its language, the Indonesian ones too. */
export async function readNusaxLexicons(folder: string): Promise<LanguageSample[]> {
  const samples: LanguageSample[] = [];
  for (const [name, language] of Object.entries(NUSAX_FOLDERS)) {
    if (language === "id") continue;
    for (const row of await csvRows(path.join(folder, "lexicon", `${name}.csv`)))
      for (const [field, of] of [
        [name, language],
        ["indonesian", "id"],
      ] as const) {
        const words = wordsOf(row[field] ?? "");
        if (words.length > 0) samples.push({ language: column(of), words });
      }
  }
  return samples;
}

/** Own word lists: `language TAB words`. Each word is a sample. */
export async function readWordLists(file: string): Promise<LanguageSample[]> {
  const samples: LanguageSample[] = [];
  for (const line of (await readFile(file, "utf8")).split("\n")) {
    const [code, words] = line.split("\t");
    const language = (LANGUAGES as readonly string[]).indexOf(code ?? "");
    if (language >= 0 && words) for (const word of wordsOf(words)) samples.push({ language, words: [word] });
  }
  return samples;
}

/** Own sentences, one a line. */
export async function readLines(file: string): Promise<string[]> {
  return (await readFile(file, "utf8")).split("\n").filter((line) => line.trim() !== "");
}

/** Titles and bodies of the news stream. */
export async function readNews(file: string): Promise<{ title: string; text: string }[]> {
  const articles: { title: string; text: string }[] = [];
  for (const line of await readLines(file)) {
    const article: unknown = JSON.parse(line);
    if (
      typeof article === "object" &&
      article !== null &&
      "title" in article &&
      "text" in article &&
      typeof article.title === "string" &&
      typeof article.text === "string"
    )
      articles.push({ title: article.title, text: article.text });
  }
  return articles;
}

/** Headlines of CLICK-ID. */
export async function readHeadlines(file: string): Promise<string[]> {
  return (await csvRows(file)).map(({ title = "" }) => title).filter((title) => title !== "");
}

/** Texts of SmSA, labels left aside. */
export async function readSmsa(file: string): Promise<string[]> {
  return (await readLines(file)).map((line) => line.split("\t")[0] ?? "");
}
