import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { INTENTS, type Intent } from "#text/intent/intent.ts";

/** A labelled text of the development set. */
export interface DevText {
  readonly source: string;
  readonly text: string;
  readonly intent: Intent;
  readonly second: Intent | null;
  /** Weights are tuned on the tuning half alone; scores are told of the held half. */
  readonly isHeld: boolean;
}

const SOURCES: Readonly<Record<string, (dataFolder: string) => Promise<string[]>>> = {
  "complaints-surabaya": (folder) => jsonLines(folder, "complaints-surabaya/complaints_dev_to_2023-02.jsonl"),
  "intent-isp-messages": (folder) => csvColumn(folder, "intent-isp-messages/messages_dev.csv", "text"),
  "complaints-jakarta-transport": (folder) =>
    jsonLines(folder, "complaints-jakarta-transport/tweets_dev.jsonl"),
  "social-mbg-2025": (folder) => jsonLines(folder, "social-mbg-2025/posts.jsonl"),
  "topic-bdc2024-election": (folder) => jsonLines(folder, "topic-bdc2024-election/tweets.jsonl"),
  "clickbait-clickid": (folder) => csvColumn(folder, "clickbait-clickid/main_dev.csv", "title"),
  "indonlu-smsa-valid": (folder) =>
    firstColumn(folder, "indonlu/smsa_doc-sentiment-prosa/valid_preprocess.tsv"),
  "nusax-indonesian-train": (folder) => csvColumn(folder, "nusax/sentiment/indonesian/train.csv", "text"),
};

/**
 * Joins the labels to the texts they were given to. The labels name a row and the beginning of the SHA-256 of its text;
 * a row whose text is another one is an error.
 */
export async function readDevSet(labelFile: string, dataFolder: string): Promise<DevText[]> {
  const texts = new Map<string, string[]>();
  for (const [source, read] of Object.entries(SOURCES)) texts.set(source, await read(dataFolder));
  const lines = (await readFile(labelFile, "utf8")).trim().split("\n").slice(1);
  return lines.map((line) => {
    const [source = "", row = "", prefix = "", intent = "", second = ""] = line.split("\t");
    const text = texts.get(source)?.[Number(row) - 1];
    const hash = text === undefined ? "" : createHash("sha256").update(text).digest("hex");
    if (text === undefined || !hash.startsWith(prefix))
      throw new Error(`${source} row ${row} is another text`);
    return {
      source,
      text,
      intent: toIntent(intent),
      second: second === "" ? null : toIntent(second),
      isHeld: isHeld(hash),
    };
  });
}

/** An even half by the hash of the text, so that more labels never move a text from one half to the other. */
function isHeld(hash: string): boolean {
  return Number.parseInt(hash.slice(-2), 16) % 2 === 1;
}

function toIntent(name: string): Intent {
  const intent = INTENTS.find((one) => one === name);
  if (intent === undefined) throw new Error(`no intent "${name}"`);
  return intent;
}

async function jsonLines(folder: string, file: string): Promise<string[]> {
  const lines = (await readFile(path.join(folder, file), "utf8")).trim().split("\n");
  return lines.map((line) => {
    const row: { text: string } = JSON.parse(line);
    return row.text;
  });
}

async function csvColumn(folder: string, file: string, column: string): Promise<string[]> {
  const rows: Record<string, string>[] = parse(await readFile(path.join(folder, file)), { columns: true });
  return rows.map((row) => row[column] ?? "");
}

async function firstColumn(folder: string, file: string): Promise<string[]> {
  const lines = (await readFile(path.join(folder, file), "utf8")).trim().split("\n");
  return lines.map((line) => line.split("\t")[0] ?? "");
}
