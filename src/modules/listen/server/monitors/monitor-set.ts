import { sql } from "kysely";
import type { PercolatedDocument } from "#text/percolate/percolated-document.ts";
import { makePercolator, type Percolator } from "#text/percolate/percolator.ts";
import type { MentionDb } from "../mentions/tables.ts";
import type { MonitorDb } from "./monitor-tables.ts";
import { incomingTree, type Outside, outsideOf } from "./monitor-tree.ts";
import { readMonitorQuery } from "./read-monitor-query.ts";

/** A workspace's monitors that are on, ready to be asked of mentions. Good until the transaction ends. */
export type MonitorSet = {
  readonly ids: readonly string[];
  /** Whether any monitor asks for something that is not in the mention's own row. */
  asks(what: Outside): boolean;
  /** The ids of the monitors that find a mention. */
  match(document: PercolatedDocument): string[];
};

type Kept = {
  revision: number;
  /** What each monitor asks for beyond a mention's own row. */
  outside: Map<string, ReadonlySet<Outside>>;
  percolator: Percolator;
};

/** Sets that are remembered; the one that was asked longest ago goes. */
const mostKept = 200;
const kept = new Map<string, Kept>();

/** Times in a set's trees are fixed, so that no clock changes what they say. */
const anyClock = { now: new Date(0), zone: "UTC" };

/**
 * The monitors of a workspace as they are now; undefined when none is on. Compares one number with what this process
 * remembers and reads only monitors that have changed since: a change counts from the next batch on, in every process.
 * The caller holds the monitors still (`holdMonitors`).
 */
export async function openMonitorSet(
  tx: MentionDb | MonitorDb,
  workspaceId: string,
): Promise<MonitorSet | undefined> {
  const { rows } = await sql<{ revision: string }>`
    select revision from listen.monitor_set where workspace_id = ${workspaceId}::uuid`.execute(tx);
  if (!rows[0]) return undefined;
  const revision = Number(rows[0].revision);
  const known = kept.get(workspaceId);
  // A database that was put back to an earlier state counts anew.
  const set =
    known && known.revision <= revision
      ? known
      : { revision: 0, outside: new Map<string, ReadonlySet<Outside>>(), percolator: makePercolator() };
  if (set.revision < revision) await refresh(tx, workspaceId, set, revision);
  remember(workspaceId, set);
  if (set.outside.size === 0) return undefined;
  const { outside, percolator } = set;
  return {
    ids: [...outside.keys()],
    asks: (what) => [...outside.values()].some((asked) => asked.has(what)),
    match: (document) => percolator.match(document, anyClock),
  };
}

async function refresh(
  tx: MentionDb | MonitorDb,
  workspaceId: string,
  set: Kept,
  revision: number,
): Promise<void> {
  const { rows } = await sql<{ id: string; q: string; exclude: string; zone: string; is_on: boolean }>`
    select id, q, exclude, zone, state = 'on' and removed_at is null as is_on from listen.monitor
    where workspace_id = ${workspaceId}::uuid and set_revision > ${set.revision}`.execute(tx);
  for (const row of rows) {
    if (row.is_on) {
      const tree = incomingTree(readMonitorQuery(row), row.zone);
      set.outside.set(row.id, outsideOf(tree));
      set.percolator.set(row.id, tree);
    } else {
      set.outside.delete(row.id);
      set.percolator.remove(row.id);
    }
  }
  set.revision = revision;
}

function remember(workspaceId: string, set: Kept): void {
  kept.delete(workspaceId);
  kept.set(workspaceId, set);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}
