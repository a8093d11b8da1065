import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Overview, SentOverview } from "../../contract/overview.ts";
import { dayMs, hourMs } from "../mentions/mention-counts.ts";
import { loadSummaries, readerOf } from "../mentions/mention-store.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import { silentOutlets } from "../outlets/gap-store.ts";
import { openVeil, type Veil } from "../personal-data/veil.ts";
import { countSources, sourcesInTrouble } from "../sources/source-attention.ts";
import { listTrends } from "../trends/list-trends.ts";
import { findMentions } from "./find-mentions.ts";
import { readMentionQuery } from "./mention-query.ts";
import { countByBucket, countByKind, spanOfAll } from "./sum-counts.ts";
import { usualRange } from "./usual-range.ts";

const shownOutlets = 8;
const shownWords = 12;
const shownNewest = 10;

export type OverviewParts = {
  /** What else needs somebody: failed jobs, a full disk, mail that goes nowhere. */
  otherAttention(workspaceId: string): Promise<Overview["attention"]>;
};

/**
 * An officer begins the day: how much came in against what is usual, who said it, which words rose, what is newest, and
 * what needs attention.
 */
export async function getOverview(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  input: { hours: number },
  parts: OverviewParts,
): Promise<SentOverview> {
  const db = withMentions(context.db);
  const { workspaceId } = context;
  const { zone } = context.membership;
  const now = context.now();
  const lastHour = Math.floor(now.getTime() / hourMs) * hourMs;
  const span = { from: lastHour - (input.hours - 1) * hourMs, until: lastHour + hourMs };
  const veil = await openVeil(context.db, workspaceId);
  const all = await spanOfAll(db, workspaceId);
  const past = {
    from: span.from - pastNeeded(input.hours),
    until: span.until,
    bucket: "hour",
    zone,
  } as const;
  const counts = await countByBucket(db, workspaceId, past, null);
  const byHour = new Map(counts.map(({ at, count }) => [at, count]));
  const lastShare = Math.min(1, (now.getTime() - lastHour) / hourMs);
  const usual = all === null ? null : usualRange(byHour, all.from, { ...span, lastShare });
  const hourly = Array.from({ length: input.hours }, (_, n) => {
    const at = span.from + n * hourMs;
    return {
      at: new Date(at).toISOString(),
      count: byHour.get(at) ?? 0,
      usualHigh: usual?.highByHour.get(at) ?? null,
    };
  });
  const peak = hourly.reduce((max, hour) => (hour.count > max.count ? hour : max));
  return {
    now: now.toISOString(),
    hours: input.hours,
    total: hourly.reduce((sum, { count }) => sum + count, 0),
    usual: usual && { low: usual.low, high: usual.high, basis: usual.basis, samples: usual.samples },
    hourly,
    peak: peak.count === 0 ? null : peak,
    topOutlets: await topOutlets(db, workspaceId, span),
    risingWords: await risingWords(context, span, pastNeeded(input.hours)),
    newest: await newest(context, db, veil),
    sources: await countSources(context.db, workspaceId),
    attention: [
      ...(await sourcesInTrouble(context.db, workspaceId)),
      ...(await silentOutlets(context.db, workspaceId)),
      ...(await parts.otherAttention(workspaceId)),
    ],
  };
}

/** Four weeks, or seven times the span when that is longer. */
const pastNeeded = (hours: number): number =>
  Math.max(28 * dayMs, 7 * Math.ceil((hours * hourMs) / dayMs) * dayMs);

async function topOutlets(
  db: MentionDb,
  workspaceId: string,
  span: { from: number; until: number },
): Promise<Overview["topOutlets"]> {
  const outlets = new Map<string, { outlet: string; count: number }>();
  for (const row of await countByKind(db, workspaceId, span, sql`true`)) {
    const known = outlets.get(row.outletKey);
    if (known) known.count += row.count;
    else outlets.set(row.outletKey, { outlet: row.outlet, count: row.count });
  }
  return [...outlets.values()]
    .sort((a, b) => b.count - a.count || (a.outlet < b.outlet ? -1 : 1))
    .slice(0, shownOutlets);
}

/** What is said more often in a span than in the time before it. */
async function risingWords(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "now">,
  span: { from: number; until: number },
  pastMs: number,
): Promise<SentOverview["risingWords"]> {
  const from = new Date(span.from).toISOString();
  const { items } = await listTrends(context, {
    from,
    until: new Date(span.until).toISOString(),
    baseFrom: new Date(span.from - pastMs).toISOString(),
    baseUntil: from,
    hours: "all",
    q: "",
    kind: "word",
    limit: shownWords,
  });
  return items.map(({ name, count, before, query }) => ({
    word: name,
    count,
    before: Math.round(before),
    query,
  }));
}

async function newest(
  context: Pick<RequestContext, "workspaceId" | "membership" | "actor" | "now">,
  db: MentionDb,
  veil: Veil,
): Promise<SentOverview["newest"]> {
  const { workspaceId } = context;
  const clock = { now: context.now(), zone: context.membership.zone };
  const { branches } = await readMentionQuery(db, workspaceId, "", clock);
  const positions = await findMentions(db, workspaceId, branches, {
    direction: "newest",
    after: null,
    limit: shownNewest,
  });
  return loadSummaries(db, workspaceId, readerOf(context), positions, veil);
}
