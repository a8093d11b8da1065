import { readFile } from "node:fs/promises";
import path from "node:path";

export type LabelledQuotation = {
  kind: "direct" | "indirect" | "headline" | "either";
  start: number;
  end: number;
  /** Ways to name the speaker; "?" where the article has lost the name. */
  speakers: readonly string[];
};

export type LabelledArticle = { half: string; text: string; quotations: LabelledQuotation[] };

const articlesFile = path.join("news-clickid-2019", "articles_dev_to_2019-09-15.jsonl");

/**
 * The articles of `data/language/quotations/labels.tsv` with their labels.
 * @throws Error when an article is not in the set
 */
export async function readLabelledArticles(
  dataFolder: string,
  outputFolder: string,
): Promise<LabelledArticle[]> {
  const labels = await readFile(path.join(outputFolder, "language", "quotations", "labels.tsv"), "utf8");
  const lines = labels
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));
  const texts = await readTexts(dataFolder, new Set(lines.map(([id = ""]) => id)));
  const articles = new Map<string, LabelledArticle>();
  for (const [id = "", half = "", kind = "", start, end, speaker = ""] of lines) {
    const text = texts.get(id);
    if (text === undefined) throw new Error(`the article ${id} is not in the set`);
    let article = articles.get(id);
    if (article === undefined) {
      article = { half, text, quotations: [] };
      articles.set(id, article);
    }
    article.quotations.push({
      kind: kind as LabelledQuotation["kind"],
      start: Number(start),
      end: Number(end),
      speakers: speaker.split("|"),
    });
  }
  return [...articles.values()];
}

async function readTexts(dataFolder: string, ids: ReadonlySet<string>): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const line of (await readFile(path.join(dataFolder, articlesFile), "utf8")).trim().split("\n")) {
    const { id, title, text } = JSON.parse(line) as { id: string; title: string; text: string };
    if (ids.has(id)) texts.set(id, `${title}\n${restoreParagraphs(text)}`);
  }
  return texts;
}

/**
 * The set joins paragraphs, and what stood before, in and behind links, with commas. Those that end a paragraph become line
 * breaks, those of links spaces; commas of the text stay. Offsets stay.
 */
export function restoreParagraphs(text: string): string {
  let restored = "";
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    restored += unit === "," ? commaAt(text, at, restored) : unit;
  }
  return restored;
}

function commaAt(text: string, at: number, restored: string): string {
  const next = text.charAt(at + 1);
  const before = restored.trimEnd().at(-1) ?? "";
  if (at === 0 || restored.endsWith("\n")) return "\n";
  if (/[.!?…]/.test(before) || (/["”)]/.test(before) && !/\s/.test(next))) return "\n";
  if (/["“”‘’'\s]/.test(next)) return ",";
  return /\d/.test(next) && /\d/.test(text.charAt(at - 1)) ? "," : " ";
}
