import { sql } from "kysely";
import type { z } from "zod";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Retention } from "../../contract/overview.ts";
import { spanOfAll } from "../search/sum-counts.ts";
import { firstKeptMonth, readRetentionMonths, savedMentions } from "./retention-store.ts";
import { type MentionDb, withMentions } from "./tables.ts";

/**
 * An admin sees how long mentions are kept, how many there are, and how many the next run would remove, also for a
 * length that is only being considered.
 */
export async function getRetention(
  context: Pick<RequestContext, "db" | "workspaceId" | "now">,
  input: { months?: number | undefined },
): Promise<z.output<typeof Retention>> {
  const db = withMentions(context.db);
  const { workspaceId } = context;
  const months = await readRetentionMonths(db, workspaceId);
  const considered = input.months ?? months;
  const span = await spanOfAll(db, workspaceId);
  return {
    months,
    oldest: span === null ? null : new Date(span.from).toISOString(),
    mentions: await countBefore(db, workspaceId, null),
    saved: await countSaved(db, workspaceId, null),
    wouldRemove:
      considered === null
        ? 0
        : await countUnsaved(db, workspaceId, firstKeptMonth(context.now(), considered)),
  };
}

async function countUnsaved(db: MentionDb, workspaceId: string, before: Date): Promise<number> {
  return (await countBefore(db, workspaceId, before)) - (await countSaved(db, workspaceId, before));
}

async function countBefore(db: MentionDb, workspaceId: string, before: Date | null): Promise<number> {
  let counted = db
    .selectFrom("listen.mention_total")
    .select((eb) => eb.fn.sum<string | null>("count").as("count"))
    .where("workspace_id", "=", workspaceId)
    .where("grain", "=", "month");
  if (before !== null) counted = counted.where("at", "<", before);
  const { count } = await counted.executeTakeFirstOrThrow();
  return Number(count ?? 0);
}

async function countSaved(db: MentionDb, workspaceId: string, before: Date | null): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (${savedMentions([workspaceId], { since: null, until: before })}) as saved`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
