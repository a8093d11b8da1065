import { type ImportField, ImportMapping } from "../../contract/imports.ts";

/** The fields in the order they are asked, by what they tell. */
export const fieldGroups = [
  ["said", ["title", "text", "author", "tags"]],
  ["place", ["outlet", "channel", "url", "language"]],
  ["time", ["publishedAt"]],
  ["counts", ["views", "likes", "replies", "shares"]],
  ["links", ["externalId", "parentId"]],
] as const satisfies readonly (readonly [string, readonly ImportField[]])[];

/** The mapping with `field` read from `column`; an empty column leaves the field out. */
export function withColumn(mapping: ImportMapping, field: ImportField, column: string): ImportMapping {
  const { [field]: _before, ...rest } = mapping.columns;
  return { ...mapping, columns: column === "" ? rest : { ...rest, [field]: column } };
}

/** The mapping with a value that stands in where the file has none; an empty one is left out. */
export function withDefault(
  mapping: ImportMapping,
  name: keyof ImportMapping["defaults"],
  value: string,
): ImportMapping {
  const { [name]: _before, ...rest } = mapping.defaults;
  return ImportMapping.parse({ ...mapping, defaults: value === "" ? rest : { ...rest, [name]: value } });
}

export type MissingPart = "words" | "outlet" | "publishedAt";

/** What a mapping still lacks before any row can be taken: words, a time, and who said it. */
export function missingParts({ columns, defaults }: ImportMapping): MissingPart[] {
  const missing: MissingPart[] = [];
  if (columns.title === undefined && columns.text === undefined) missing.push("words");
  // The host of the address stands in for the outlet.
  if (columns.outlet === undefined && columns.url === undefined && defaults.outlet === undefined)
    missing.push("outlet");
  if (columns.publishedAt === undefined) missing.push("publishedAt");
  return missing;
}

/** Whether two mappings read the same, so that a check of one speaks for the other. */
export const isSameMapping = (a: ImportMapping, b: ImportMapping): boolean => written(a) === written(b);

const sorted = (record: object): [string, unknown][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

const written = (mapping: ImportMapping): string =>
  JSON.stringify([mapping.sheet ?? "", sorted(mapping.columns), sorted(mapping.defaults)]);
