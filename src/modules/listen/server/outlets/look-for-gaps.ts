import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { notify, withdrawNotice } from "#platform/notices/notify.ts";
import { type Zone, zone } from "#shared/ids.ts";
import { dayMs, hourMs } from "../mentions/mention-counts.ts";
import { expectedVolume } from "../spikes/expected-volume.ts";
import { shapeOf } from "../spikes/learn-usual.ts";
import { hourOfWeek } from "../spikes/spike-windows.ts";
import { findSilence, type Silence } from "./find-silence.ts";
import { type OutletDb, withOutlets } from "./outlet-tables.ts";
import { instantOf, networkList } from "./towards-us.ts";

/** How far back a rhythm is learned from; an outlet that was silent all that time is no longer expected. */
const pastDays = 42;
/** Silences that are over are kept so long. */
const keptDays = 180;
/** More than so many at once have one cause, and are told in one notice. */
const mostNotices = 4;

type Heard = { outlet: string; hours: Map<number, number> };

/**
 * Looks which outlets have fallen silent against their own rhythm, and which are heard again. One worker at a time for
 * a workspace, in one transaction: a silence is kept, and told in the bell, once.
 * @returns how many began and ended; null when another worker is at it
 */
export function lookForGaps(
  { db, now }: { db: Db; now: () => Date },
  workspaceId: string,
): Promise<{ began: number; ended: number } | null> {
  return db.transaction().execute(async (platformTx) => {
    const tx = withOutlets(platformTx);
    const { rows } = await sql<{ is_ours: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`listen gaps ${workspaceId}`}, 0)) as is_ours`.execute(
      tx,
    );
    if (!rows[0]?.is_ours) return null;
    const at = now();
    // The hour that has just begun has not had its chance yet.
    const until = Math.floor(at.getTime() / hourMs) * hourMs;
    const from = until - pastDays * dayMs;
    const outlets = await readHours(tx, workspaceId, from, until);
    const ended = await endGaps(platformTx, workspaceId, outlets, at);
    const known = new Set(await knownKeys(tx, workspaceId));
    const officeZone = await zoneOf(tx, workspaceId);
    const silences =
      officeZone === null
        ? []
        : silencesOf(outlets, { from, until, zone: officeZone }).filter(({ key }) => !known.has(key));
    if (silences.length > 0) await keepGaps(platformTx, workspaceId, silences, at);
    await sql`delete from listen.outlet_gap where workspace_id = ${workspaceId}::uuid
      and ended_at < ${instantOf(at.getTime() - keptDays * dayMs)}`.execute(tx);
    return { began: silences.length, ended };
  });
}

async function readHours(
  tx: OutletDb,
  workspaceId: string,
  from: number,
  until: number,
): Promise<Map<string, Heard>> {
  const { rows } = await sql<{ key: string; outlet: string; at: Date; count: string }>`
    select outlet_key as key, max(outlet) as outlet, at, sum(count) as count from listen.mention_count
    where workspace_id = ${workspaceId}::uuid and grain = 'hour' and channel <> all(${networkList}) and count > 0
      and at >= ${instantOf(from)} and at <= ${instantOf(until)}
    group by outlet_key, at`.execute(tx);
  const outlets = new Map<string, Heard>();
  for (const { key, outlet, at, count } of rows) {
    const heard = outlets.get(key) ?? { outlet, hours: new Map<number, number>() };
    outlets.set(key, heard);
    heard.hours.set(at.getTime(), Number(count));
  }
  return outlets;
}

type Found = Silence & { key: string; outlet: string };

function silencesOf(
  outlets: ReadonlyMap<string, Heard>,
  { from, until, zone: officeZone }: { from: number; until: number; zone: Zone },
): Found[] {
  const length = (until - from) / hourMs;
  const all = new Float64Array(length);
  for (const { hours } of outlets.values())
    for (const [at, count] of hours) {
      const hour = (at - from) / hourMs;
      all[hour] = (all[hour] ?? 0) + count;
    }
  const firstHeard = all.findIndex((count) => count > 0);
  if (firstHeard < 0) return [];
  const usual = expectedVolume({
    counts: all.slice(firstHeard),
    firstHourOfWeek: hourOfWeek(from + firstHeard * hourMs, officeZone),
    prior: null,
  });
  const week = shapeOf(usual);
  const found: Found[] = [];
  for (const [key, { outlet, hours }] of outlets) {
    // Whoever was heard within a day is not silent; that leaves few to learn a rhythm of.
    if (Math.max(...hours.keys()) > until - dayMs) continue;
    const counts = Array.from({ length }, (_, hour) => hours.get(from + hour * hourMs) ?? 0);
    const silence = findSilence({ from, counts, allCounts: all, zone: officeZone, week });
    if (silence !== null) found.push({ ...silence, key, outlet });
  }
  return found.sort((a, b) => a.chance - b.chance || (a.key < b.key ? -1 : 1));
}

/** Outlets with a silence that goes on, and those of which nobody wants to hear. */
async function knownKeys(tx: OutletDb, workspaceId: string): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select outlet_key as key from listen.outlet_gap where workspace_id = ${workspaceId}::uuid and ended_at is null
    union select key from listen.outlet_card
      where workspace_id = ${workspaceId}::uuid and kind = 'outlet' and not is_watched`.execute(tx);
  return rows.map(({ key }) => key);
}

async function keepGaps(
  platformTx: Tx,
  workspaceId: string,
  silences: readonly Found[],
  at: Date,
): Promise<void> {
  await withOutlets(platformTx)
    .insertInto("listen.outlet_gap")
    .values(
      silences.map(({ key, outlet, lastAt, expected, chance, pastHours }) => ({
        id: randomUUID(),
        workspace_id: workspaceId,
        outlet_key: key,
        outlet,
        last_at: new Date(lastAt),
        noticed_at: at,
        expected,
        chance,
        past_hours: pastHours,
        ended_at: null,
      })),
    )
    .execute();
  const audience = { permission: "mentions.read" } as const;
  if (silences.length > mostNotices) {
    const notice = {
      kind: "listen.outlets_silent",
      severity: "warning" as const,
      values: { count: silences.length, first: silences[0]?.outlet ?? "" },
      subject: { kind: "outlet", id: silences[0]?.key ?? "" },
      thread: "outlets",
      audience,
    };
    await notify(platformTx, workspaceId, notice, at);
    return;
  }
  for (const { key, outlet, lastAt, expected } of silences) {
    const hours = Math.floor((at.getTime() - lastAt) / hourMs);
    const notice = {
      kind: "listen.outlet_silent",
      severity: "warning" as const,
      values: { outlet, days: Math.max(1, Math.floor(hours / 24)), expected: Math.round(expected) },
      subject: { kind: "outlet", id: key },
      thread: `outlet:${key}`,
      audience,
    };
    await notify(platformTx, workspaceId, notice, at);
  }
}

/** Ends the silences of outlets that were heard after them, and takes back what was told of them. */
async function endGaps(
  platformTx: Tx,
  workspaceId: string,
  outlets: ReadonlyMap<string, Heard>,
  at: Date,
): Promise<number> {
  const tx = withOutlets(platformTx);
  const open = await tx
    .selectFrom("listen.outlet_gap")
    .select(["id", "outlet_key", "last_at"])
    .where("workspace_id", "=", workspaceId)
    .where("ended_at", "is", null)
    .execute();
  let ended = 0;
  for (const { id, outlet_key, last_at } of open) {
    const hours = [...(outlets.get(outlet_key)?.hours.keys() ?? [])];
    const isHeard = hours.some((hour) => hour > last_at.getTime());
    // Nobody waits any more for what was silent as long as a rhythm is learned from.
    if (!isHeard && at.getTime() - last_at.getTime() < pastDays * dayMs) continue;
    await tx.updateTable("listen.outlet_gap").set({ ended_at: at }).where("id", "=", id).execute();
    await withdrawNotice(platformTx, workspaceId, `outlet:${outlet_key}`);
    ended += 1;
  }
  if (ended > 0 && ended === open.length) await withdrawNotice(platformTx, workspaceId, "outlets");
  return ended;
}

async function zoneOf(tx: OutletDb, workspaceId: string): Promise<Zone | null> {
  const row = await tx
    .selectFrom("platform.workspace")
    .select("zone")
    .where("id", "=", workspaceId)
    .executeTakeFirst();
  return row ? zone.parse(row.zone) : null;
}

/** Workspaces that heard something in the days that a rhythm is learned from. */
export async function workspacesWithRhythm(db: Db, at: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select workspace.id from platform.workspace as workspace
    where exists (select from listen.mention_total as total where total.workspace_id = workspace.id
      and total.grain = 'day' and total.at > ${instantOf(at.getTime() - pastDays * dayMs)})`.execute(db);
  return rows.map(({ id }) => id);
}
