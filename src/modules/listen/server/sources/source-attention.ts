import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import type { Overview } from "../../contract/overview.ts";
import { withSources } from "./source-tables.ts";

type Attention = Overview["attention"][number];

/** One failed poll is the weather of the internet; this many in a row are worth a look. */
export const worrying = 3;
const mostShown = 20;

/** Followed, but not heard: it keeps failing, or it never worked at all. */
const isSilent = sql<boolean>`(source.state = 'active' and source.failures_in_a_row >=
  case when source.last_success_at is null then 1 else ${sql.lit(worrying)} end)`;

/** How many sources work, fail, or are at rest. */
export async function countSources(db: Db, workspaceId: string): Promise<Overview["sources"]> {
  const { rows } = await sql<Overview["sources"]>`
    select count(*) filter (where state = 'active')::int as active,
      count(*) filter (where ${isSilent})::int as failing,
      count(*) filter (where state = 'paused')::int as paused,
      count(*) filter (where state = 'stopped')::int as stopped
    from listen.source as source where workspace_id = ${workspaceId}::uuid and kind <> 'file'`.execute(
    withSources(db),
  );
  return rows[0] ?? { active: 0, failing: 0, paused: 0, stopped: 0 };
}

/** Sources that need somebody, the longest silent first; the key is that of the last poll's outcome. */
export async function sourcesInTrouble(db: Db, workspaceId: string): Promise<Attention[]> {
  const { rows } = await sql<{
    id: string;
    title: string;
    state: string;
    at: Date;
    key: string | null;
    values: Record<string, string | number> | null;
  }>`
    select source.id, source.title, source.state,
      coalesce(source.failing_since, last.at, source.created_at) as at, last.outcome_key as key,
      last.outcome_values as values
    from listen.source as source
    left join lateral (
      select at, outcome_key, outcome_values from listen.poll
      where source_id = source.id and workspace_id = source.workspace_id order by at desc, id desc limit 1
    ) as last on true
    where source.workspace_id = ${workspaceId}::uuid
      and (source.state = 'stopped' or ${isSilent})
    order by 4, source.id limit ${mostShown}`.execute(withSources(db));
  return rows.map((row) => ({
    kind: row.state === "stopped" ? "source_stopped" : "source_failing",
    subjectId: row.id,
    title: row.title,
    at: row.at.toISOString(),
    key: row.key ?? "internal",
    values: row.values ?? {},
  }));
}
