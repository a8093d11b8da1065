import { readFile } from "node:fs/promises";
import path from "node:path";
import { eld } from "eld/large";
import { franc } from "franc";
import { detect } from "tinyld/heavy";
import { stemWord } from "#text/clitics.ts";
import { readLanguageModel } from "#text/language/language-model.ts";
import { makeLanguageDetector } from "#text/language/make-language-detector.ts";
import { makeReader } from "#text/read/make-reader.ts";
import { languageFiles, readHeadlines, readLines, readNusax, readSmsa } from "../train/language/samples.ts";
import { against, type BenchOptions, type Figure } from "./figure.ts";

const here = path.resolve(import.meta.dirname, "..");
const own = path.join(here, "data", "language", "language");
const files = languageFiles(path.resolve(here, "..", "shared", "data"));
const rounds = 5;

type Sample = { language: string; text: string };
type Peer = { name: string; detect: (text: string) => string; languages: readonly string[] };

/** The codes of franc for the languages that it and the engine know. */
const FRANC: Readonly<Record<string, string>> = {
  ind: "id",
  zlm: "ms",
  eng: "en",
  jav: "jv",
  sun: "su",
  mad: "mad",
  min: "min",
  ban: "ban",
  bug: "bug",
  ace: "ace",
};

/** Each with all the languages it has, as it comes. */
function peers(): Peer[] {
  return [
    {
      name: "franc",
      languages: Object.values(FRANC),
      detect: (text) => FRANC[franc(text, { minLength: 1 })] ?? "und",
    },
    // It has no Indonesian; its Malay is let pass for it.
    {
      name: "eld",
      languages: ["id", "en"],
      detect: (text) => {
        const { language } = eld.detect(text);
        return language === "ms" ? "id" : language;
      },
    },
    { name: "tinyld", languages: ["id", "en"], detect: (text) => detect(text) },
  ];
}

/** How often the engine and its peers name the right language, and how many texts each reads in a second. */
export async function run({ say }: BenchOptions): Promise<Figure[]> {
  const read = makeReader({ normalise: (word) => [word], stem: stemWord });
  const detectReading = makeLanguageDetector(readLanguageModel(await readFile(path.join(own, "model.bin"))));
  const gaung = (text: string): string => detectReading(read(text)).label;
  const sets = await readSets(say);
  const figures: Figure[] = [];
  for (const [name, samples] of Object.entries(sets))
    for (const peer of peers()) {
      const shared = samples.filter(({ language }) => peer.languages.includes(language));
      if (shared.length === 0) continue;
      figures.push(
        against({
          figure: `right language, ${name}, ${shared.length} texts`,
          value: share(shared, gaung),
          unit: "%",
          peer: peer.name,
          peerValue: share(shared, peer.detect),
        }),
      );
    }
  const neighbours = sets["NusaX valid"];
  if (neighbours)
    for (const peer of peers())
      figures.push(
        against({
          figure: "F1 of Indonesian among its neighbours, NusaX valid",
          value: indonesianF1(neighbours, gaung),
          unit: "%",
          peer: peer.name,
          peerValue: indonesianF1(neighbours, peer.detect),
        }),
      );
  const texts = Object.values(sets)
    .flat()
    .map(({ text }) => text);
  for (const peer of peers())
    figures.push(
      against({
        figure: "texts read and named",
        value: pace(texts, gaung),
        unit: "texts/s",
        peer: peer.name,
        peerValue: pace(texts, peer.detect),
      }),
    );
  return figures;
}

async function readSets(say: (line: string) => void): Promise<Record<string, Sample[]>> {
  const of = (language: string, texts: readonly string[]): Sample[] =>
    texts.map((text) => ({ language, text }));
  const sets: Record<string, Sample[]> = {
    "own Malay": of("ms", await readLines(path.join(own, "malay-test.txt"))),
  };
  try {
    const nusax = await readNusax(files.nusax, "valid");
    sets["NusaX valid"] = nusax;
    sets["NusaX valid, first 5 words"] = nusax.map(({ language, text }) => ({
      language,
      text: text.split(" ").slice(0, 5).join(" "),
    }));
    sets["CLICK-ID headlines"] = of("id", await readHeadlines(files.headlines));
    sets["SmSA valid"] = of("id", await readSmsa(files.smsaValid));
  } catch {
    say("the labelled sets are not beside this checkout: own sentences only");
  }
  return sets;
}

function share(samples: readonly Sample[], name: (text: string) => string): number {
  const right = samples.filter(({ language, text }) => name(text) === language).length;
  return Number(((100 * right) / samples.length).toFixed(1));
}

/** Precision and recall of "this is Indonesian" in one figure: 2 TP / (2 TP + FP + FN). */
function indonesianF1(samples: readonly Sample[], name: (text: string) => string): number {
  let [right, wrong] = [0, 0];
  for (const { language, text } of samples) {
    const named = name(text);
    if (language === "id" && named === "id") right += 1;
    else if (language === "id" || named === "id") wrong += 1;
  }
  return Number(((200 * right) / (2 * right + wrong)).toFixed(1));
}

/** The best of a few rounds: what else the machine does slows the others down. */
function pace(texts: readonly string[], name: (text: string) => string): number {
  let best = 0;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (const text of texts) name(text);
    best = Math.max(best, (texts.length * 1_000) / (performance.now() - start));
  }
  return Math.round(best);
}
