import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { TONES, type Tone } from "#text/sentiment/sentiment.ts";

/** A text with the tone that a person gave it. */
export type ToneText = { text: string; tone: Tone };

/** A review with the tones of its aspects, by the name of the aspect. */
export type AspectText = { text: string; aspects: ReadonlyMap<string, Tone | "both"> };

const SMSA = path.join("indonlu", "smsa_doc-sentiment-prosa");
const ASPECT_FOLDERS = { casa: "casa_absa-prosa", hoasa: "hoasa_absa-airy" } as const;

/** A split of SmSA: lines of text, tab, tone. */
export async function readSmsa(dataFolder: string, split: "train" | "valid"): Promise<ToneText[]> {
  const source = await readFile(path.join(dataFolder, SMSA, `${split}_preprocess.tsv`), "utf8");
  return source.split("\n").flatMap((line) => {
    const [text, label] = line.split("\t");
    return text === undefined || label === undefined ? [] : [{ text, tone: toneNamed(label) }];
  });
}

/** The texts of a split of NusaX in one language, Indonesian unless told, without those that also stand in SmSA's valid or test split. */
export async function readNusax(
  dataFolder: string,
  split: "train" | "valid",
  language = "indonesian",
): Promise<ToneText[]> {
  const folder = path.join(dataFolder, "nusax");
  const dropped = await readFile(path.join(folder, "drop_ids_from_train_valid.txt"), "utf8");
  const drop = new Set(dropped.split("\n").map((line) => line.trim().replace(/\s+/, " ")));
  const source = await readFile(path.join(folder, "sentiment", language, `${split}.csv`), "utf8");
  return readTable(source).flatMap(({ id, text, label }) =>
    text === undefined || drop.has(`${split} ${id}`) ? [] : [{ text, tone: toneNamed(label ?? "") }],
  );
}

/** A split of CASA (cars) or HoASA (hotels). */
export async function readAspects(
  dataFolder: string,
  name: "casa" | "hoasa",
  split: "train" | "valid",
): Promise<AspectText[]> {
  const file = path.join(dataFolder, "indonlu", ASPECT_FOLDERS[name], `${split}_preprocess.csv`);
  return readTable(await readFile(file, "utf8")).map((row) => {
    const [text = "", ...labels] = Object.values(row);
    const names = Object.keys(row).slice(1);
    return { text, aspects: new Map(labels.map((label, at) => [names[at] ?? "", aspectTone(label ?? "")])) };
  });
}

/** Reviews whose named aspects agree have that tone as a whole. */
export function wholeTones(reviews: readonly AspectText[]): ToneText[] {
  return reviews.flatMap(({ text, aspects }) => {
    const tones = new Set([...aspects.values()].filter((tone) => tone !== "neutral"));
    const [tone] = tones;
    return tones.size !== 1 || tone === undefined || tone === "both" ? [] : [{ text, tone }];
  });
}

/** Sentences written for this project: `[tone]` opens a section of lines. */
export async function readOwnSentences(file: string): Promise<ToneText[]> {
  let tone: Tone = "neutral";
  return (await readFile(file, "utf8")).split("\n").flatMap((line) => {
    if (line === "" || line.startsWith("#")) return [];
    const section = /^\[(.+)\]$/.exec(line)?.[1];
    if (section === undefined) return [{ text: line, tone }];
    tone = toneNamed(section);
    return [];
  });
}

/** The letters and digits of a text in lower case: what tells whether two texts are the same. */
export function sameTextKey(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function readTable(source: string): Record<string, string | undefined>[] {
  return parse(source, {
    columns: true,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
  });
}

function toneNamed(label: string): Tone {
  const tone = TONES.find((name) => name === label.trim());
  if (tone === undefined) throw new RangeError(`Not a tone: ${label}`);
  return tone;
}

function aspectTone(label: string): Tone | "both" {
  if (label === "pos_neg") return "both";
  if (label.startsWith("pos")) return "positive";
  return label.startsWith("neg") ? "negative" : "neutral";
}
