import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { readSetting, writeSetting } from "#platform/workspaces/workspace-setting.ts";
import { retentionLock } from "./mention-rows.ts";
import type { MentionDb } from "./tables.ts";

const settingKey = "listen.retention";
const setting = z.object({ months: z.number().int().min(1).max(240).nullable() });

/** Months a workspace keeps mentions after publication; null keeps them for ever. */
export const readRetentionMonths = async (db: MentionDb, workspaceId: string): Promise<number | null> =>
  (await readSetting(db, workspaceId, settingKey, setting))?.months ?? null;

export const writeRetentionMonths = (
  db: MentionDb,
  workspaceId: string,
  months: number | null,
  at: Date,
): Promise<void> => writeSetting(db, workspaceId, settingKey, { months }, at);

/** Every workspace that does not keep for ever. */
export async function listRetention(db: MentionDb): Promise<{ workspaceId: string; months: number }[]> {
  const rows = await db
    .selectFrom("platform.setting")
    .select(["workspace_id", "value"])
    .where("key", "=", settingKey)
    .execute();
  return rows.flatMap((row) => {
    const { months } = setting.parse(row.value);
    return months === null ? [] : [{ workspaceId: row.workspace_id, months }];
  });
}

/**
 * The first month (UTC) that is kept: mentions go by whole months, each when its last day is older than the time they
 * are kept, so that none goes early.
 */
export function firstKeptMonth(now: Date, months: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
}

/**
 * Ids of the mentions of a span that somebody keeps: tagged (not by a rule), noted, or clipped by hand.
 * @param workspaces which workspaces' mentions are asked about
 */
export const savedMentions = (
  workspaces: readonly string[],
  span: { since: Date | null; until: Date | null },
): RawBuilder<unknown> => {
  const ids = sql`any(${[...workspaces]}::uuid[])`;
  const within = (table: string): RawBuilder<unknown> => sql`
    ${span.since === null ? sql`` : sql`and ${sql.ref(`${table}.published_at`)} >= ${span.since.toISOString()}::timestamptz`}
    ${span.until === null ? sql`` : sql`and ${sql.ref(`${table}.published_at`)} < ${span.until.toISOString()}::timestamptz`}`;
  return sql`
    select tagged.mention_id as id from listen.mention_tag as tagged
    where tagged.workspace_id = ${ids} and tagged.rule_id is null ${within("tagged")}
    union
    select note.mention_id from listen.mention_note as note
    where note.workspace_id = ${ids} and note.removed_at is null ${within("note")}
    union
    select origin.mention_id from listen.mention_origin as origin
    join listen.mention_identity as identity on identity.id = origin.mention_id
    where origin.workspace_id = ${ids} and origin.source_id is null ${within("identity")}`;
};

/** Holds off retention until the transaction ends, so that what is being saved is not removed meanwhile. */
export async function holdOffRetention(tx: MentionDb): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${retentionLock})`.execute(tx);
}

/** Acts on many mentions of one workspace follow one another: two at once could lock each other's rows. */
export async function takeTurn(tx: MentionDb, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`listen acts ${workspaceId}`}, 0))`.execute(tx);
}
