import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { type Zone, zone } from "#shared/ids.ts";
import { dayMs, hourMs } from "../mentions/mention-counts.ts";
import { isAbout } from "./newsmaker-overlap.ts";
import { type Followed, readFollowed } from "./read-followed.ts";
import { busyMonitors, risingNewsmakers, streamSource } from "./spike-sources.ts";
import { closeAbandoned, keepChanges, latestSpikes, stateOf } from "./spike-store.ts";
import { type SpikeDb, type SpikeRow, withSpikes } from "./spike-tables.ts";
import {
  firstHour,
  readTimes,
  type SpikeMemory,
  usualOf,
  type VolumeSource,
  weekOf,
} from "./spike-volumes.ts";
import { spikeWindows } from "./spike-windows.ts";
import { busyStories } from "./story-sources.ts";
import { longestGapMs, lookBackMs, watchVolume } from "./watch-volume.ts";

export type LookParts = { db: Db; memory: SpikeMemory; now: () => Date };

/** What a window and the hours before it may reach back to. */
const reachMs = 2 * dayMs;
const fewest = spikeWindows[0].fewest;
const fewestOfName = 8;

/**
 * Looks whether volumes of a workspace have left the usual since the last look: all that is heard, what monitors find,
 * stories, who is named. All is one transaction, and one worker at a time does it: a killed one leaves nothing behind, and the
 * next look begins where the last whole one ended.
 * @returns how many spikes began, grew or ended; null when another worker is at it
 */
export function lookForSpikes({ db, memory, now }: LookParts, workspaceId: string): Promise<number | null> {
  return db.transaction().execute(async (plainTx) => {
    const tx = withSpikes(plainTx);
    const { rows } = await sql<{ is_ours: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`listen spikes ${workspaceId}`}, 0)) as is_ours`.execute(
      tx,
    );
    if (!rows[0]?.is_ours) return null;
    const at = now().getTime();
    const from = await beginLook(tx, workspaceId, at);
    const officeZone = await zoneOf(tx, workspaceId);
    const first = await firstHour(tx, workspaceId, at);
    if (officeZone === null || first === null) return 0;
    const span = { from: first, now: at, zone: officeZone };
    const stream = streamSource(tx, workspaceId);
    const week = weekOf(await usualOf(memory, workspaceId, stream, { ...span, prior: null }), at);
    const latest = await latestSpikes(tx, workspaceId);
    const followed = await readFollowed(tx, workspaceId);
    const looked = { workspaceId, memory, span, from, week, latest, followed };
    const monitors = await busyMonitors(tx, workspaceId, from - dayMs, fewest);
    const stories = await busyStories(tx, workspaceId, at, fewestOfName, [...followed.stories]);
    const names = await risingNewsmakers(tx, workspaceId, at, fewestOfName, [...followed.names]);
    let changes = 0;
    for (const source of [stream, ...monitors]) changes += await look(tx, looked, source, 1);
    for (const source of stories) changes += await look(tx, looked, source, stories.length);
    for (const source of names) changes += await look(tx, looked, source, names.length);
    changes += await closeAbandoned(tx, workspaceId, [stream, ...monitors, ...stories, ...names], at);
    if (changes > 0) await announceLive(plainTx, workspaceId, { type: "spikes" });
    return changes;
  });
}

type Look = {
  workspaceId: string;
  memory: SpikeMemory;
  span: { from: number; now: number; zone: Zone };
  from: number;
  week: readonly number[] | null;
  latest: ReadonlyMap<string, SpikeRow>;
  followed: Followed;
};

async function look(
  tx: SpikeDb,
  { workspaceId, memory, span, from, week, latest, followed }: Look,
  source: VolumeSource,
  tries: number,
): Promise<number> {
  const known = latest.get(`${source.kind} ${source.subject}`) ?? null;
  const prior = source.kind === "stream" ? null : week;
  const volume = {
    ...(await readTimes(tx, workspaceId, source, { from: from - reachMs, until: span.now })),
    usual: await usualOf(memory, workspaceId, source, { ...span, prior }),
    zone: span.zone,
    tries,
  };
  const changes = watchVolume(volume, known && stateOf(known, span.now), { from, until: span.now });
  const [first] = changes;
  const isNew = first?.kind === "started";
  // Whoever follows it by itself hears of it also when it is part of something larger.
  const isNoticed =
    (source.kind === "newsmaker" && !followed.names.has(source.subject)) ||
    (source.kind === "story" && !followed.stories.has(source.subject));
  if (isNew && isNoticed && (await isAbout(tx, workspaceId, source, first.state))) return 0;
  return keepChanges(tx, workspaceId, source, known, changes, span.now);
}

/**
 * Until when this look goes back: a little before where the last one ended, as feeds are read after they were written. A
 * clock that went back is one by which nothing was looked at yet.
 */
async function beginLook(tx: SpikeDb, workspaceId: string, at: number): Promise<number> {
  const row = await tx
    .selectFrom("listen.spike_watch")
    .select("looked_until")
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirst();
  await tx
    .insertInto("listen.spike_watch")
    .values({ workspace_id: workspaceId, looked_until: new Date(at) })
    .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet({ looked_until: new Date(at) }))
    .execute();
  const until = Math.min(row?.looked_until.getTime() ?? at, at);
  return Math.max(until, at - longestGapMs) - lookBackMs;
}

async function zoneOf(tx: SpikeDb, workspaceId: string): Promise<Zone | null> {
  const row = await tx
    .selectFrom("platform.workspace")
    .select("zone")
    .where("id", "=", workspaceId)
    .executeTakeFirst();
  return row ? zone.parse(row.zone) : null;
}

/** Workspaces that heard something in the last days, or in which a spike goes on. */
export async function workspacesToLook(db: Db, at: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select workspace.id from platform.workspace as workspace
    where exists (select from listen.mention_total as total where total.workspace_id = workspace.id
        and total.grain = 'hour' and total.at > ${new Date(at.getTime() - 26 * hourMs).toISOString()}::timestamptz)
      or exists (select from listen.spike where spike.workspace_id = workspace.id and spike.ended_at is null)`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}
