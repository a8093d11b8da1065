import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { openVeil } from "../personal-data/veil.ts";
import { explainSpike } from "../spikes/explain-spike.ts";
import { isAbout } from "../spikes/newsmaker-overlap.ts";
import { sourceOf } from "../spikes/spike-source-of.ts";
import { type SpikeRow, withSpikes } from "../spikes/spike-tables.ts";
import { tellAgain } from "../spikes/watch-volume.ts";
import { quickestPace, strongestLevel, withAlerts } from "./alert-tables.ts";
import { whenDue } from "./alert-times.ts";
import { findSpikeRules, type SpikeRule } from "./find-spike-rules.ts";
import { threadsOf } from "./find-threads.ts";
import { findSameSubjects } from "./followed-subjects.ts";
import { targetsOf } from "./hear-matches.ts";
import type { SpikeNews } from "./message-content.ts";
import { findPerson, holdPerson, type Whose } from "./person-store.ts";

/** What a spike is told with: its explanation, the mention that began it, and how many there are. */
type Explained = {
  news: SpikeNews;
  lead: { id: string; publishedAt: Date } | null;
  negative: number;
  outlets: number;
};

/**
 * Tells those who follow a monitor, a story or a name that it is heard far more than usual, with why; and those who want to
 * hear of what no monitor looks for. Each person is told of a spike once, and again when what is above the usual has doubled
 * since they were told, however often and in whatever order the news of it comes.
 * @returns how many people are told
 */
export async function hearSpike(db: Db, workspaceId: string, spikeId: string, at: Date): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const spike = await withSpikes(tx)
      .selectFrom("listen.spike")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", spikeId)
      .executeTakeFirst();
    if (spike?.verdict !== "spike") return 0;
    const rules = await findSpikeRules(tx, workspaceId, spike);
    if (rules.length === 0) return 0;
    const explained = await explain(tx, workspaceId, spike);
    let told = 0;
    for (const [userId, own] of Map.groupBy(rules, (rule) => rule.userId))
      if (await tellPerson(tx, { workspaceId, userId }, spike, own, explained, at)) told += 1;
    if (told > 0) await announceLive(tx, workspaceId, { type: "alerts" });
    return told;
  });
}

async function explain(tx: Tx, workspaceId: string, spike: SpikeRow): Promise<Explained> {
  const veil = await openVeil(tx, workspaceId);
  const { outlets, negative, lead, voices, words } = await explainSpike(
    withSpikes(tx),
    workspaceId,
    spike,
    veil,
  );
  const news = {
    id: spike.id,
    kind: spike.kind,
    // Monitors are named beside it, and everybody knows the stream.
    name: spike.kind === "story" || spike.kind === "newsmaker" ? veil(null).words(spike.name) : "",
    grownFrom: null,
    minutes: spike.minutes,
    count: spike.peak_count,
    expected: spike.peak_expected,
    voices,
    words,
  };
  return { news, lead, negative, outlets };
}

/** What somebody was last told of a spike. */
async function lastTold(tx: Tx, { workspaceId, userId }: Whose, spikeId: string) {
  return withAlerts(tx)
    .selectFrom("listen.alert")
    .select(["thread_id", "explanation"])
    .where("workspace_id", "=", workspaceId)
    .where("user_id", "=", userId)
    .where("spike_id", "=", spikeId)
    .orderBy("number", "desc")
    .executeTakeFirst();
}

async function tellPerson(
  tx: Tx,
  whose: Whose,
  spike: SpikeRow,
  rules: readonly SpikeRule[],
  { news, lead, negative, outlets }: Explained,
  at: Date,
): Promise<boolean> {
  await holdPerson(tx, whose);
  const person = await findPerson(tx, whose);
  if (!person) return false;
  const last = await lastTold(tx, whose, spike.id);
  const before = last?.explanation ?? null;
  if (before !== null && news.count - news.expected < tellAgain * (before.count - before.expected))
    return false;
  if (last === undefined && (await isHeardAlready(tx, whose, spike))) return false;
  const thread = await takeThread(tx, whose, spike, last?.thread_id, at);
  const owned = { workspace_id: whose.workspaceId, user_id: whose.userId };
  const level = strongestLevel(rules.map((rule) => rule.level));
  const pace = quickestPace(rules.map((rule) => rule.pace));
  const due = whenDue({ level, pace }, person, person.zone, at);
  const due_at = thread.snoozedUntil !== null && thread.snoozedUntil > due ? thread.snoozedUntil : due;
  const id = randomUUID();
  await withAlerts(tx)
    .insertInto("listen.alert")
    .values({
      id,
      ...owned,
      thread_id: thread.id,
      number: thread.lastNumber + 1,
      level,
      pace,
      monitor_ids: spike.kind === "monitor" ? [spike.subject] : [],
      mentions: spike.peak_count,
      outlets,
      total_mentions: spike.peak_count,
      total_outlets: outlets,
      negative,
      new_channels: [],
      lead_id: lead?.id ?? null,
      lead_published_at: lead?.publishedAt ?? null,
      created_at: at,
      due_at,
      // It takes in nothing that comes: a story's mentions are an alert beside it.
      is_open: false,
      read_at: null,
      escalated_at: null,
      escalated_to: null,
      escalated_from: null,
      spike_id: spike.id,
      explanation: JSON.stringify({ ...news, grownFrom: before?.count ?? null }),
    })
    .execute();
  const targets = [...new Set(rules.flatMap(targetsOf))];
  if (targets.length > 0)
    await withAlerts(tx)
      .insertInto("listen.alert_target")
      .values(targets.map((target) => ({ alert_id: id, target, ...owned, due_at, message_id: null })))
      .execute();
  return true;
}

/** Whether somebody was told of most of it with another spike: of a monitor that finds it, of a story that it is about. */
async function isHeardAlready(tx: Tx, { workspaceId, userId }: Whose, spike: SpikeRow): Promise<boolean> {
  if (spike.kind === "monitor") return false;
  const db = withSpikes(tx);
  const span = { startedAt: spike.started_at.getTime(), peak: { at: spike.peak_at.getTime() } };
  return isAbout(db, workspaceId, await sourceOf(db, spike), span, userId);
}

type Thread = { id: string; lastNumber: number; snoozedUntil: Date | null };

/**
 * The thread to which the news of a spike belongs as somebody hears of it: that of its last news, or that in which they heard
 * of the story, or a new one.
 */
async function takeThread(
  tx: Tx,
  whose: Whose,
  spike: SpikeRow,
  lastThread: string | undefined,
  at: Date,
): Promise<Thread> {
  const { workspaceId, userId } = whose;
  const story =
    spike.kind === "story"
      ? (await findSameSubjects(tx, workspaceId, { kind: "story", subject: spike.subject })).subject
      : null;
  const known = lastThread ?? (story === null ? undefined : (await threadsOf(tx, whose, [story])).get(story));
  if (known === undefined) {
    const id = randomUUID();
    await withAlerts(tx)
      .insertInto("listen.alert_thread")
      .values({
        id,
        workspace_id: workspaceId,
        user_id: userId,
        started_at: at,
        snoozed_until: null,
        story_id: story,
      })
      .execute();
    return { id, lastNumber: 0, snoozedUntil: null };
  }
  const { rows } = await sql<{ snoozed_until: Date | null; last_number: number }>`
    select snoozed_until, (select coalesce(max(number), 0)::int from listen.alert where thread_id = thread.id) as last_number
    from listen.alert_thread as thread where id = ${known}::uuid`.execute(tx);
  const { snoozed_until = null, last_number = 0 } = rows[0] ?? {};
  return { id: known, lastNumber: last_number, snoozedUntil: snoozed_until };
}
