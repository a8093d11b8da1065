import { sql } from "kysely";
import { foldValue } from "#text/fold.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import type { MentionDb } from "../mentions/tables.ts";
import type { MonitorDb } from "./monitor-tables.ts";

/** A match that comes (1) or goes (-1). */
export type CountedMatch = {
  monitorId: string;
  publishedAt: Date;
  outlet: string;
  channel: string;
  tone: string | null;
  by: number;
};

/** Total and tones, in the order of the columns. */
type Sums = [total: number, negative: number, neutral: number, positive: number, unsure: number];
const toneColumns: Partial<Record<string, 1 | 2 | 3 | 4>> = {
  negative: 1,
  neutral: 2,
  positive: 3,
  unsure: 4,
};

/**
 * Adds matches to the counts of their monitors, in the transaction that writes them. Like all counts it comes last, once
 * in a transaction, and locks its rows in one order.
 */
export async function addMonitorCounts(
  tx: MentionDb | MonitorDb,
  workspaceId: string,
  matches: readonly CountedMatch[],
): Promise<void> {
  if (matches.length === 0) return;
  const hours = new Map<string, Sums>();
  const days = new Map<string, Sums>();
  const outlets = new Map<string, string>();
  for (const { monitorId, publishedAt, outlet, channel, tone, by } of matches) {
    const at = publishedAt.toISOString();
    const key = foldValue(outlet);
    outlets.set(key, outlet);
    add(hours, `${monitorId}\0${at.slice(0, 13)}:00:00Z`, tone, by);
    add(days, `${monitorId}\0${at.slice(0, 10)}T00:00:00Z\0${key}\0${channel}`, tone, by);
  }
  const byHour = sorted(hours);
  if (byHour.length > 0)
    await sql`
      insert into listen.monitor_count as known
        (workspace_id, monitor_id, at, total, negative, neutral, positive, unsure)
      select ${workspaceId}::uuid, incoming.*
      from unnest(${plainArray(byHour.map(({ parts }) => parts[0] ?? ""))}::uuid[],
        ${plainArray(byHour.map(({ parts }) => parts[1] ?? ""))}::timestamptz[], ${sumColumns(byHour)}) as incoming
      on conflict (workspace_id, monitor_id, at) do update set ${addSums}`.execute(tx);
  const byOutlet = sorted(days);
  if (byOutlet.length > 0)
    await sql`
      insert into listen.monitor_outlet_count as known
        (workspace_id, monitor_id, at, outlet_key, channel, outlet, total, negative, neutral, positive, unsure)
      select ${workspaceId}::uuid, incoming.*
      from unnest(${plainArray(byOutlet.map(({ parts }) => parts[0] ?? ""))}::uuid[],
        ${plainArray(byOutlet.map(({ parts }) => parts[1] ?? ""))}::timestamptz[],
        ${byOutlet.map(({ parts }) => parts[2] ?? "")}::text[], ${byOutlet.map(({ parts }) => parts[3] ?? "")}::text[],
        ${byOutlet.map(({ parts }) => outlets.get(parts[2] ?? "") ?? "")}::text[], ${sumColumns(byOutlet)}) as incoming
      on conflict (workspace_id, monitor_id, at, outlet_key, channel) do update set ${addSums}`.execute(tx);
}

function add(sums: Map<string, Sums>, key: string, tone: string | null, by: number): void {
  const sum = sums.get(key) ?? [0, 0, 0, 0, 0];
  sums.set(key, sum);
  sum[0] += by;
  const column = toneColumns[tone ?? ""];
  if (column !== undefined) sum[column] += by;
}

type Row = { parts: string[]; sums: Sums };

const sorted = (sums: ReadonlyMap<string, Sums>): Row[] =>
  [...sums]
    .filter(([, values]) => values.some((value) => value !== 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, values]) => ({ parts: key.split("\0"), sums: values }));

const sumColumns = (rows: readonly Row[]) =>
  sql.join([0, 1, 2, 3, 4].map((at) => sql`${plainArray(rows.map(({ sums }) => sums[at] ?? 0))}::bigint[]`));

const addSums = sql`total = known.total + excluded.total, negative = known.negative + excluded.negative,
  neutral = known.neutral + excluded.neutral, positive = known.positive + excluded.positive,
  unsure = known.unsure + excluded.unsure`;
