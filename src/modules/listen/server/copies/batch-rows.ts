import { sql } from "kysely";
import { type CopyFacts, orderedAt } from "./copy-rules.ts";
import type { CopyDb } from "./copy-tables.ts";

export type WaitingMention = { id: string; title: string; text: string };

/** Of these mentions those that are still there and were not yet compared, oldest first. */
export async function readWaiting(
  tx: CopyDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<WaitingMention[]> {
  const { rows } = await sql<WaitingMention>`
    select mention.id, mention.title, mention.text
    from ${identities(workspaceId, ids)}
    where not exists (select from listen.copy_sketch as sketch
      where sketch.workspace_id = identity.workspace_id and sketch.mention_id = identity.id)
    order by mention.published_at, mention.id`.execute(tx);
  return rows;
}

/** The words of mentions. */
export async function readTexts(
  tx: CopyDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<WaitingMention[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<WaitingMention>`
    select mention.id, mention.title, mention.text from ${identities(workspaceId, ids)}`.execute(tx);
  return rows;
}

/** What the rules on copies ask of mentions; those that are gone are left out. */
export async function readFacts(
  tx: CopyDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, CopyFacts>> {
  const { rows } = await sql<{
    id: string;
    published_at: Date;
    received_at: Date;
    time_precision: string;
    outlet: string;
    group_id: string | null;
    first_published_at: Date | null;
    verdict: CopyFacts["verdict"];
  }>`
    select mention.id, mention.published_at, mention.received_at, mention.time_precision, mention.outlet,
      member.group_id, copies.first_published_at,
      (select verdict from listen.copy_judgement as judgement
        where judgement.workspace_id = mention.workspace_id and judgement.mention_id = mention.id
          and judgement.undone_at is null order by judgement.seq desc limit 1) as verdict
    from ${identities(workspaceId, ids)}
    left join listen.copy_member as member
      on member.workspace_id = mention.workspace_id and member.mention_id = mention.id
    left join listen.copy_group as copies
      on copies.workspace_id = member.workspace_id and copies.id = member.group_id`.execute(tx);
  return new Map(
    rows.map((row) => {
      const times = {
        publishedAt: row.published_at,
        receivedAt: row.received_at,
        timePrecision: row.time_precision,
      };
      return [
        row.id,
        {
          id: row.id,
          publishedAt: row.published_at,
          orderedAt: orderedAt(times),
          outlet: row.outlet,
          groupId: row.group_id,
          groupBegan: row.first_published_at,
          verdict: row.verdict,
        },
      ];
    }),
  );
}

/** Mentions of a workspace by their ids, through the table that knows the partition of each. */
const identities = (workspaceId: string, ids: readonly string[]) => sql`
  listen.mention_identity as identity
  join listen.mention as mention on mention.workspace_id = identity.workspace_id
    and mention.published_at = identity.published_at and mention.id = identity.id
    and identity.workspace_id = ${workspaceId}::uuid and identity.id = any(${[...ids]}::uuid[])`;
