import { statSync } from "node:fs";
import path from "node:path";
import Sentiment from "sentiment";
import winkSentiment from "wink-sentiment";
import { readEngineFiles } from "#platform/language/engine-files.ts";
import { analyseReading, analyseText } from "#text/analyse/analyse-text.ts";
import { engineFiles, makeEngines } from "#text/analyse/engines.ts";
import { makeRouter } from "#text/routing/make-router.ts";
import { against, type BenchOptions, type Figure } from "./figure.ts";
import { syntheticTexts } from "./synthetic-texts.ts";

const count = 20_000;
const rounds = 3;
const taught = 2_000;
const units = 16;
const data = path.join(import.meta.dirname, "..", "data");

/** Texts a second on one core, of all engines together and of each, beside two packages that tell English tones only. */
export async function run({ say }: BenchOptions): Promise<Figure[]> {
  const begun = busyMs();
  const { files } = readEngineFiles();
  const engines = makeEngines((name) => files.get(name) ?? new Uint8Array());
  const loaded = busyMs() - begun;
  const texts = syntheticTexts(count);
  const words = texts.reduce((sum, text) => sum + text.split(" ").length, 0) / count;
  say(`${count} posts of ${words.toFixed(1)} words`);

  const router = makeRouter();
  for (const [at, text] of texts.slice(0, taught).entries())
    router.learn(engines.read(text), `unit ${(text.length + at) % units}`);
  const all = pace(texts, (text) => {
    const reading = engines.read(text);
    analyseReading(engines, reading);
    router.suggest(reading);
  });
  const figures: Figure[] = [];
  const english = new Sentiment();
  for (const [peer, tell] of [
    ["sentiment (tone of English)", (text: string) => english.analyze(text)],
    ["wink-sentiment (tone of English)", (text: string) => winkSentiment(text)],
  ] as const)
    figures.push(
      against({
        figure: "posts with every analysis, routing too",
        value: all,
        unit: "texts/s",
        peer,
        peerValue: pace(texts, tell),
      }),
    );
  const readings = texts.map(engines.read);
  for (const [name, ask] of [
    ["language", engines.detectLanguage],
    ["sentiment", engines.findSentiment],
    ["intent", engines.findIntent],
    ["entities and places", engines.findEntities],
    ["hostility", engines.findHostility],
    ["routing", router.suggest],
  ] as const)
    figures.push(figure(`${name} of a post`, 1e6 / pace(readings, (reading) => ask(reading)), "µs"));
  figures.unshift(
    figure(
      "posts with every analysis, without routing",
      pace(texts, (text) => analyseText(engines, text)),
      "texts/s",
    ),
    figure("reading of a post", 1e6 / pace(texts, engines.read), "µs"),
    figure("loading of all engines", loaded, "ms"),
    figure(
      "size of all models",
      engineFiles.reduce((sum, name) => sum + statSync(path.join(data, name)).size, 0) / 1e6,
      "MB",
    ),
  );
  return figures;
}

const figure = (name: string, value: number, unit: string): Figure => ({
  figure: name,
  value: Number(value.toFixed(1)),
  unit,
});

/**
 * Items a second of the processor's time that this thread took, so that what else the machine does counts little; the
 * best of a few rounds.
 */
function pace<One>(items: readonly One[], work: (item: One) => unknown): number {
  let best = 0;
  for (let round = 0; round < rounds; round += 1) {
    const start = busyMs();
    for (const item of items) work(item);
    best = Math.max(best, (items.length * 1_000) / (busyMs() - start));
  }
  return Math.round(best);
}

function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
