import { readFile } from "node:fs/promises";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { stemWord } from "#text/clitics.ts";
import { readWordFrequency } from "#text/digest/word-frequency.ts";
import { makeReader } from "#text/read/make-reader.ts";
import { makeStoryLine } from "#text/stories/make-story-line.ts";
import type { StoryText } from "#text/stories/story-text.ts";
import type { BenchOptions, Figure } from "./figure.ts";
import { seededRandom, wordOfRank } from "./synthetic-posts.ts";

const window = 100_000;
const more = 20_000;
const batch = 1_000;
const vocabulary = 60_000;
const textsOfStory = 8;
const firstTime = Date.UTC(2026, 0, 1);
const stepMs = 20_000;
const here = path.resolve(import.meta.dirname, "..");

/** How fast invented headlines with leads and posts join stories when a hundred thousand lie in the window. */
export async function run({ say }: BenchOptions): Promise<Figure[]> {
  const frequency = readWordFrequency(
    await readFile(path.join(here, "data", "language", "words", "document-frequency.tsv"), "utf8"),
  );
  const next = makeTexts();
  const before = heapBytes();
  const line = makeStoryLine({ frequency });
  let joined = 0;
  const fill = (count: number): number => {
    let spentMs = 0;
    for (let done = 0; done < count; done += batch) {
      const texts = Array.from({ length: batch }, next);
      const start = performance.now();
      for (const text of texts) if (!line.add(text).isNew) joined += 1;
      spentMs += performance.now() - start;
    }
    return (count * 1_000) / spentMs;
  };
  const filling = fill(window);
  say(`${line.stories().length} stories of ${line.size} texts; ${joined} joined one`);
  const bytes = (heapBytes() - before) / line.size;
  const atFull = fill(more);
  const start = performance.now();
  line.expire(firstTime + more * stepMs);
  const expireMs = performance.now() - start;
  const figure = (name: string, value: number, unit: string): Figure => ({ figure: name, value, unit });
  return [
    figure("texts into stories, to a hundred thousand", Math.round(filling), "texts/s"),
    figure("texts into stories, at a hundred thousand", Math.round(atFull), "texts/s"),
    figure("heap of a hundred thousand texts in stories", Math.round(bytes), "bytes/text"),
    figure("twenty thousand texts leave their stories", Math.round(expireMs), "ms"),
  ];
}

/** Every story has words of its own, most words are anybody's; two of three texts have a body. */
function makeTexts(): () => StoryText {
  const read = makeReader({ normalise: (word) => [word], stem: stemWord });
  const random = seededRandom(7);
  const words = Array.from({ length: vocabulary }, (_, rank) => wordOfRank(rank));
  const drawn = (): string => words[Math.floor(vocabulary ** random()) - 1] ?? "";
  const own = (story: number, at: number): string => words[(story * 7_919 + at * 104_729) % vocabulary] ?? "";
  let made = 0;
  return () => {
    made += 1;
    const newest = Math.floor(made / textsOfStory);
    const story = Math.max(0, newest - Math.floor(newest ** random()));
    const about = (length: number): string =>
      Array.from({ length }, () => (random() < 0.4 ? own(story, Math.floor(random() * 6)) : drawn())).join(
        " ",
      );
    const hasTitle = random() < 0.67;
    return {
      id: `t${made}`,
      time: firstTime + made * stepMs,
      title: hasTitle ? read(about(9)) : null,
      body: read(about(hasTitle ? 60 : 18)),
    };
  };
}

function heapBytes(): number {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed;
}
