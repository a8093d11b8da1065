import { isContent, rootOf } from "#text/digest/content-words.ts";
import { keyPhrases } from "#text/digest/key-phrases.ts";
import { summariseTexts } from "#text/digest/summarise-texts.ts";
import type { WordFrequency } from "#text/digest/word-frequency.ts";
import { weightOf } from "#text/digest/word-frequency.ts";
import type { Reading, ReadToken, Sentence } from "#text/read/reading.ts";
import { shippedEngines } from "./engines.ts";
import { readNews } from "./news-articles.ts";
import type { PageScorer, RowFigures } from "./score-page.ts";

/** Shorter bodies are pieces that were not fetched whole. Characters. */
const shortestBody = 600;
/** Every so manieth article is scored; all of them would take minutes. */
const step = 4;
const phrases = 10;
const sentences = 3;

type Scored = { title: Reading; body: Reading };

/**
 * The rows of `docs/language/digest.md`. What an editor put into the headline is what an article is about: how much of it
 * do key phrases and summaries of the body alone bring back?
 */
export const scoreDigestPage: PageScorer = async ({ dataFolder, outputFolder }) => {
  const { read, frequency } = shippedEngines(outputFolder);
  const articles = (await readNews(dataFolder))
    .filter(({ text }) => text.length >= shortestBody)
    .filter((_article, at) => at % step === 0)
    .map(({ title, text }): Scored => ({ title: read(title), body: read(text) }))
    .filter(({ title, body }) => rootsOf(title.tokens).size >= 3 && body.sentences.length > sentences);
  const extracts: Record<string, (body: Reading) => readonly Sentence[]> = {
    "summary of three sentences": (body) => summary(body, frequency),
    "first three sentences": ({ sentences: all }) => all.slice(0, sentences),
    "three sentences of the middle": ({ sentences: all }) =>
      all.slice(Math.floor(all.length / 2)).slice(0, sentences),
  };
  const rows = new Map<string, RowFigures>();
  rows.set(
    "ten key phrases",
    words(articles, (body) => new Set(phrasesOf(body, frequency, phrases))),
  );
  rows.set(
    "five key phrases",
    words(articles, (body) => new Set(phrasesOf(body, frequency, 5))),
  );
  rows.set(
    "as many words, the most frequent",
    words(articles, (body, count) => frequent(body, count)),
  );
  rows.set(
    "as many words, the most frequent for their rarity",
    words(articles, (body, count) => rare(body, count, frequency)),
  );
  rows.set(
    "as many words, the first",
    words(articles, (body, count) => new Set([...rootsOf(body.tokens)].slice(0, count))),
  );
  for (const [name, extract] of Object.entries(extracts)) rows.set(name, recall(articles, extract));
  return rows;

  function words(
    of: readonly Scored[],
    wordsFor: (body: Reading, count: number) => ReadonlySet<string>,
  ): RowFigures {
    const figures = of.map(({ title, body }) => {
      const wanted = rootsOf(title.tokens);
      const told = wordsFor(body, new Set(phrasesOf(body, frequency, phrases)).size);
      const shared = [...wanted].filter((word) => told.has(word)).length;
      return { words: told.size, recall: shared / wanted.size, precision: shared / Math.max(1, told.size) };
    });
    return meanOf(figures);
  }
};

const rootsOf = (tokens: readonly ReadToken[]): Set<string> => new Set(tokens.filter(isContent).map(rootOf));

function phrasesOf(body: Reading, frequency: WordFrequency, count: number): string[] {
  const written = new Set(
    keyPhrases([body], frequency, count).flatMap(({ phrase }) => phrase.toLowerCase().split(/\s+/)),
  );
  return body.tokens
    .filter((token) => isContent(token) && written.has(body.text.slice(token.start, token.end).toLowerCase()))
    .map(rootOf);
}

function counted(body: Reading): Map<string, { count: number; word: string }> {
  const counts = new Map<string, { count: number; word: string }>();
  for (const token of body.tokens.filter(isContent)) {
    const known = counts.get(rootOf(token));
    if (known) known.count += 1;
    else counts.set(rootOf(token), { count: 1, word: token.word.exact });
  }
  return counts;
}
const best = (scores: readonly (readonly [string, number])[], count: number): Set<string> =>
  new Set(
    scores
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, count)
      .map(([root]) => root),
  );
const frequent = (body: Reading, count: number): Set<string> =>
  best(
    [...counted(body)].map(([root, { count }]) => [root, count] as const),
    count,
  );
const rare = (body: Reading, count: number, frequency: WordFrequency): Set<string> =>
  best(
    [...counted(body)].map(([root, { count, word }]) => [root, count * weightOf(frequency, word)] as const),
    count,
  );

function summary(body: Reading, frequency: WordFrequency): Sentence[] {
  const chosen = new Set(summariseTexts([body], [null], frequency, sentences).map(({ start }) => start));
  return body.sentences.filter(({ start }) => chosen.has(start));
}

/** ROUGE-1 and ROUGE-2 recall of the headline (Lin 2004, https://aclanthology.org/W04-1013/), over folded words. */
function recall(of: readonly Scored[], extract: (body: Reading) => readonly Sentence[]): RowFigures {
  return meanOf(
    of.map(({ title, body }) => {
      const told = extract(body).map(({ first, last }) => exactOf(body.tokens.slice(first, last)));
      const wanted = exactOf(title.tokens);
      const contents = extract(body).map(({ first, last }) => rootsOf(body.tokens.slice(first, last)));
      return {
        words: told.flat().length,
        "ROUGE-1": shareOf(wanted, new Set(told.flat())),
        "ROUGE-2": shareOf(pairsOf(wanted), new Set(told.flatMap(pairsOf))),
        repetition: repetition(contents),
      };
    }),
  );
}

const exactOf = (tokens: readonly ReadToken[]): string[] =>
  tokens.filter(({ kind }) => kind === "word" || kind === "number").map(({ word }) => word.exact);
const pairsOf = (words: readonly string[]): string[] =>
  words.slice(1).map((word, at) => `${words[at]} ${word}`);
const shareOf = (wanted: readonly string[], told: ReadonlySet<string>): number =>
  wanted.length === 0 ? 0 : wanted.filter((word) => told.has(word)).length / wanted.length;

/** The share of the content words of a sentence that an earlier one of the extract has said. */
function repetition(contents: readonly ReadonlySet<string>[]): number {
  let [said, again] = [0, 0];
  const before = new Set<string>();
  for (const words of contents)
    for (const word of words) {
      said += 1;
      if (before.has(word)) again += 1;
      before.add(word);
    }
  return said === 0 ? 0 : again / said;
}

function meanOf(figures: readonly RowFigures[]): RowFigures {
  const names = Object.keys(figures[0] ?? {});
  const mean = (name: string) => figures.reduce((sum, one) => sum + (one[name] ?? 0), 0) / figures.length;
  return { rows: figures.length, ...Object.fromEntries(names.map((name) => [name, mean(name)])) };
}
