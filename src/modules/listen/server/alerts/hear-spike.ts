import { randomUUID } from "node:crypto";
import type { Db, Tx } from "#platform/db/database.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { openVeil } from "../personal-data/veil.ts";
import { explainSpike } from "../spikes/explain-spike.ts";
import { type SpikeRow, withSpikes } from "../spikes/spike-tables.ts";
import { quickestPace, strongestLevel, withAlerts } from "./alert-tables.ts";
import { whenDue } from "./alert-times.ts";
import { findTold, type Told, targetsOf } from "./hear-matches.ts";
import type { SpikeNews } from "./message-content.ts";
import { findPerson, holdPerson } from "./person-store.ts";

/** What a spike is told with: its explanation, the mention that began it, and how many there are. */
type Explained = {
  news: SpikeNews;
  lead: { id: string; publishedAt: Date } | null;
  negative: number;
  outlets: number;
};

/**
 * Tells those who follow a monitor that it finds far more than usual, with why. Each person is told of a spike once, however
 * often the news of it comes. Whoever wants negative or hostile mentions only is not told: a spike is neither.
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
    if (spike?.kind !== "monitor" || spike.verdict !== "spike") return 0;
    const rules = (await findTold(withAlerts(tx), workspaceId, [{ monitorId: spike.subject }])).filter(
      ({ pace, isNegativeOnly, leastHostility }) => pace !== "off" && !isNegativeOnly && leastHostility === 0,
    );
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
  const { outlets, negative, lead, voices, words } = await explainSpike(
    withSpikes(tx),
    workspaceId,
    spike,
    await openVeil(tx, workspaceId),
  );
  const news = {
    id: spike.id,
    minutes: spike.minutes,
    count: spike.peak_count,
    expected: spike.peak_expected,
    voices,
    words,
  };
  return { news, lead, negative, outlets };
}

async function tellPerson(
  tx: Tx,
  whose: { workspaceId: string; userId: string },
  spike: SpikeRow,
  rules: readonly Told[],
  { news, lead, negative, outlets }: Explained,
  at: Date,
): Promise<boolean> {
  await holdPerson(tx, whose);
  const person = await findPerson(tx, whose);
  if (!person) return false;
  const db = withAlerts(tx);
  const owned = { workspace_id: whose.workspaceId, user_id: whose.userId };
  const level = strongestLevel(rules.map((rule) => rule.level));
  const pace = quickestPace(rules.map((rule) => rule.pace));
  const due_at = whenDue({ level, pace }, person, person.zone, at);
  const [id, thread_id] = [randomUUID(), randomUUID()];
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("listen.alert")
    .values({
      id,
      ...owned,
      thread_id,
      number: 1,
      level,
      pace,
      monitor_ids: [spike.subject],
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
      is_open: true,
      read_at: null,
      escalated_at: null,
      escalated_to: null,
      escalated_from: null,
      spike_id: spike.id,
      explanation: JSON.stringify(news),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (Number(numInsertedOrUpdatedRows ?? 0) === 0) return false;
  await db
    .insertInto("listen.alert_thread")
    .values({ id: thread_id, ...owned, started_at: at, snoozed_until: null })
    .execute();
  const targets = [...new Set(rules.flatMap(targetsOf))];
  if (targets.length > 0)
    await db
      .insertInto("listen.alert_target")
      .values(targets.map((target) => ({ alert_id: id, target, ...owned, due_at, message_id: null })))
      .execute();
  return true;
}
