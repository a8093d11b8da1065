import { readFile } from "node:fs/promises";
import path from "node:path";
import { stemWord } from "#text/clitics.ts";
import { isDoubtful, type Like } from "#text/likeness/kind-of-likeness.ts";
import { makeLikeness } from "#text/likeness/make-likeness.ts";
import { type LikenessIndex, makeLikenessIndex } from "#text/likeness/make-likeness-index.ts";
import { readWordWeights } from "#text/likeness/word-weights.ts";
import { makeReader } from "#text/read/make-reader.ts";
import type { PageScorer, RowFigures } from "./score-page.ts";

type Pair = { half: string; first: string; second: string; text: string; headline: string };
type Article = { id: string; title: string; text: string };

/** The rows of `docs/language/likeness.md`. */
export const scoreLikenessPage: PageScorer = async ({ dataFolder, outputFolder }) => {
  const folder = path.join(outputFolder, "language", "likeness");
  const weights = readWordWeights(await readFile(path.join(folder, "word-weights.bin")));
  const read = makeReader({ normalise: (word) => [word], stem: stemWord });
  const articles = await readArticles(dataFolder);
  const bodies = makeLikenessIndex({ weights });
  const titles = makeLikenessIndex({ weights });
  for (const { id, title, text } of articles.values()) {
    bodies.add(id, read(text), 0);
    titles.add(id, read(title), 0);
  }
  const compare = makeLikeness({ weights });
  const isCopy = (like: Omit<Like, "id"> | null | undefined): boolean => !!like && like.kind !== "quoted";
  const find = (index: LikenessIndex, text: string, id: string): Like | undefined =>
    index.findLike(read(text), 100).find((like) => like.id === id);
  const judged = (await readPairs(path.join(folder, "pair-labels.tsv"))).map((pair) => {
    const [first, second] = [articles.get(pair.first), articles.get(pair.second)];
    const like = find(bodies, second?.text ?? "", pair.first);
    const isSketchAlike = isCopy(like);
    return {
      ...pair,
      isSketchAlike,
      isFound:
        like && isDoubtful(like, false)
          ? isCopy(compare(read(first?.text ?? ""), read(second?.text ?? "")))
          : isSketchAlike,
      isTitleFound: isCopy(find(titles, second?.title ?? "", pair.first)),
    };
  });
  const held = judged.filter(({ half }) => half === "held");
  const bodyOf = (pairs: readonly (typeof judged)[number][]): RowFigures =>
    figures(pairs.map(({ text, isFound }) => [text === "near-duplicate", isFound] as const));
  return new Map([
    ["tuning half", bodyOf(judged.filter(({ half }) => half === "tuning"))],
    ["held half", bodyOf(held)],
    ["held half, pairs with a quoted part left aside", bodyOf(held.filter(({ text }) => text !== "part"))],
    [
      "held half, by sketches alone",
      figures(held.map(({ text, isSketchAlike }) => [text === "near-duplicate", isSketchAlike] as const)),
    ],
    [
      "held half, headlines alone: one rewords the other",
      figures(held.map(({ headline, isTitleFound }) => [headline === "edited", isTitleFound] as const)),
    ],
  ]);
};

function figures(pairs: readonly (readonly [isLike: boolean, isFound: boolean])[]): RowFigures {
  const right = pairs.filter(([isLike, isFound]) => isLike && isFound).length;
  return {
    rows: pairs.length,
    precision: right / Math.max(1, pairs.filter(([, isFound]) => isFound).length),
    recall: right / Math.max(1, pairs.filter(([isLike]) => isLike).length),
  };
}

async function readArticles(dataFolder: string): Promise<Map<string, Article>> {
  const file = path.join(dataFolder, "news-clickid-2019", "articles_dev_to_2019-09-15.jsonl");
  const lines = (await readFile(file, "utf8")).trim().split("\n");
  return new Map(
    lines.map((line): [string, Article] => {
      const article: Article = JSON.parse(line);
      return [article.id, article];
    }),
  );
}

async function readPairs(file: string): Promise<Pair[]> {
  const lines = (await readFile(file, "utf8")).trim().split("\n").slice(1);
  return lines.map((line) => {
    const [half = "", first = "", second = "", text = "", headline = ""] = line.split("\t");
    return { half, first, second, text, headline };
  });
}
