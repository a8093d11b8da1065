import { type Selectable, sql } from "kysely";
import type { AnalysisRunTable, MentionDb } from "../mentions/tables.ts";

export type AnalysisRun = Selectable<AnalysisRunTable>;

/** A run that nobody has worked on for so long is taken up by another worker. Seconds of the wall's clock. */
const abandonedSeconds = 60;

/** How many mentions there are, and how many of them a version of the engine has read. */
export async function countAnalysed(
  db: MentionDb,
  workspaceId: string,
  version: string,
): Promise<{ mentions: number; analysed: number }> {
  const { rows } = await sql<{ mentions: string; analysed: string }>`
    select
      (select coalesce(sum(count), 0) from listen.mention_total
        where workspace_id = ${workspaceId}::uuid and grain = 'month') as mentions,
      (select coalesce(sum(count), 0) from listen.mention_trait_count
        where workspace_id = ${workspaceId}::uuid and grain = 'month' and trait = 'version' and value = ${version})
        as analysed`.execute(db);
  return { mentions: Number(rows[0]?.mentions ?? 0), analysed: Number(rows[0]?.analysed ?? 0) };
}

export const findOpenRun = (db: MentionDb, workspaceId: string): Promise<AnalysisRun | undefined> =>
  db
    .selectFrom("listen.analysis_run")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("finished_at", "is", null)
    .executeTakeFirst();

export const findLatestRun = (db: MentionDb, workspaceId: string): Promise<AnalysisRun | undefined> =>
  db
    .selectFrom("listen.analysis_run")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("started_at", "desc")
    .orderBy(sql`finished_at desc nulls first`)
    .limit(1)
    .executeTakeFirst();

/** Workspaces whose run lies still: its worker died, or the desk was stopped. */
export async function findAbandonedRuns(db: MentionDb): Promise<string[]> {
  const { rows } = await sql<{ workspace_id: string }>`
    select workspace_id from listen.analysis_run
    where finished_at is null and worked_at < now() - make_interval(secs => ${abandonedSeconds})
    order by workspace_id`.execute(db);
  return rows.map((row) => row.workspace_id);
}
