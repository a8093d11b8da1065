import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import { foldValue } from "#text/fold.ts";
import type { QueryNode } from "#text/query/tree.ts";
import type { TagRuleSettings, TagRuleTestMade } from "../../contract/tag-rule.ts";
import { hourMs } from "../mentions/mention-counts.ts";
import { withMentions } from "../mentions/tables.ts";
import { readMonitorQuery } from "../monitors/read-monitor-query.ts";
import { testMonitor } from "../monitors/test-monitor.ts";
import { countMatches } from "../search/count-matches.ts";
import { planMentionQuery } from "../search/mention-query.ts";
import { readTagBook } from "../tags/tag-book.ts";
import { withTags } from "../tags/tag-tables.ts";
import { askedQuery } from "./tag-rule-store.ts";

/** Nothing older is collected. */
const earliestMs = Date.UTC(1800, 0, 1);

/**
 * An officer tries a rule before it is saved: what it would tag of the last days and of everything, how many of those
 * have the tag already, and how many a person took it off. Nothing is tagged.
 * @throws AppError `invalid` that names the field at fault
 */
export async function testTagRule(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  input: Pick<TagRuleSettings, "monitorId" | "q" | "exclude"> & { tag: string; days: number },
): Promise<TagRuleTestMade> {
  const { workspaceId, membership } = context;
  const db = withMentions(context.db);
  const asked = await askedQuery(withTags(context.db), workspaceId, input);
  const days = await testMonitor(context, { ...asked, days: input.days });
  const clock = { now: context.now(), zone: membership.zone };
  const tree = readMonitorQuery(asked);
  const until = Math.floor(clock.now.getTime() / hourMs) * hourMs + 3 * 24 * hourMs;
  const span = { from: earliestMs, until, bucket: "month", zone: membership.zone } as const;
  const count = async (of: QueryNode) => {
    const query = await planMentionQuery(db, workspaceId, of, clock);
    const { tally, method } = await countMatches(db, workspaceId, query, span);
    return { total: tally.total(), isExact: method !== "sampled" };
  };
  const all = await count(tree);
  const name = foldValue(input.tag);
  if (name === "") return { days, ...all, tagged: 0, keptOff: 0 };
  const { start, end } = tree;
  const hasTag: QueryNode = {
    kind: "field",
    field: "tag",
    match: "equals",
    value: name,
    text: name,
    start,
    end,
  };
  const tagged = await count({ kind: "and", children: [tree, hasTag], start, end });
  const key = (await readTagBook(db, workspaceId)).keyOf(name);
  const { condition } = await planMentionQuery(db, workspaceId, tree, clock);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from listen.tag_kept_off as off
    join listen.mention_identity as identity on identity.id = off.mention_id
    join listen.mention as mention on mention.workspace_id = identity.workspace_id
      and mention.published_at = identity.published_at and mention.id = identity.id
    where off.workspace_id = ${workspaceId}::uuid and off.tag_key = ${key} and ${condition}`.execute(db);
  return { days, ...all, tagged: tagged.total, keptOff: rows[0]?.count ?? 0 };
}
