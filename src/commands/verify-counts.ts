import { verifyCounts } from "#modules/listen/index.ts";
import { ClearError } from "#shared/clear-error.ts";
import { onVisit } from "./open-visit.ts";

const names = {
  mention_count: "mentions by outlet, channel and language",
  mention_total: "mentions in all",
  mention_trait_count: "tones, intents, hostility and places",
  newsmaker_day: "names and quotations",
  monitor_combination: "mentions found by several monitors",
  account_count: "posts by account",
} as const;

/** Counts all mentions anew and says where the counts that are kept differ; with `repair` puts them right. */
export async function verifyCountsCommand({ repair }: { repair: boolean }): Promise<void> {
  const { months, counts, differences } = await onVisit(({ db }) => verifyCounts(db, repair));
  for (const { workspace, table, month, count, examples } of differences)
    console.log(
      `${workspace}: ${month.slice(0, 7)}: ${names[table]}: ${count} wrong (${examples
        .map(({ counted, kept, found }) => `${counted}: kept ${kept}, found ${found}`)
        .join("; ")}${count > examples.length ? "; …" : ""})`,
    );
  if (differences.length === 0)
    console.log(`${counts} counts of ${months} months: all are what counting one by one gives.`);
  else if (repair) console.log(`Put right: ${differences.length} tables of counts.`);
  else throw new ClearError(`${differences.length} tables of counts are wrong; --repair puts them right.`);
}
