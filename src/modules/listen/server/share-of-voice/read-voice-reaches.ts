import { type RawBuilder, sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import { channel } from "../../contract/mentions.ts";
import type { Voice } from "../../contract/share-of-voice.ts";
import { dayMs } from "../mentions/mention-counts.ts";
import { type MonitorDb, withMonitors } from "../monitors/monitor-tables.ts";
import { withOutlets } from "../outlets/outlet-tables.ts";
import { readReaches } from "../outlets/reach-store.ts";
import { isPress } from "../personal-data/veil.ts";
import { instantOf, type VoiceSpan } from "./count-shared.ts";
import { sumReach } from "./sum-reach.ts";

/** How far the outlets of the press that spoke of each voice may reach, and of how many of them nobody knows. */
export async function readVoiceReaches(
  db: Db,
  workspaceId: string,
  monitorIds: readonly string[],
  span: VoiceSpan,
): Promise<Map<string, Pick<Voice, "reach" | "outlets">>> {
  const spoke = await readOutlets(withMonitors(db), workspaceId, monitorIds, span);
  const keys = [...new Set([...spoke.values()].flat())];
  const reaches = await readReaches(withOutlets(db), workspaceId, "outlet", keys);
  return new Map(
    [...spoke].map(([id, outlets]) => {
      const known = outlets.flatMap((key) => reaches.get(key) ?? []);
      return [
        id,
        { reach: sumReach(known), outlets: { known: known.length, unknown: outlets.length - known.length } },
      ];
    }),
  );
}

const press = channel.options.filter(isPress);

/** The outlets of the press in which each monitor found something: whole days (UTC) by their counts, the ends by the finds. */
async function readOutlets(
  db: MonitorDb,
  workspaceId: string,
  monitorIds: readonly string[],
  { from, until }: VoiceSpan,
): Promise<Map<string, string[]>> {
  if (monitorIds.length === 0) return new Map();
  const days = { from: Math.ceil(from / dayMs) * dayMs, until: Math.floor(until / dayMs) * dayMs };
  const owned = sql`workspace_id = ${workspaceId}::uuid and monitor_id = any(${[...monitorIds]}::uuid[])
    and channel = any(${press}::text[])`;
  const finds = (since: number, before: number): RawBuilder<unknown> => sql`
    select monitor_id, outlet_key from listen.monitor_match where ${owned}
      and published_at >= ${instantOf(since)} and published_at < ${instantOf(before)}`;
  const parts =
    days.from >= days.until
      ? [finds(from, until)]
      : [
          sql`select monitor_id, outlet_key from listen.monitor_outlet_count where ${owned} and total > 0
            and at >= ${instantOf(days.from)} and at < ${instantOf(days.until)}`,
          ...(from < days.from ? [finds(from, days.from)] : []),
          ...(days.until < until ? [finds(days.until, until)] : []),
        ];
  const { rows } = await sql<{ monitor_id: string; outlets: string[] }>`
    select monitor_id, array_agg(outlet_key) as outlets
    from (select monitor_id, outlet_key from (${sql.join(parts, sql` union all `)}) as part group by 1, 2) as spoke
    group by monitor_id`.execute(db);
  return new Map(rows.map(({ monitor_id, outlets }) => [monitor_id, outlets]));
}
