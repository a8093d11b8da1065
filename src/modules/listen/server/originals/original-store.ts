import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Db, Tx } from "#platform/db/database.ts";
import { readSetting, writeSetting } from "#platform/workspaces/workspace-setting.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";

const settingKey = "listen.original_check";
const setting = z.object({ days: z.number().int().min(1).max(90).nullable() });

/** How long originals are looked at where nobody has set it. */
const usualDays = 14;
/** The longest that can be set. */
export const mostDays = 90;

/** For how many days after publication originals are looked at; null when they are not. */
export async function readOriginalDays(db: Db | Tx, workspaceId: string): Promise<number | null> {
  const set = await readSetting(db, workspaceId, settingKey, setting);
  return set ? set.days : usualDays;
}

export const writeOriginalDays = (
  tx: Tx,
  workspaceId: string,
  days: number | null,
  at: Date,
): Promise<void> => writeSetting(tx, workspaceId, settingKey, { days }, at);

/** Mentions since a time that a person saved and that have an address: tagged, noted, or clipped by hand. */
const savedByPeople = (workspaceId: string, since: Date): RawBuilder<unknown> => {
  const from = sql`${since.toISOString()}::timestamptz`;
  return sql`
    select mention.id, mention.published_at, mention.received_at, mention.url, mention.outlet, mention.gone_at
    from (
      select mention_id as id from listen.mention_tag
      where workspace_id = ${workspaceId}::uuid and published_at >= ${from} and tagged_by is not null
      union
      select mention_id from listen.mention_note
      where workspace_id = ${workspaceId}::uuid and published_at >= ${from} and removed_at is null
      union
      select mention_id from listen.mention_origin
      where workspace_id = ${workspaceId}::uuid and source_id is null
    ) as saved
    join listen.mention_identity as identity on identity.id = saved.id and identity.published_at >= ${from}
    join listen.mention as mention on mention.workspace_id = ${workspaceId}::uuid
      and mention.published_at = identity.published_at and mention.id = identity.id
    where mention.url is not null`;
};

export type DueOriginal = {
  workspaceId: string;
  id: string;
  publishedAt: Date;
  url: string;
  outlet: string;
  isGone: boolean;
  misses: number;
  etag: string | null;
  lastModified: string | null;
  /** It led elsewhere when it was last looked at. */
  isMoved: boolean;
};

/**
 * The originals of a workspace that are due, longest waiting first.
 * @param firstMs how long after it was received a mention is looked at for the first time
 */
export async function findDueOriginals(
  db: Db,
  workspaceId: string,
  { since, now, firstMs, limit }: { since: Date; now: Date; firstMs: number; limit: number },
): Promise<DueOriginal[]> {
  const due = sql`coalesce(known.next_at, saved.received_at + make_interval(secs => ${firstMs / 1000}))`;
  const { rows } = await sql<{
    id: string;
    published_at: Date;
    url: string;
    outlet: string;
    gone_at: Date | null;
    misses: number | null;
    etag: string | null;
    last_modified: string | null;
    is_moved: boolean | null;
  }>`
    select saved.*, known.misses, known.etag, known.last_modified, known.is_moved
    from (${savedByPeople(workspaceId, since)}) as saved
    left join listen.original_check as known on known.mention_id = saved.id
    where ${due} <= ${now.toISOString()}::timestamptz
    order by ${due}, saved.id limit ${limit}`.execute(db);
  return rows.map((row) => ({
    workspaceId,
    id: row.id,
    publishedAt: row.published_at,
    url: row.url,
    outlet: row.outlet,
    isGone: row.gone_at !== null,
    misses: row.misses ?? 0,
    etag: row.etag,
    lastModified: row.last_modified,
    isMoved: row.is_moved ?? false,
  }));
}

/** How many saved mentions are looked at, and how many of them are gone where they were said. */
export async function countOriginals(
  db: Db,
  workspaceId: string,
  since: Date,
): Promise<{ watched: number; gone: number }> {
  const { rows } = await sql<{ watched: number; gone: number }>`
    select count(*)::int as watched, count(gone_at)::int as gone
    from (${savedByPeople(workspaceId, since)}) as saved`.execute(db);
  return rows[0] ?? { watched: 0, gone: 0 };
}

export type CheckNote = {
  nextAt: Date;
  misses: number;
  etag: string | null;
  lastModified: string | null;
  isMoved: boolean;
};

/** Notes when an original is due again, and what was learned of it. */
export async function noteCheck(
  db: MentionDb,
  { id, workspaceId, publishedAt }: Pick<DueOriginal, "id" | "workspaceId" | "publishedAt">,
  { nextAt, misses, etag, lastModified, isMoved }: CheckNote,
): Promise<void> {
  const said = { next_at: nextAt, misses, etag, last_modified: lastModified, is_moved: isMoved };
  await db
    .insertInto("listen.original_check")
    .values({ mention_id: id, workspace_id: workspaceId, published_at: publishedAt, ...said })
    .onConflict((conflict) => conflict.column("mention_id").doUpdateSet(said))
    .execute();
}

/** Forgets what was learned of mentions that are too old to be looked at. */
export async function forgetOldChecks(db: Db, before: Date): Promise<void> {
  await withMentions(db).deleteFrom("listen.original_check").where("published_at", "<", before).execute();
}
