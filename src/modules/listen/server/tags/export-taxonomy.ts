import { stringify } from "csv-stringify/sync";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { TaxonomyFormat } from "../../contract/tag.ts";
import { selectTags } from "./tag-store.ts";
import { withTags } from "./tag-tables.ts";
import { columns, synonymMark } from "./taxonomy-file.ts";

/** An officer takes the arranged tags along: to another desk, to a colleague, to a spreadsheet. */
export async function exportTaxonomy(
  { db, workspaceId, membership }: Pick<RequestContext, "db" | "workspaceId" | "membership">,
  { format }: { format: TaxonomyFormat },
): Promise<{ name: string; text: string }> {
  const tags = (await selectTags(withTags(db), workspaceId)).filter(({ id }) => id !== null);
  const nameOf = new Map(tags.map(({ id, name }) => [id, name]));
  const rows = tags.map(({ name, parentId, colour, description, synonyms }) => ({
    name,
    parent: parentId === null ? "" : (nameOf.get(parentId) ?? ""),
    colour,
    description,
    synonyms,
  }));
  const name = `taksonomi-${membership.slug}.${format}`;
  if (format === "json") return { name, text: `${JSON.stringify({ tags: rows }, null, 2)}\n` };
  const table = rows.map((row) => ({ ...row, synonyms: row.synonyms.join(`${synonymMark} `) }));
  // Spreadsheets take what begins like a formula for one.
  return {
    name,
    text: stringify(table, { header: true, columns: [...columns], bom: true, escape_formulas: true }),
  };
}
