import { statSync } from "node:fs";
import path from "node:path";
import Sentiment from "sentiment";
import winkSentiment from "wink-sentiment";
import { readEngineFiles } from "#platform/language/engine-files.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { layEverythingAmongYoung } from "#platform/young-memory.ts";
import { analyseInBlocks, analyseTexts } from "#text/analyse/analyse-text.ts";
import { engineFiles, makeEngines } from "#text/analyse/engines.ts";
import { summariseAnalysis, summariseTexts } from "#text/analyse/summarise-analysis.ts";
import type { Reading } from "#text/read/reading.ts";
import { makeRouter } from "#text/routing/make-router.ts";
import { against, type BenchOptions, type Figure, quantile } from "./figure.ts";
import { syntheticTexts } from "./synthetic-texts.ts";

const count = 20_000;
const rounds = 9;
/** Rounds that do not count: a desk reads for weeks, and what it runs is compiled in its first seconds. Peers get the same. */
const warming = 3;
/** As many texts as the desk gives a thread at once. */
const together = 250;
const threads = 2;
const taught = 2_000;
const units = 16;
/** So many units are offered to whoever chooses one. */
const suggested = 3;
const data = path.join(import.meta.dirname, "..", "data");

/**
 * Texts a second on one core, of all engines together and of each, beside two packages that tell English tones only. What the
 * desk keeps of each text is made; the reasons are made when somebody asks for them, and measured by themselves.
 */
export async function run({ say }: BenchOptions): Promise<Figure[]> {
  layEverythingAmongYoung();
  const begun = threadMs();
  const files = readEngineFiles();
  const engines = makeEngines((name) => files.get(name) ?? new Uint8Array());
  const loaded = threadMs() - begun;
  const texts = syntheticTexts(count);
  const words = texts.reduce((sum, text) => sum + text.split(" ").length, 0) / count;
  say(`${count} posts of ${words.toFixed(1)} words`);
  const blocks = Array.from({ length: count / together }, (_, at) =>
    texts.slice(at * together, (at + 1) * together),
  );
  const each = (work: (text: string) => unknown) => () => {
    for (const text of texts) work(text);
  };

  const whole = pace(() => {
    for (const block of blocks) summariseTexts(engines, block);
  });
  const explained = pace(() => {
    for (const block of blocks) analyseTexts(engines, block);
  });
  const singly = pace(each((text) => summariseTexts(engines, [text])));
  const router = makeRouter();
  for (const [at, text] of texts.slice(0, taught).entries())
    router.learn(engines.read(text), `unit ${(text.length + at) % units}`);
  const all = pace(() => {
    for (const block of blocks)
      analyseInBlocks(engines, block, { explains: false }, (analysis, reading) => ({
        summary: summariseAnalysis(analysis, engines),
        units: router.suggest(reading, suggested, false),
      }));
  });
  const english = new Sentiment();
  const figures = [
    figure("posts with every analysis, without routing", whole.perSecond, "texts/s"),
    figure("the same by the clock on the wall", whole.perWallSecond, "texts/s"),
    figure("the same, one post at a time", singly.perSecond, "texts/s"),
    figure("posts with every analysis and its reasons", explained.perSecond, "texts/s"),
    ...(await paceInThreads(texts)),
    ...(
      [
        ["sentiment (tone of English)", (text: string) => english.analyze(text)],
        ["wink-sentiment (tone of English)", (text: string) => winkSentiment(text)],
      ] as const
    ).map(([peer, tell]) =>
      against({
        figure: "posts with every analysis, routing too",
        value: all.perSecond,
        unit: "texts/s",
        peer,
        peerValue: pace(each(tell)).perSecond,
      }),
    ),
    figure("reading of a post", 1e6 / pace(each(engines.read)).perSecond, "µs"),
  ];
  const readings = texts.map(engines.read);
  for (const [name, ask] of [
    ["language", engines.detectLanguage],
    ["sentiment", engines.findSentiment],
    ["intent", engines.findIntent],
    ["entities and places", engines.findEntities],
    ["hostility", engines.findHostility],
    ["routing", (reading: Reading) => router.suggest(reading, suggested, false)],
  ] as const) {
    const { perSecond } = pace(() => {
      for (const reading of readings) ask(reading, false);
    });
    figures.push(figure(`${name} of a post`, 1e6 / perSecond, "µs"));
  }
  const size = engineFiles.reduce((sum, name) => sum + statSync(path.join(data, name)).size, 0);
  figures.push(
    figure("loading of all engines", loaded, "ms"),
    figure("size of all models", size / 1e6, "MB"),
  );
  return figures;
}

const figure = (name: string, value: number, unit: string): Figure => ({
  figure: name,
  value: Number(value.toFixed(1)),
  unit,
});

type Pace = { perSecond: number; perWallSecond: number };

/**
 * Texts a second of the processor's time that this thread took, so that what else the machine does counts little, and
 * by the clock on the wall: each the median of a few rounds.
 * @param work handles every text once
 */
function pace(work: () => void): Pace {
  const busy: number[] = [];
  const wall: number[] = [];
  for (let round = 0; round < warming; round += 1) work();
  for (let round = 0; round < rounds; round += 1) {
    const [start, wallStart] = [threadMs(), performance.now()];
    work();
    busy.push(threadMs() - start);
    wall.push(performance.now() - wallStart);
  }
  return { perSecond: perSecond(busy), perWallSecond: perSecond(wall) };
}

/** What is kept of every analysis, made by the desk's threads and handed over; their models lie in shared memory. */
async function paceInThreads(texts: readonly string[]): Promise<Figure[]> {
  const analyst = openAnalyst(threads);
  const busy: number[] = [];
  const wall: number[] = [];
  try {
    // The threads load their engines first.
    for (let round = 0; round < warming; round += 1) await analyst.summarise(texts);
    for (let round = 0; round < rounds; round += 1) {
      const [start, wallStart] = [processMs(), performance.now()];
      await analyst.summarise(texts);
      busy.push(processMs() - start);
      wall.push(performance.now() - wallStart);
    }
  } finally {
    await analyst.close();
  }
  return [
    figure(`posts analysed in ${threads} threads, by the clock on the wall`, perSecond(wall), "texts/s"),
    figure("the same for each second of a core", perSecond(busy), "texts/s"),
  ];
}

const perSecond = (times: readonly number[]): number => Math.round((count * 1_000) / quantile(times, 0.5));

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Of all threads together, those that clean memory too. */
function processMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
