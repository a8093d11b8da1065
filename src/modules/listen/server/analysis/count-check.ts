import { type TraitColumns, traitValues } from "../mentions/mention-traits.ts";
import type { MentionDb } from "../mentions/tables.ts";

/** For tests: the counts of traits of a workspace by day, as they are kept and as the mentions themselves add up. */
export async function traitCounts(
  db: MentionDb,
  workspaceId: string,
): Promise<{ kept: Record<string, number>; real: Record<string, number> }> {
  const kept: Record<string, number> = {};
  const real: Record<string, number> = {};
  const rows = await db
    .selectFrom("listen.mention_trait_count")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("grain", "=", "day")
    .where("count", "<>", "0")
    .execute();
  for (const { trait, value, at, count } of rows)
    kept[`${trait} ${value} ${at.toISOString().slice(0, 10)}`] = Number(count);
  const mentions: (TraitColumns & { published_at: Date })[] = await db
    .selectFrom("listen.mention")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .execute();
  for (const mention of mentions)
    for (const [trait, value] of traitValues(mention)) {
      const key = `${trait} ${value} ${mention.published_at.toISOString().slice(0, 10)}`;
      real[key] = (real[key] ?? 0) + 1;
    }
  return { kept, real };
}
