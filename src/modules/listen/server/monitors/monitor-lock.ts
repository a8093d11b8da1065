import { type RawBuilder, sql } from "kysely";
import type { MentionDb } from "../mentions/tables.ts";
import type { MonitorDb } from "./monitor-tables.ts";

/** The key of the advisory lock that stands between a change to a workspace's monitors and whatever they are asked of. */
export const monitorLock = (workspaceId: string): RawBuilder<unknown> =>
  sql`hashtextextended(${`listen monitors ${workspaceId}`}, 0)`;

/**
 * Holds a workspace's monitors still until the transaction ends. Whoever stores or changes mentions does so before any
 * row is locked: what they match is then what the monitors find until they have committed. Locks of this kind are given
 * in the order in which they were asked for, so that a change to a monitor does not wait behind a busy intake for ever.
 */
export async function holdMonitors(tx: MentionDb | MonitorDb, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${monitorLock(workspaceId)})`.execute(tx);
}

/** Waits for everybody who holds a workspace's monitors still, and keeps others waiting until the transaction ends. */
export async function takeMonitors(tx: MonitorDb, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${monitorLock(workspaceId)})`.execute(tx);
}
