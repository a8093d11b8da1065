import { randomUUID } from "node:crypto";
import { addressKey } from "#connectors/page/canonical-url.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Db } from "#platform/db/database.ts";
import { systemActor } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { storableJson } from "../mentions/storable-json.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { keepPlace } from "../network-sources/keep-place.ts";
import { countWaiting, writeVisits } from "./article-visit-store.ts";
import type { CountedFinding, PollFinding } from "./poll-finding.ts";
import { adaptInterval, isMissingForGood, waitAfterFailure, waitAfterSuccess } from "./poll-schedule.ts";
import type { SourceRow } from "./poll-store.ts";
import { notifySourceChange } from "./source-notice.ts";
import { type SourceTx, withSources } from "./source-tables.ts";

export type PollTiming = {
  startedAt: Date;
  tookMs: number;
  now: Date;
  random: () => number;
  isPushed: boolean;
  /** Milliseconds until the next try after failures in a row, where it is not the wait of polls. */
  waitAfter?: (failures: number, retryAfterMs: number | undefined) => number;
};

/** While articles wait to be read one by one, the next look comes this soon. */
const readingPauseMs = 60_000;

/**
 * Stores what a look brought and writes down how it ended, in one transaction: the mentions, the poll, what to
 * remember, when to look again. A process that dies before it commits leaves nothing, and the next look starts over.
 * @returns what was written, or undefined when the lease ran out meanwhile: another worker has the source now, and its
 *   word counts
 */
export async function finishPoll(
  db: Db,
  source: SourceRow,
  finding: PollFinding,
  timing: PollTiming,
  analyst?: Analyst,
): Promise<CountedFinding | undefined> {
  return withSources(db)
    .transaction()
    .execute(async (tx) => {
      const held = await tx
        .selectFrom("listen.source")
        .selectAll()
        .where("id", "=", source.id)
        .where("lease_id", "=", source.lease_id)
        .forUpdate()
        .executeTakeFirst();
      if (!held) return undefined;
      const counted = await storeFinding(tx, held, finding, timing.now, analyst);
      const told = finding.isOk
        ? await afterSuccess(tx, held, counted, timing)
        : afterFailure(held, counted, timing);
      await tx
        .updateTable("listen.source")
        .set({
          ...told.changes,
          lease_id: null,
          leased_until: null,
          queued_until: null,
          polled_at: timing.startedAt,
          mention_count: String(BigInt(held.mention_count) + BigInt(counted.fresh)),
        })
        .where("id", "=", source.id)
        .execute();
      await recordPoll(tx, held, told.finding, timing);
      await announceLive(tx, source.workspace_id, { type: "source", sourceId: source.id });
      await notifySourceChange(tx, held, { ...held, ...told.changes }, told.finding, timing.now);
      for (const { action, details } of told.audit)
        await recordAudit(
          tx,
          source.workspace_id,
          systemActor,
          { action, subjectKind: "source", subjectId: source.id, details },
          timing.now,
        );
      return told.finding;
    });
}

/** Stores the drafts and visits of a finding, and says in its key and values what came of it. */
export async function storeFinding(
  tx: SourceTx,
  source: Pick<SourceRow, "id" | "workspace_id">,
  { drafts, visits, network, ...finding }: PollFinding,
  now: Date,
  analyst?: Analyst,
): Promise<CountedFinding> {
  const { fresh } = await storeMentions(tx, source.workspace_id, drafts, now, analyst);
  if (visits) await writeVisits(tx, source, visits, now);
  if (network) await keepPlace(tx, source, network, now);
  if (!finding.isOk) return { ...finding, fresh };
  const waiting = visits ? await countWaiting(tx, source.id) : 0;
  if (waiting > 0) return { ...finding, fresh, waiting, key: "still_reading", values: { fresh, waiting } };
  if (network && network.cursor !== null)
    return { ...finding, fresh, waiting: 1, key: "reading_back", values: { fresh } };
  if (finding.key !== "fresh") return { ...finding, fresh, values: { ...finding.values, fresh } };
  return {
    ...finding,
    fresh,
    key: fresh > 0 ? "fresh" : "nothing_new",
    values: { fresh, found: finding.found },
  };
}

/** Adds one line to a source's health and its rhythm. */
export async function recordPoll(
  tx: SourceTx,
  source: Pick<SourceRow, "id" | "workspace_id">,
  finding: CountedFinding,
  { startedAt, tookMs, now }: Pick<PollTiming, "startedAt" | "tookMs" | "now">,
): Promise<void> {
  await tx
    .insertInto("listen.poll")
    .values({
      id: randomUUID(),
      workspace_id: source.workspace_id,
      source_id: source.id,
      at: startedAt,
      is_ok: finding.isOk,
      outcome_key: finding.key,
      outcome_values: storableJson(finding.values),
      notes: storableJson(finding.notes),
      http_status: finding.httpStatus,
      found: finding.found,
      fresh: finding.fresh,
      took_ms: tookMs,
    })
    .execute();
  if (finding.fresh > 0)
    await tx
      .insertInto("listen.source_day")
      .values({
        source_id: source.id,
        workspace_id: source.workspace_id,
        day: now.toISOString().slice(0, 10),
        fresh: finding.fresh,
      })
      .onConflict((conflict) =>
        conflict.columns(["source_id", "day"]).doUpdateSet((was) => ({
          fresh: was("listen.source_day.fresh", "+", finding.fresh),
        })),
      )
      .execute();
}

type Told = {
  changes: Partial<SourceRow>;
  finding: CountedFinding;
  audit: { action: string; details: Record<string, unknown> }[];
};

async function afterSuccess(
  tx: SourceTx,
  held: SourceRow,
  finding: CountedFinding,
  { now, random, isPushed }: PollTiming,
): Promise<Told> {
  const interval =
    finding.publishedAt === undefined
      ? held.interval_seconds
      : adaptInterval({
          publishedAt: finding.publishedAt,
          fresh: finding.fresh,
          previousSeconds: held.interval_seconds,
          now,
        });
  const waitMs =
    (finding.waiting ?? 0) > 0
      ? readingPauseMs
      : waitAfterSuccess(interval, held.fixed_interval_minutes, isPushed, random);
  const audit: Told["audit"] = [];
  const moved = finding.movedTo === undefined ? undefined : await newAddress(tx, held, finding.movedTo);
  if (moved) audit.push({ action: "source.moved", details: { from: held.url, to: moved.url } });
  // A source that was given up and that a person had polled once more answers again.
  const state = held.state === "stopped" ? "active" : held.state;
  if (state !== held.state) audit.push({ action: "source.resumed", details: { because: finding.key } });
  return {
    finding: moved
      ? {
          ...finding,
          notes: [{ key: "moved", values: { count: 1, detail: moved.url.slice(0, 300) } }, ...finding.notes],
        }
      : finding,
    audit,
    changes: {
      ...moved,
      ...(finding.memory
        ? {
            etag: finding.memory.etag,
            last_modified: finding.memory.lastModified,
            body_hash: finding.memory.bodyHash,
          }
        : {}),
      ...(finding.title !== undefined && isUntitled(held) ? { title: finding.title } : {}),
      ...(finding.siteUrl !== undefined && held.site_url === null ? { site_url: finding.siteUrl } : {}),
      state,
      interval_seconds: interval,
      next_poll_at: state === "active" ? new Date(now.getTime() + waitMs) : null,
      last_success_at: now,
      failures_in_a_row: 0,
      failing_since: null,
    },
  };
}

/** Nobody has given it a name: until the first look it is called after its host. */
const isUntitled = (held: SourceRow): boolean =>
  held.last_success_at === null && held.title === new URL(held.url).hostname.replace(/^www\./, "");

/** The address a source moved to, unless the workspace listens there already. */
async function newAddress(
  tx: SourceTx,
  held: SourceRow,
  url: string,
): Promise<{ url: string; url_key: string } | undefined> {
  const urlKey = addressKey(url);
  if (urlKey === undefined || url === held.url) return undefined;
  const other = await tx
    .selectFrom("listen.source")
    .select("id")
    .where("workspace_id", "=", held.workspace_id)
    .where("kind", "=", held.kind)
    .where("url_key", "=", urlKey)
    .where("id", "!=", held.id)
    .executeTakeFirst();
  return other ? undefined : { url, url_key: urlKey };
}

function afterFailure(
  held: SourceRow,
  finding: CountedFinding,
  { now, random, waitAfter }: PollTiming,
): Told {
  const failures = held.failures_in_a_row + 1;
  const since = held.failing_since ?? now;
  const isLost = finding.key === "missing" && isMissingForGood(since, failures, now);
  const isStopped = held.state === "stopped" || finding.isGone === true || isLost;
  const waitMs =
    waitAfter?.(failures, finding.retryAfterMs) ?? waitAfterFailure(failures, finding.retryAfterMs, random);
  const state = isStopped ? "stopped" : held.state;
  const told: CountedFinding = isLost
    ? { ...finding, key: "missing_for_weeks" }
    : { ...finding, values: { ...finding.values, minutes: Math.max(1, Math.round(waitMs / 60_000)) } };
  return {
    finding: told,
    audit:
      state === held.state
        ? []
        : [{ action: "source.stopped", details: { because: told.key, url: held.url } }],
    changes: {
      state,
      next_poll_at: state === "active" ? new Date(now.getTime() + waitMs) : null,
      failures_in_a_row: failures,
      failing_since: since,
    },
  };
}
