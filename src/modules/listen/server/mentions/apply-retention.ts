import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Db } from "#platform/db/database.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { forgetSpikes } from "../spikes/forget-spikes.ts";
import { removeMonth } from "./remove-month.ts";
import { firstKeptMonth, listRetention } from "./retention-store.ts";
import { type MentionDb, withMentions } from "./tables.ts";

/** Acts can be taken back for this long. */
const undoDays = 30;
const dayMs = 86_400_000;

/**
 * The desk forgets what each workspace no longer keeps: month by month, oldest first, each month in a transaction of its
 * own, so that a run that is cut short has done whole months and the next one goes on. What is tagged, noted or clipped
 * by hand stays.
 * @returns how many mentions were removed
 */
export async function applyRetention(db: Db, now: Date): Promise<number> {
  const tables = withMentions(db);
  const limits = (await listRetention(tables)).map(({ workspaceId, months }) => ({
    workspaceId,
    firstKept: firstKeptMonth(now, months),
  }));
  let removed = 0;
  for (const month of await monthsHeld(
    tables,
    limits.map(({ workspaceId }) => workspaceId),
  )) {
    const workspaces = limits
      .filter(({ firstKept }) => month < firstKept)
      .map(({ workspaceId }) => workspaceId);
    if (workspaces.length === 0) break;
    removed += await db.transaction().execute(async (tx) => {
      const results = await removeMonth(withMentions(tx), workspaces, month);
      for (const result of results) {
        const details = { month: month.toISOString().slice(0, 7), mentions: result.removed };
        const facts = { action: "retention.applied", subjectKind: "mentions", subjectId: null, details };
        await recordAudit(tx, result.workspaceId, systemActor, facts, now);
      }
      return results.reduce((sum, result) => sum + result.removed, 0);
    });
  }
  for (const { workspaceId, firstKept } of limits) await forgetSpikes(tables, workspaceId, firstKept);
  await tables
    .deleteFrom("listen.change")
    .where("created_at", "<", new Date(now.getTime() - undoDays * dayMs))
    .execute();
  return removed;
}

/** Months (UTC) in which any of these workspaces has mentions, oldest first. */
async function monthsHeld(db: MentionDb, workspaces: readonly string[]): Promise<Date[]> {
  if (workspaces.length === 0) return [];
  const rows = await db
    .selectFrom("listen.mention_total")
    .select("at")
    .distinct()
    .where("grain", "=", "month")
    .where("workspace_id", "in", [...workspaces])
    .orderBy("at")
    .execute();
  return rows.map((row) => row.at);
}
