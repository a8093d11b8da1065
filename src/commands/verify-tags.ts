import { verifyTags } from "#modules/listen/index.ts";
import { ClearError } from "#shared/clear-error.ts";
import { onVisit } from "./open-visit.ts";

const sentences = {
  missing: "without the tag that it gives",
  surplus: "with a tag that it does not give",
} as const;

/** Settles the tags of every mention anew and says where they differ from those that rules have given. */
export async function verifyTagsCommand(): Promise<void> {
  const { mentions, tags, rules, left, skipped, differences } = await onVisit(({ db }) => verifyTags(db));
  for (const slug of skipped) console.log(`${slug}: a rule goes through the past just now, left out`);
  for (const { workspace, rule, kind, count, examples } of differences)
    console.log(`${workspace}: ${rule}: ${count} mentions ${sentences[kind]} (${examples.join(", ")}…)`);
  if (left > 0) console.log(`${left} mentions are older than a rule that was not asked of the past.`);
  if (differences.length > 0) throw new ClearError(`${differences.length} differences in ${rules} rules.`);
  console.log(`${rules} rules with ${tags} tags on ${mentions} mentions: all are what the rules say.`);
}
