import { parse } from "csv-parse/sync";
import { z } from "zod";
import { AppError } from "#shared/app-error.ts";
import type { TaxonomyFormat } from "../../contract/tag.ts";

export const columns = ["name", "parent", "colour", "description", "synonyms"] as const;

/** Stands between the synonyms of a tag in a table. */
export const synonymMark = "|";

/** More lines than a taxonomy may have are not looked at. */
const mostLines = 5_000;

/** A tag as a file has it: the tag above by its name, everything else as it was written. */
export type FileTag = {
  line: number;
  name: string;
  parent: string;
  colour: string;
  description: string;
  synonyms: string[];
};

const text = z.union([z.string(), z.number()]).transform(String);
const jsonTag = z.object({
  name: text.default(""),
  parent: text.nullish().transform((value) => value ?? ""),
  colour: text.default("1"),
  description: text.default(""),
  synonyms: z.array(text).default([]),
});
const jsonFile = z.object({ tags: z.array(jsonTag).max(mostLines) });

/** Headings as people write them, in both languages. */
const headings: Readonly<Record<string, (typeof columns)[number]>> = {
  name: "name",
  nama: "name",
  tag: "name",
  tanda: "name",
  parent: "parent",
  induk: "parent",
  topic: "parent",
  topik: "parent",
  colour: "colour",
  color: "colour",
  warna: "colour",
  description: "description",
  keterangan: "description",
  synonyms: "synonyms",
  sinonim: "synonyms",
};

/**
 * Reads the tags of a file.
 * @throws AppError `invalid` when it is no such file at all; single lines are judged later
 */
export function readTaxonomyFile(format: TaxonomyFormat, content: string): FileTag[] {
  return format === "json" ? readJson(content) : readCsv(content);
}

function readJson(content: string): FileTag[] {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new AppError("invalid", "listen.not_taxonomy", {}, error);
  }
  const parsed = jsonFile.safeParse(Array.isArray(value) ? { tags: value } : value);
  if (!parsed.success) throw new AppError("invalid", "listen.not_taxonomy", {}, parsed.error);
  return parsed.data.tags.map((tag, index) => ({ line: index + 1, ...tag }));
}

function readCsv(content: string): FileTag[] {
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(content, {
      bom: true,
      columns: (first: string[]) =>
        first.map((heading) => headings[heading.trim().toLowerCase()] ?? `other ${heading}`),
      delimiter: (content.split("\n", 1)[0] ?? "").includes(";") ? ";" : ",",
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
      to: mostLines,
      info: true,
    });
  } catch (error) {
    throw new AppError("invalid", "listen.not_taxonomy", {}, error);
  }
  if (rows.some(({ record }) => record["name"] === undefined) || rows.length === 0)
    throw new AppError("invalid", "listen.not_taxonomy");
  return rows.map(({ record, info }) => ({
    line: info.lines,
    name: unescaped(record["name"]),
    parent: unescaped(record["parent"]),
    colour: record["colour"] || "1",
    description: unescaped(record["description"]),
    synonyms: unescaped(record["synonyms"])
      .split(synonymMark)
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  }));
}

/** Without the mark that kept a spreadsheet from taking it for a formula. */
const unescaped = (cell = ""): string => cell.replace(/^'(?=[=+\-@])/, "");
