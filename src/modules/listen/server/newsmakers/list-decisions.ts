import type { NewsmakerDecision } from "../../contract/newsmaker.ts";
import type { NewsmakerDb, NewsmakerKind } from "./newsmaker-tables.ts";

const mostListed = 50;

/** What people said about names of one newsmaker, the newest first. */
export async function listDecisions(
  db: NewsmakerDb,
  workspaceId: string,
  kind: NewsmakerKind,
  keys: readonly string[],
  readerId: string | null,
): Promise<NewsmakerDecision[]> {
  const rows = await db
    .selectFrom("listen.newsmaker_decision")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", kind)
    .where((where) => where.or([where("key", "in", [...keys]), where("other_key", "in", [...keys])]))
    .orderBy("seq", "desc")
    .limit(mostListed)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    verdict: row.verdict,
    key: row.key,
    otherKey: row.other_key,
    judgeName: row.judge_name,
    isMine: readerId !== null && row.judge_id === readerId,
    judgedAt: row.judged_at.toISOString(),
    isUndone: row.undone_at !== null,
  }));
}
