import { randomUUID } from "node:crypto";
import { type Selectable, sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { recordPoll } from "../sources/finish-poll.ts";
import { goodFinding } from "../sources/poll-finding.ts";
import type { PollParts } from "../sources/poll-parts.ts";
import { notifySourceChange } from "../sources/source-notice.ts";
import { type SourceTable, withSources } from "../sources/source-tables.ts";
import { type NetworkSourceRow, withNetworkSources } from "./network-source-tables.ts";

/** A stream's source and what it listens to. */
export type StreamSource = Selectable<SourceTable> & {
  listening: Pick<NetworkSourceRow, "account_id" | "network" | "keeps_all" | "cursor">;
};

/** A worker that has said nothing for so long has died; another takes its streams. */
export const leaseMs = 30_000;

/**
 * Takes streams that nobody holds, each for this worker alone.
 * @param most as many as this process may still hold
 */
export async function takeStreams(db: Db, now: Date, most: number): Promise<StreamSource[]> {
  const tables = withNetworkSources(db);
  const taken: StreamSource[] = [];
  while (taken.length < most) {
    const source = await tables
      .updateTable("listen.source")
      .set({ lease_id: randomUUID(), leased_until: new Date(now.getTime() + leaseMs) })
      .where("id", "=", (from) =>
        from
          .selectFrom("listen.source")
          .select("id")
          .where("kind", "=", "stream")
          .where("state", "=", "active")
          .where(sql<boolean>`coalesce(next_poll_at, '-infinity') <= ${now}`)
          .where(sql<boolean>`coalesce(leased_until, '-infinity') <= ${now}`)
          .orderBy("id")
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll()
      .executeTakeFirst();
    if (!source) return taken;
    const listening = await tables
      .selectFrom("listen.network_source")
      .select(["account_id", "network", "keeps_all", "cursor"])
      .where("source_id", "=", source.id)
      .executeTakeFirst();
    if (listening) taken.push({ ...source, listening });
  }
  return taken;
}

/** Says that this worker still holds a stream. @returns false when it does not, or a person paused it */
export async function keepLease(db: Db, source: StreamSource, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await withNetworkSources(db)
    .updateTable("listen.source")
    .set({ leased_until: new Date(now.getTime() + leaseMs) })
    .where("id", "=", source.id)
    .where("lease_id", "=", source.lease_id)
    .where("state", "=", "active")
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lets another worker take a stream at once. */
export async function giveLease(db: Db, source: StreamSource): Promise<void> {
  await withNetworkSources(db)
    .updateTable("listen.source")
    .set({ lease_id: null, leased_until: null })
    .where("id", "=", source.id)
    .where("lease_id", "=", source.lease_id)
    .execute();
}

/** What a stream brought since it was stored last. */
export type StreamBatch = {
  drafts: readonly MentionDraft[];
  /** How many posts went by, kept or not. */
  passed: number;
  cursor: string;
};

/**
 * Keeps what a stream brought together with how far it was read, in one transaction: after a kill the stream goes on
 * where the last transaction ended, and what comes twice is known.
 * @returns how many were new; undefined when another worker holds the stream now, and nothing was kept
 */
export async function storeBatch(
  parts: Pick<PollParts, "db" | "now" | "analyst">,
  source: StreamSource,
  { drafts, passed, cursor }: StreamBatch,
): Promise<number | undefined> {
  const now = parts.now();
  return parts.db.transaction().execute(async (tx) => {
    const tables = withNetworkSources(tx);
    const held = await tables
      .selectFrom("listen.source")
      .selectAll()
      .where("id", "=", source.id)
      .where("lease_id", "=", source.lease_id)
      .where("state", "=", "active")
      .forUpdate()
      .executeTakeFirst();
    if (!held) return undefined;
    const { fresh } = await storeMentions(tx, source.workspace_id, drafts, now, parts.analyst);
    await tables
      .updateTable("listen.network_source")
      .set((was) => ({ cursor, heard_at: now, passed_count: was("passed_count", "+", String(passed)) }))
      .where("source_id", "=", source.id)
      .execute();
    await tables
      .updateTable("listen.source")
      .set((was) => ({
        leased_until: new Date(now.getTime() + leaseMs),
        last_success_at: now,
        failures_in_a_row: 0,
        failing_since: null,
        next_poll_at: null,
        mention_count: was("mention_count", "+", String(fresh)),
      }))
      .where("id", "=", source.id)
      .execute();
    const after = { state: held.state, failures_in_a_row: 0 };
    await notifySourceChange(tx, held, after, { key: "streaming", values: { fresh, passed } }, now);
    return fresh;
  });
}

/** Adds a line to a stream's health: how much came, and how much of it was kept, since the line before. */
export async function noteStream(
  parts: Pick<PollParts, "db" | "now">,
  source: StreamSource,
  { since, fresh, passed }: { since: Date; fresh: number; passed: number },
): Promise<void> {
  const now = parts.now();
  const { drafts: _none, ...finding } = goodFinding(passed, [], { key: "streaming", httpStatus: null });
  const tookMs = Math.max(now.getTime() - since.getTime(), 0);
  await withSources(parts.db)
    .transaction()
    .execute(async (tx) => {
      const told = { ...finding, fresh, values: { fresh, passed } };
      await recordPoll(tx, source, told, { startedAt: now, tookMs, now });
      await announceLive(tx, source.workspace_id, { type: "source", sourceId: source.id });
    });
}
