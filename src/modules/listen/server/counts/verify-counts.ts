import type { Db } from "#platform/db/database.ts";
import { withMentions } from "../mentions/tables.ts";
import {
  type CountTable,
  countTables,
  findMonths,
  readKeptMonth,
  recountMonth,
  replaceMonth,
} from "./month-counts.ts";

/** Counts of one table and month (its first day, UTC) that are not what counting one by one gives; the first few. */
export type CountDifference = {
  workspace: string;
  table: CountTable;
  month: string;
  count: number;
  examples: { counted: string; kept: string; found: string }[];
};

export type CountVerdict = { months: number; counts: number; differences: CountDifference[] };

const shownExamples = 5;
/** What has no row. */
const none = "0";

/**
 * Counts all mentions anew, month by month, and compares with the counts that screens are drawn from. A month is seen as
 * of one moment, so that it may be run while the desk works.
 * @param repair also puts the true counts of a differing month in place; the verdict tells what was wrong
 */
export async function verifyCounts(db: Db, repair: boolean): Promise<CountVerdict> {
  const verdict: CountVerdict = { months: 0, counts: 0, differences: [] };
  const workspaces = await db
    .selectFrom("platform.workspace")
    .select(["id", "slug"])
    .orderBy("slug")
    .execute();
  for (const { id, slug } of workspaces)
    for (const month of await findMonths(withMentions(db), id)) {
      const [found, kept] = await db
        .transaction()
        .setIsolationLevel("repeatable read")
        .setAccessMode("read only")
        .execute(
          async (tx) =>
            [
              await recountMonth(withMentions(tx), id, month),
              await readKeptMonth(withMentions(tx), id, month),
            ] as const,
        );
      verdict.months += 1;
      const differences = countTables.flatMap((table) => {
        verdict.counts += found[table].size;
        const examples = compare(found[table], kept[table]);
        if (examples.length === 0) return [];
        const name = month.from.toISOString().slice(0, 10);
        return [
          {
            workspace: slug,
            table,
            month: name,
            count: examples.length,
            examples: examples.slice(0, shownExamples),
          },
        ];
      });
      verdict.differences.push(...differences);
      if (repair && differences.length > 0)
        await db.transaction().execute((tx) => replaceMonth(withMentions(tx), id, month));
    }
  return verdict;
}

function compare(
  found: ReadonlyMap<string, string>,
  kept: ReadonlyMap<string, string>,
): CountDifference["examples"] {
  return [...new Set([...found.keys(), ...kept.keys()])]
    .sort()
    .map((counted) => ({ counted, found: found.get(counted) ?? none, kept: kept.get(counted) ?? none }))
    .filter((row) => row.found !== row.kept);
}
