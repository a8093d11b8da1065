import { sql } from "kysely";
import type { MonitorDb } from "../monitors/monitor-tables.ts";
import { foundCopies, type VoiceSpan } from "./count-shared.ts";

/** A mention with copies, as monitors found it. */
export type FoundCopy = { publishedAt: number; tone: string | null; monitorIds: string[] };

/**
 * What monitors found of a span that has copies, in the groups that count as one.
 * @returns the mentions of each group, the first published first
 */
export async function readCopies(
  db: MonitorDb,
  workspaceId: string,
  monitorIds: readonly string[],
  span: VoiceSpan,
): Promise<FoundCopy[][]> {
  if (monitorIds.length === 0) return [];
  const { rows } = await sql<{ group_id: string; at: Date; tone: string | null; numbers: number[] }>`
    select copied.group_id, copied.published_at as at, min(copied.tone) as tone,
      array_agg(numbered.number::int) as numbers
    from (${foundCopies(workspaceId, monitorIds, span)}) as copied
    join unnest(${[...monitorIds]}::uuid[]) with ordinality as numbered (id, number) on numbered.id = copied.monitor_id
    group by copied.group_id, copied.published_at, copied.mention_id
    order by copied.published_at, copied.mention_id`.execute(db);
  const groups = new Map<string, FoundCopy[]>();
  for (const { group_id, at, tone, numbers } of rows) {
    const group = groups.get(group_id) ?? [];
    groups.set(group_id, group);
    group.push({
      publishedAt: at.getTime(),
      tone,
      monitorIds: numbers.flatMap((number) => monitorIds[number - 1] ?? []),
    });
  }
  return [...groups.values()];
}
