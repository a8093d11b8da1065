import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "#platform/db/database.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import { spikeEnded, spikeGrown, spikeStarted } from "../../contract/events.ts";
import { dayMs } from "../mentions/mention-counts.ts";
import { judgeSpike } from "./judge-spike.ts";
import { beforeDays, outletsHeardBefore, readMentions, sharesOf } from "./spike-mentions.ts";
import type { SpikeDb, SpikeRow } from "./spike-tables.ts";
import type { VolumeSource } from "./spike-volumes.ts";
import { spikeWindows, type WindowMinutes } from "./spike-windows.ts";
import { restMs, type VolumeChange, type VolumeState } from "./watch-volume.ts";

/** Rarer than once in a hundred years is said as that. */
const mostWeeks = 5_200;

/** The last spike of each volume, by kind and subject. */
export async function latestSpikes(db: SpikeDb, workspaceId: string): Promise<Map<string, SpikeRow>> {
  const { rows } = await sql<SpikeRow>`
    select distinct on (kind, subject) * from listen.spike where workspace_id = ${workspaceId}::uuid
    order by kind, subject, started_at desc, id`.execute(db);
  return new Map(rows.map((row) => [`${row.kind} ${row.subject}`, row]));
}

const minutesOf = (minutes: number): WindowMinutes =>
  spikeWindows.find((window) => window.minutes === minutes)?.minutes ?? 60;

/** How a spike stands; one that was ended by a clock that ran ahead of `now` goes on. */
export const stateOf = (row: SpikeRow, now: number): VolumeState => ({
  minutes: minutesOf(row.minutes),
  startedAt: row.started_at.getTime(),
  peak: {
    at: row.peak_at.getTime(),
    minutes: minutesOf(row.minutes),
    count: row.peak_count,
    expected: row.peak_expected,
    weeks: row.peak_weeks,
    pastHours: row.past_hours,
  },
  toldCount: row.told_count,
  toldExpected: row.told_expected,
  lastUpAt: row.last_up_at.getTime(),
  endedAt: row.ended_at === null || row.seen_at.getTime() > now ? null : row.ended_at.getTime(),
});

/**
 * Writes what changed and tells others of it, in the transaction of the look. What only looks like a spike is kept and
 * told to nobody; it is judged again as long as it goes on, and told if it turns out to be one.
 * @returns how many spikes began, grew or ended
 */
export async function keepChanges(
  tx: SpikeDb,
  workspaceId: string,
  source: VolumeSource,
  known: SpikeRow | null,
  changes: readonly VolumeChange[],
  now: number,
): Promise<number> {
  let row = known;
  for (const { kind, at, state } of changes) {
    const wasTold: boolean = kind !== "started" && row !== null && row.told_at !== null;
    const verdict = wasTold && row ? row.verdict : await judge(tx, workspaceId, source, state.startedAt, at);
    const isTold = wasTold || (verdict === "spike" && kind !== "ended");
    const moving = {
      seen_at: new Date(now),
      peak_at: new Date(state.peak.at),
      peak_count: state.peak.count,
      peak_expected: state.peak.expected,
      peak_weeks: Math.min(state.peak.weeks, mostWeeks),
      told_count: state.toldCount,
      told_expected: state.toldExpected,
      last_up_at: new Date(state.lastUpAt),
      ended_at: state.endedAt === null ? null : new Date(state.endedAt),
      verdict,
      told_at: isTold ? (wasTold && row ? row.told_at : new Date(now)) : null,
    };
    if (kind === "started" || row === null) {
      row = {
        id: randomUUID(),
        workspace_id: workspaceId,
        kind: source.kind,
        subject: source.subject,
        name: source.name,
        minutes: state.minutes,
        started_at: new Date(state.startedAt),
        raised_at: new Date(state.peak.at),
        raised_count: state.peak.count,
        raised_expected: state.peak.expected,
        raised_weeks: Math.min(state.peak.weeks, mostWeeks),
        past_hours: state.peak.pastHours,
        ...moving,
      };
      await tx.insertInto("listen.spike").values(row).execute();
    } else {
      await tx
        .updateTable("listen.spike")
        .set(moving)
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", row.id)
        .execute();
      row = { ...row, ...moving };
    }
    if (!wasTold && isTold) await tell(tx, row, spikeStarted, at);
    else if (wasTold && kind === "grown") await tell(tx, row, spikeGrown, at);
    else if (wasTold && kind === "ended") await tell(tx, row, spikeEnded, at);
  }
  return changes.filter(({ kind }) => kind !== "moved").length;
}

type SpikeEvent = typeof spikeStarted | typeof spikeGrown | typeof spikeEnded;

async function tell(tx: SpikeDb, row: SpikeRow, event: SpikeEvent, at: number): Promise<void> {
  const { id: spikeId, kind, subject } = row;
  // A transaction that knows more tables than the outbox needs.
  await publishEvent(tx as unknown as Tx, row.workspace_id, event, {
    spikeId,
    kind,
    subject,
    name: kind === "monitor" || kind === "newsmaker" ? row.name : "",
    at: new Date(at).toISOString(),
  });
}

async function judge(tx: SpikeDb, workspaceId: string, source: VolumeSource, from: number, until: number) {
  const mentions = await readMentions(tx, workspaceId, source, { from, until, side: "last" });
  const before = await readMentions(tx, workspaceId, source, {
    from: from - beforeDays * dayMs,
    until: from,
    side: "last",
  });
  const outlets = mentions.map(({ outletKey }) => outletKey);
  return judgeSpike(mentions, sharesOf(before), await outletsHeardBefore(tx, workspaceId, outlets, from));
}

/** Ends spikes of volumes that nobody looks at any more: a monitor that is gone or paused, a name that nobody says. */
export async function closeAbandoned(
  tx: SpikeDb,
  workspaceId: string,
  looked: readonly VolumeSource[],
  now: number,
): Promise<number> {
  const names = new Set(looked.map(({ kind, subject }) => `${kind} ${subject}`));
  const running = await tx
    .selectFrom("listen.spike")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("ended_at", "is", null)
    .execute();
  const left = running.filter(
    ({ kind, subject, last_up_at }) =>
      !names.has(`${kind} ${subject}`) && now - last_up_at.getTime() >= restMs,
  );
  for (const row of left) {
    await tx
      .updateTable("listen.spike")
      .set({ ended_at: row.last_up_at, seen_at: new Date(now) })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", row.id)
      .execute();
    if (row.told_at !== null) await tell(tx, row, spikeEnded, row.last_up_at.getTime());
  }
  return left.length;
}
