import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Engines } from "#text/analyse/engines.ts";
import { type ClusteredItem, type ClusterScores, scoreClusters } from "#text/evaluate/score-clusters.ts";
import { makeStoryLine } from "#text/stories/make-story-line.ts";
import type { StoryText } from "#text/stories/story-text.ts";
import { shippedEngines } from "./engines.ts";
import type { PageScorer, RowFigures } from "./score-page.ts";

type Label = { half: string; story: string; id: string };
type Article = { id: string; title: string; text: string; published_at: string };
type Post = { id: string; text: string; created_at: string };

/** Texts of these days flow through, whether labelled or not. */
const FIRST_DAY = "2019-09-08";
/** So much of an article is its lead, as a feed would give it. */
const LEAD_LENGTH = 400;
/** A label of texts that belong to no labelled story, each to be kept apart from all of them. */
const LONE = "-";

/** The rows of `docs/language/stories.md`. */
export const scoreStoriesPage: PageScorer = async ({ dataFolder, outputFolder }) => {
  const engines = shippedEngines(outputFolder);
  const labels = await readLabels(path.join(outputFolder, "language", "stories", "story-labels.tsv"));
  const articles = await readArticles(dataFolder);
  const titles = articles.map((article) => storyText(engines, article, false));
  const leads = articles.map((article) => storyText(engines, article, true));
  const posts = await readPosts(engines, dataFolder, articles);
  const [byTitle, byLead] = [placeAll(engines, titles), placeAll(engines, leads)];
  const overlaid = placeAll(engines, inOrder([...leads, ...posts]));
  const figures = (found: Found, half: string): RowFigures => figuresOf(score(labels, found, half));
  return new Map([
    ["tuning half, headlines alone", figures(byTitle, "dev")],
    ["tuning half, headlines and leads", figures(byLead, "dev")],
    ["held half, headlines alone", figures(byTitle, "held")],
    ["held half, headlines and leads", figures(byLead, "held")],
    ["held half, headlines and leads among posts", figures(overlaid, "held")],
    [
      "posts in stories that hold labelled headlines",
      strayed(
        labels,
        overlaid,
        posts.map(({ id }) => id),
      ),
    ],
  ]);
};

type Found = ReadonlyMap<string, string>;

function placeAll({ frequency }: Engines, texts: readonly StoryText[]): Found {
  const line = makeStoryLine({ frequency });
  for (const text of texts) line.add(text);
  line.settle();
  return new Map(texts.map(({ id }) => [id, line.storyOf(id) ?? ""]));
}

function score(labels: readonly Label[], found: Found, half: string): ClusterScores {
  return scoreClusters(
    labels.map(
      ({ half: itsHalf, story, id }): ClusteredItem => ({
        truth: story === LONE ? `${LONE}${id}` : story,
        found: found.get(id) ?? "",
        isJudged: itsHalf === half && story !== LONE,
      }),
    ),
  );
}

const figuresOf = (scores: ClusterScores): RowFigures => ({
  rows: scores.items,
  precision: scores.precision,
  recall: scores.recall,
  F1: scores.f1,
  stories: scores.groups,
  "precision by story": scores.groupPrecision,
  "recall by story": scores.groupRecall,
  "F1 by story": scores.groupF1,
});

/** How many of the posts went to a story of a labelled headline, none of which is about what the posts are about. */
function strayed(labels: readonly Label[], found: Found, posts: readonly string[]): RowFigures {
  const news = new Set(labels.map(({ id }) => found.get(id)));
  const share = posts.filter((id) => news.has(found.get(id))).length / posts.length;
  return { rows: posts.length, share };
}

async function readLabels(file: string): Promise<Label[]> {
  const lines = (await readFile(file, "utf8")).trim().split("\n").slice(1);
  return lines.map((line) => {
    const [half = "", story = "", id = ""] = line.split("\t");
    return { half, story, id };
  });
}

async function readArticles(dataFolder: string): Promise<Article[]> {
  const file = path.join(dataFolder, "news-clickid-2019", "articles_dev_to_2019-09-15.jsonl");
  const lines = (await readFile(file, "utf8")).trim().split("\n");
  return lines
    .map((line): Article => JSON.parse(line))
    .filter(({ published_at }) => published_at >= FIRST_DAY)
    .sort((a, b) => Date.parse(a.published_at) - Date.parse(b.published_at) || (a.id < b.id ? -1 : 1));
}

const storyText = ({ read }: Engines, article: Article, hasLead: boolean): StoryText => ({
  id: article.id,
  time: Date.parse(article.published_at),
  title: read(article.title),
  body: hasLead ? read(article.text.slice(0, LEAD_LENGTH)) : null,
});

/** The posts of another year, moved onto the days of the articles. */
async function readPosts(
  { read }: Engines,
  dataFolder: string,
  articles: readonly Article[],
): Promise<StoryText[]> {
  const lines = (await readFile(path.join(dataFolder, "social-mbg-2025", "posts.jsonl"), "utf8")).trim();
  const posts = lines.split("\n").map((line): Post => JSON.parse(line));
  const [from, to] = spanOf(posts.map(({ created_at }) => Date.parse(created_at)));
  const [first, last] = spanOf(articles.map(({ published_at }) => Date.parse(published_at)));
  return posts.map(({ id, text, created_at }) => ({
    id,
    time: Math.round(first + ((Date.parse(created_at) - from) * (last - first)) / (to - from)),
    title: null,
    body: read(text),
  }));
}

const spanOf = (times: readonly number[]): [number, number] => [
  times.reduce((a, b) => Math.min(a, b)),
  times.reduce((a, b) => Math.max(a, b)),
];

const inOrder = (texts: readonly StoryText[]): StoryText[] =>
  texts.toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
