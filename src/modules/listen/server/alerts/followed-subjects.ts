import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { notFound } from "#shared/app-error.ts";
import type { Followed } from "../../contract/alert-follow.ts";
import { withNewsmakers } from "../newsmakers/newsmaker-tables.ts";
import { keysOfRoots, rootOf } from "../newsmakers/sum-newsmakers.ts";
import { newsmakerOf } from "../spikes/spike-source-of.ts";
import { currentStories } from "../stories/decision-store.ts";
import { withStories } from "../stories/story-tables.ts";

/** A story or name as it is called now, and every subject that means it: stories merge, and names are joined. */
export type SameSubjects = { subject: string; all: string[] };

/** @throws AppError `not_found` */
export async function findSameSubjects(
  db: Db | Tx,
  workspaceId: string,
  { kind, subject }: Followed,
): Promise<SameSubjects> {
  if (kind === "newsmaker") {
    const [of, key] = newsmakerOf(subject);
    if (of === null || key === "") throw notFound("newsmaker");
    const newsmakers = withNewsmakers(db);
    const root = await rootOf(newsmakers, workspaceId, of, key);
    const keys = (await keysOfRoots(newsmakers, workspaceId, of, [root])).get(root) ?? [root];
    return { subject: `${of}:${root}`, all: keys.map((one) => `${of}:${one}`) };
  }
  const stories = withStories(db);
  const isId = /^[0-9a-f-]{36}$/.test(subject);
  const current = isId ? (await currentStories(stories, workspaceId, [subject])).get(subject) : undefined;
  if (current === undefined) throw notFound("story");
  const { rows } = await sql<{ id: string }>`
    with recursive same as (
      select id from listen.story where workspace_id = ${workspaceId}::uuid and id = ${current}::uuid
      union
      select merged.id from same join listen.story as merged
        on merged.workspace_id = ${workspaceId}::uuid and merged.merged_into = same.id
    )
    select id from same`.execute(stories);
  return { subject: current, all: rows.map(({ id }) => id) };
}
