import path from "node:path";
import { TableError } from "./table-shape.ts";
import { openPackage, readPart, type XlsxPackage } from "./xlsx-package.ts";

export type Sheet = { readonly name: string; readonly part: string; readonly isHidden: boolean };

export type Workbook = {
  readonly parts: XlsxPackage;
  readonly sheets: readonly Sheet[];
  readonly sharedStrings: string | null;
  /** How the numbers of a style are to be read, by the style's number in a cell. */
  readonly kinds: readonly NumberKind[];
  /** Days count from 1904 instead of 1900 in workbooks that began on old Macs. */
  readonly isFrom1904: boolean;
};

export type NumberKind = "number" | "date" | "time" | "datetime";

/**
 * Opens a workbook and reads what is said about its sheets: ECMA-376 part 1 §18.2 (workbook) and §18.8 (styles).
 * @throws TableError `not_a_workbook`, `workbook_locked`, `workbook_bomb`
 */
export async function openWorkbook(file: string): Promise<Workbook> {
  const parts = await openPackage(file);
  try {
    return await describe(parts);
  } catch (error) {
    parts.close();
    throw error;
  }
}

async function describe(parts: XlsxPackage): Promise<Workbook> {
  const main =
    (await relationsOf(parts, "")).find(({ type }) => type === "officeDocument")?.target ?? "xl/workbook.xml";
  const found: { name: string; relation: string; isHidden: boolean }[] = [];
  let isFrom1904 = false;
  const isThere = await readPart(parts, main, {
    open(name, attributes) {
      if (name === "workbookPr") isFrom1904 = ["1", "true"].includes(attributes["date1904"] ?? "");
      if (name !== "sheet") return;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
      const isHidden = (attributes["state"] ?? "visible") !== "visible";
      found.push({ name: attributes["name"] ?? "", relation, isHidden });
    },
  });
  if (!isThere) throw new TableError("not_a_workbook");
  const relations = await relationsOf(parts, main);
  const sheets = found.flatMap(({ name, relation, isHidden }) => {
    const target = relations.find(({ id, type }) => id === relation && type === "worksheet");
    return target === undefined ? [] : [{ name, part: target.target, isHidden }];
  });
  if (sheets.length === 0) throw new TableError("not_a_workbook");
  const partOf = (type: string): string | undefined => relations.find((one) => one.type === type)?.target;
  return {
    parts,
    sheets,
    sharedStrings: partOf("sharedStrings") ?? null,
    kinds: await readKinds(parts, partOf("styles")),
    isFrom1904,
  };
}

type Relation = { id: string; type: string; target: string };

/** What a part refers to, by the last word of the relation's type: transitional and strict files differ before it. */
async function relationsOf(parts: XlsxPackage, part: string): Promise<Relation[]> {
  const folder = path.posix.dirname(part === "" ? "x" : part);
  const relations: Relation[] = [];
  await readPart(parts, path.posix.join(folder, "_rels", `${path.posix.basename(part)}.rels`), {
    open(name, attributes) {
      if (name !== "Relationship" || attributes["TargetMode"] === "External") return;
      const target = attributes["Target"] ?? "";
      relations.push({
        id: attributes["Id"] ?? "",
        type: (attributes["Type"] ?? "").split("/").at(-1) ?? "",
        target: target.startsWith("/") ? target.slice(1) : path.posix.join(folder, target),
      });
    },
  });
  return relations;
}

async function readKinds(parts: XlsxPackage, styles: string | undefined): Promise<NumberKind[]> {
  const formats = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let isInCells = false;
  if (styles === undefined) return kinds;
  await readPart(parts, styles, {
    open(name, attributes) {
      if (name === "numFmt") formats.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "");
      if (name === "cellXfs") isInCells = true;
      if (name === "xf" && isInCells) kinds.push(kindOfFormat(Number(attributes["numFmtId"] ?? 0), formats));
    },
    close(name) {
      if (name === "cellXfs") isInCells = false;
    },
  });
  return kinds;
}

/** Formats every program knows without their being written down: ECMA-376 part 1 §18.8.30. */
const builtIn: Readonly<Record<number, NumberKind>> = {
  14: "date",
  15: "date",
  16: "date",
  17: "date",
  18: "time",
  19: "time",
  20: "time",
  21: "time",
  22: "datetime",
  45: "time",
  46: "time",
  47: "time",
};

/** What a number format shows: a date when it has a day or a year, a time when it has hours. */
export function kindOfFormat(id: number, formats: ReadonlyMap<number, string>): NumberKind {
  const code = formats.get(id);
  if (code === undefined) return builtIn[id] ?? (id >= 27 && id <= 58 ? "date" : "number");
  // Quoted words, escaped characters, colours and locales are not part of it.
  const bare = code
    .toLowerCase()
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/g, "");
  const hasDay = /[dy]/.test(bare) || /(^|[^a-z])mmm/.test(bare);
  const hasTime = /h|s/.test(bare.replace(/general/g, ""));
  if (/^general$/.test(bare.trim())) return "number";
  return hasDay ? (hasTime ? "datetime" : "date") : hasTime ? "time" : "number";
}
