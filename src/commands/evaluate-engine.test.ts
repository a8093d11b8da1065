import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EvaluatedEngine, type EvaluateOptions, evaluateEngine } from "./evaluate-engine.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "gaung-evaluate-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
async function scoreOf(
  engine: EvaluatedEngine,
  ending: string,
  content: string | Uint8Array,
  options: Partial<EvaluateOptions> = {},
) {
  files += 1;
  const data = path.join(folder, `${files}.${ending}`);
  await writeFile(data, content);
  return evaluateEngine(engine, { data, ...options });
}

const good = "Terima kasih, pelayanannya cepat dan ramah sekali";
const bad = "Pelayanannya buruk sekali, saya sangat kecewa";
const plain = "Kantor kelurahan berada di Jalan Melati nomor 5";

describe("a file of texts with tones", () => {
  test.each([
    ["tsv", "tab without header", `${good}\tpositive\n${bad}\tnegative\n`],
    ["csv", "header and number", `id,text,label\n1,"${good}",positive\n2,"${bad}",negative\n`],
    ["csv", "label before text, Indonesian names", `sentimen,ulasan\nPositif,"${good}"\nNEGATIF,"${bad}"\n`],
    ["csv", "byte order mark and CRLF", `\ufefftext,label\r\n"${good}",positif\r\n"${bad}",negatif\r\n`],
    ["csv", "line breaks in quotes", `text,label\n"${good}\n\nsalam",positive\n"${bad}\nsalam",negative\n`],
    ["csv", "semicolons", `Tweet;Sentiment\n${good};positive\n${bad};negative\n`],
    ["csv", "one and nought", `review,label\n"${good}",1\n"${bad}",0\n`],
    ["csv", "minus one to one", `tweet,polarity\n"${good}",1\n"${bad}",-1\n`],
    ["csv", "stars", `content,label\n"${good}",5\n"${bad}",1.0\n`],
    ["csv", "no header, label first", `positive,"${good}"\nnegative,"${bad}"\n`],
    ["jsonl", "lines of JSON", `{"text":"${good}","label":"positive"}\n\n{"text":"${bad}","label":"neg"}\n`],
    [
      "json",
      "one list",
      `[{"sentence":"${good}","sentiment":"pos"},{"sentence":"${bad}","sentiment":"neg"}]`,
    ],
    ["txt", "tab in a text file", `${good}\tpositive\n${bad}\tnegative\n`],
    ["tsv", "quotation marks that pair with nothing", `${good} "\tpositive\n"${bad}\tnegative\n`],
    ["tsv", "empty last lines", `text\tlabel\n${good}\tpositive\n${bad}\tnegative\n\n\n`],
  ])("%s: %s", async (ending, _, content) => {
    const { rows, accuracy, macroF1, classes } = await scoreOf("sentiment", ending, content);
    expect({ rows, accuracy, macroF1 }).toEqual({ rows: 2, accuracy: 1, macroF1: 1 });
    expect(classes?.map(({ label }) => label).sort()).toEqual(["negative", "positive"]);
  });

  test("in Windows-1252 and in UTF-16", async () => {
    const content = `text,label\n"${good} caf\u00e9",positive\n`;
    expect((await scoreOf("sentiment", "csv", Buffer.from(content, "latin1"))).rows).toBe(1);
    expect((await scoreOf("sentiment", "csv", Buffer.from(`\ufeff${content}`, "utf16le"))).rows).toBe(1);
  });

  test("with columns that are asked for", async () => {
    const content = `a,b,c\n"${bad}","${good}",positive\n"${good}","${bad}",negative\n`;
    const { accuracy } = await scoreOf("sentiment", "csv", content, { text: "b", label: "c" });
    expect(accuracy).toBe(1);
  });

  test("is told where it is wrong", async () => {
    const score = (content: string, options?: Partial<EvaluateOptions>) =>
      scoreOf("sentiment", "csv", content, options);
    const content = `text,label\n"${good}",positive\n"${bad}",marah\n`;
    await expect(score(content)).rejects.toThrow(/line 3, column label: “marah” is no label/);
    await expect(score(`text,label\n"${good}",\n`)).rejects.toThrow(
      /line 2, column label: there is no label/,
    );
    await expect(score("text,label\n")).rejects.toThrow(/no labelled rows/);
    await expect(score(" \n")).rejects.toThrow(/is empty/);
    await expect(score("text\nhalo\n")).rejects.toThrow(/one column/);
    await expect(score(content, { label: "nada" })).rejects.toThrow(
      /no column “nada”.*There are: text, label/,
    );
    await expect(scoreOf("sentiment", "jsonl", '{"text":"a","label":"positive"}\n{"text"\n')).rejects.toThrow(
      /line 2: this is no JSON/,
    );
    const { rows, skipped } = await score(content, { skipUnknown: true });
    expect({ rows, skipped }).toEqual({ rows: 1, skipped: 1 });
  });
});

test("figures of a class, of the confusion and of the calibration", async () => {
  const content = `text,label\n"${good}",positive\n"${bad}",positive\n"${bad}",negative\n`;
  const { accuracy, macroF1, classes, confusion, calibrationError } = await scoreOf(
    "sentiment",
    "csv",
    content,
  );
  expect(accuracy).toBeCloseTo(2 / 3);
  expect(macroF1).toBeCloseTo(2 / 3);
  expect(classes?.find(({ label }) => label === "positive")).toMatchObject({
    precision: 1,
    recall: 0.5,
    support: 2,
  });
  expect(confusion?.["positive"]).toEqual({ positive: 1, negative: 1 });
  expect(calibrationError).toBeGreaterThan(0);
});

test("intents by their Indonesian names", async () => {
  const content = `pesan,maksud
"Lampu jalan di depan rumah saya mati sudah seminggu",Keluhan
"Kapan jadwal pembuatan KTP dibuka, min?",pertanyaan
"Terima kasih banyak atas bantuannya, sangat memuaskan",apresiasi
"Usul, mohon dibangun taman bermain di kampung kami",Aspirasi\n`;
  const { rows, accuracy } = await scoreOf("intent", "csv", content);
  expect({ rows, accuracy }).toEqual({ rows: 4, accuracy: 1 });
});

test("languages by code or by name", async () => {
  const content = `Saya akan pergi ke kantor wali kota besok pagi untuk mengurus surat\tIndonesia
I will go to the office tomorrow morning to get the letter\teng
Aku arep lunga menyang kantor sesuk esuk kanggo ngurus layang\tjav\n`;
  const { rows, accuracy } = await scoreOf("language", "tsv", content);
  expect({ rows, accuracy }).toEqual({ rows: 3, accuracy: 1 });
});

test("hostility from one label or from the columns of hate and abuse", async () => {
  const one = await scoreOf(
    "hostility",
    "csv",
    `text,label\n"dasar goblok kamu",hate\n"${plain}",non-hate\n`,
  );
  expect(one.accuracy).toBe(1);
  const many = `Tweet,HS,Abusive,HS_Group\n"USER dasar goblok kamu\\n",0,1,0\n"${plain}",0,0,0\n"usir kalian anjing",1,0,1\n`;
  const several = await scoreOf("hostility", "csv", many);
  expect(several).toMatchObject({ rows: 3, accuracy: 1 });
  expect(several.notes.join()).toContain("“HS” or “Abusive”");
});

describe("entities", () => {
  const words = [
    ["Gubernur", "O"],
    ["Khofifah", "B-PERSON"],
    ["Indar", "I-PERSON"],
    ["Parawansa", "I-PERSON"],
    ["tiba", "O"],
    ["di", "O"],
    ["Surabaya", "B-PLACE"],
    [".", "O"],
  ] as const;
  const lines = (toTag: (tag: string) => string, gap = "\t") =>
    `${words.map(([word, tag]) => `${word}${gap}${toTag(tag)}`).join("\n")}\n\n`;
  test.each([
    ["txt", "tabs", lines((tag) => tag).repeat(2)],
    [
      "conll",
      "spaces and other names",
      lines((tag) => tag.replace("PERSON", "PER").replace("PLACE", "LOC"), " X ").repeat(2),
    ],
    [
      "txt",
      "the place behind",
      lines((tag) => tag.split("-").reverse().join("-"))
        .replaceAll("\n", "\r\n")
        .repeat(2),
    ],
    [
      "jsonl",
      "words and tags",
      `${JSON.stringify({ tokens: words.map(([word]) => word), tags: words.map(([, tag]) => tag) })}\n`.repeat(
        2,
      ),
    ],
    [
      "jsonl",
      "stretches of a text",
      `${JSON.stringify({ text: "Gubernur Khofifah Indar Parawansa tiba di Surabaya.", entities: [[9, 33, "PERSON"], { start: 42, end: 50, label: "LOC" }] })}\n`.repeat(
        2,
      ),
    ],
  ])("%s: %s", async (ending, _, content) => {
    const { rows, accuracy, macroF1, microF1 } = await scoreOf("entities", ending, content);
    expect({ rows, accuracy, microF1 }).toEqual({ rows: 2, accuracy: 1, microF1: 1 });
    expect(macroF1).toBeCloseTo(2 / 3);
  });

  test("without a tag", async () => {
    await expect(scoreOf("entities", "txt", "Budi\tB-PER\nhalo\n")).rejects.toThrow(
      /line 2: a word, a tab and a tag/,
    );
  });
});

test("roots of words", async () => {
  const { rows, accuracy } = await scoreOf("stem", "tsv", "word\tstem\nmenulis\ttulis\nperjalanan\tjalan\n");
  expect({ rows, accuracy }).toEqual({ rows: 2, accuracy: 1 });
});

test("units, learned from the past and asked for what follows", async () => {
  const units = [
    ["Lampu jalan padam di gang", "Dinas Perhubungan"],
    ["Sampah menumpuk belum diangkut", "Dinas Lingkungan Hidup"],
  ] as const;
  const lines = Array.from({ length: 40 }, (_, at) => {
    const [text, unit] = units[at % 2] ?? units[0];
    return JSON.stringify({ text: `${text} ${at}`, agency: unit });
  }).join("\n");
  const alone = await scoreOf("routing", "jsonl", lines);
  expect(alone).toMatchObject({ rows: 8, learned: 32, accuracy: 1, topThree: 1 });
  const past = path.join(folder, "past.jsonl");
  await writeFile(past, lines);
  expect(await scoreOf("routing", "jsonl", lines, { train: past })).toMatchObject({ rows: 40, learned: 40 });
});

test("a file that is not there", async () => {
  await expect(evaluateEngine("stem", { data: path.join(folder, "none.tsv") })).rejects.toThrow(
    /There is no file/,
  );
});
