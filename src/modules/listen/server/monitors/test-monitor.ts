import type { RequestContext } from "#platform/http/request-context.ts";
import type { Zone } from "#shared/ids.ts";
import type { QueryNode } from "#text/query/tree.ts";
import type { MonitorSampleMade, MonitorTestMade } from "../../contract/monitor.ts";
import { dayMs, hourMs } from "../mentions/mention-counts.ts";
import { loadSummaries, readerOf } from "../mentions/mention-store.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import { openVeil, type Veil } from "../personal-data/veil.ts";
import { type Counting, countMatches } from "../search/count-matches.ts";
import { findMentions } from "../search/find-mentions.ts";
import { type MentionQuery, planMentionQuery } from "../search/mention-query.ts";
import { countSpan } from "../search/sum-counts.ts";
import { bucketStart } from "../search/time-buckets.ts";
import { findMonitorRow } from "./monitor-store.ts";
import { addTones, noTones } from "./monitor-sums.ts";
import { withMonitors } from "./monitor-tables.ts";
import { joinedQuery, readMonitorQuery } from "./read-monitor-query.ts";

const shownFound = 8;
const shownChanged = 5;

/**
 * An officer tries a monitor before saving it: how much it would have found in the last days, when and in which tone, what
 * that looks like, and, for one that is being changed, what the change adds and takes away. Nothing is kept.
 * @throws AppError `invalid` with one problem for each mistake in `q` or `exclude`; `not_found` for an unknown monitor
 */
export async function testMonitor(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  input: { q: string; exclude: string; id?: string | undefined; days: number },
): Promise<MonitorTestMade> {
  const { workspaceId } = context;
  const { zone } = context.membership;
  const db = withMentions(context.db);
  const tree = readMonitorQuery(input);
  const until = Math.floor(context.now().getTime() / hourMs) * hourMs + hourMs;
  const span: TestSpan = {
    from: until - input.days * dayMs,
    until,
    bucket: input.days <= 2 ? "hour" : "day",
    zone,
  };
  const veil = await openVeil(context.db, workspaceId);
  const ask = (asked: QueryNode, shown: number) => tryQuery(context, db, asked, span, { veil, shown });
  const found = await ask(tree, shownFound);
  const saved = input.id === undefined ? null : await findMonitorRow(withMonitors(db), workspaceId, input.id);
  let change: MonitorTestMade["change"] = null;
  if (saved) {
    const before = readMonitorQuery(saved);
    const added = await ask(without(tree, before), shownChanged);
    const removed = await ask(without(before, tree), shownChanged);
    change = {
      before: joinedQuery(saved),
      totalBefore: (await ask(before, 0)).sample.total,
      added: added.sample,
      removed: removed.sample,
    };
  }
  const histogram = found.counting.tally.histogram(bucketStart(span.from, span.bucket, zone), until);
  return {
    joined: joinedQuery(input),
    from: new Date(span.from).toISOString(),
    until: new Date(until).toISOString(),
    bucket: span.bucket,
    found: found.sample,
    heard: await countSpan(db, workspaceId, span),
    tones: histogram.reduce((sum, { tones }) => addTones(sum, tones), noTones),
    histogram,
    change,
  };
}

/** Whatever one query finds and the other does not. */
const without = (tree: QueryNode, other: QueryNode): QueryNode => ({
  kind: "and",
  children: [
    ...(tree.kind === "and" ? tree.children : [tree]),
    { kind: "not", child: other, start: other.start, end: other.end },
  ],
  start: tree.start,
  end: tree.end,
});

type TestSpan = { from: number; until: number; bucket: "hour" | "day"; zone: Zone };

async function tryQuery(
  context: Pick<RequestContext, "workspaceId" | "actor" | "now">,
  db: MentionDb,
  asked: QueryNode,
  span: TestSpan,
  { veil, shown }: { veil: Veil; shown: number },
): Promise<{ sample: MonitorSampleMade; counting: Counting }> {
  const { workspaceId } = context;
  const query = bounded(
    await planMentionQuery(db, workspaceId, asked, { now: context.now(), zone: span.zone }),
    span,
  );
  const counting = await countMatches(db, workspaceId, query, span);
  const positions =
    shown === 0
      ? []
      : await findMentions(db, workspaceId, query.branches, {
          direction: "newest",
          after: null,
          limit: shown,
        });
  const mentions = await loadSummaries(db, workspaceId, readerOf(context), positions, veil, asked);
  const sample = { total: counting.tally.total(), isExact: counting.method !== "sampled", mentions };
  return { sample, counting };
}

/** A query kept to the days of the test. */
function bounded(query: MentionQuery, { from, until }: TestSpan): MentionQuery {
  const since = new Date(from);
  const before = new Date(until);
  return {
    ...query,
    branches: query.branches.map((branch) => ({
      ...branch,
      since: branch.since !== null && branch.since > since ? branch.since : since,
      until: branch.until !== null && branch.until < before ? branch.until : before,
    })),
  };
}
