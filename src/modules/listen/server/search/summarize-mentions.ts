import type { RequestContext } from "#platform/http/request-context.ts";
import type { ToneCounts } from "../../contract/analysis.ts";
import { withMentions } from "../mentions/tables.ts";
import { countMatches } from "./count-matches.ts";
import type { Facets } from "./match-tally.ts";
import { readMentionQuery } from "./mention-query.ts";
import { spanOfAll } from "./sum-counts.ts";
import { type Bucket, bucketFor, bucketStart } from "./time-buckets.ts";

export type MentionCounts = {
  total: number;
  isExact: boolean;
  method: "counted" | "rollup" | "sampled";
  bucket: Bucket;
  areTraitsExact: boolean;
  histogram: { at: string; count: number; tones: ToneCounts }[];
  facets: Facets;
  tookMs: number;
};

/**
 * An officer sees how much was said, when, where, in which language and under which tags. Few matches are counted,
 * very many are estimated, and the answer says which.
 */
export async function summarizeMentions(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "now">,
  input: { q: string; bucket: Bucket | "auto" },
): Promise<MentionCounts> {
  const begun = performance.now();
  const db = withMentions(context.db);
  const { workspaceId } = context;
  const { zone } = context.membership;
  const query = await readMentionQuery(db, workspaceId, input.q, { now: context.now(), zone });
  const all = await spanOfAll(db, workspaceId);
  const now = context.now().getTime();
  const from = Math.max(query.since?.getTime() ?? -Infinity, all?.from ?? now);
  const until = Math.min(query.until?.getTime() ?? Infinity, all?.until ?? now);
  const bucket = input.bucket === "auto" ? bucketFor(from, Math.max(from, until)) : input.bucket;
  const { tally, method, areTraitsExact } = await countMatches(db, workspaceId, query, {
    from,
    until,
    bucket,
    zone,
  });
  return {
    total: tally.total(),
    isExact: method !== "sampled",
    method,
    areTraitsExact,
    bucket,
    histogram: from < until ? tally.histogram(bucketStart(from, bucket, zone), until) : [],
    facets: tally.facets(),
    tookMs: Math.round(performance.now() - begun),
  };
}
