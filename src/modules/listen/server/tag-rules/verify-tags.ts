import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import { withMentions } from "../mentions/tables.ts";
import { matchStored } from "../monitors/match-mentions.ts";
import { openMonitorSet } from "../monitors/monitor-set.ts";
import { type TagDb, withTags } from "../tags/tag-tables.ts";
import type { RuledMention } from "./write-rule-tags.ts";

/** A rule whose tags are not what it says: on how many mentions they are missing or too many, and the first few. */
export type TagDifference = {
  workspace: string;
  rule: string;
  kind: "missing" | "surplus";
  count: number;
  examples: string[];
};

export type TagVerdict = {
  /** Mentions that were asked about, and tags of rules that are as they should be. */
  mentions: number;
  tags: number;
  rules: number;
  /** Mentions from before a rule that was not asked of the past: they stay as they are until they change. */
  left: number;
  /** Workspaces that are left out because a rule goes through the past just now. */
  skipped: string[];
  differences: TagDifference[];
};

const batchSize = 1_000;
const shownExamples = 5;

type RuleRow = { id: string; name: string; isWhole: boolean; updatedAt: Date; isRunning: boolean };
type Found = { ruleId: string; kind: TagDifference["kind"]; mentionId: string };

/**
 * Settles the tags of every mention anew and compares them with the tags that rules have given. Mentions are read in batches,
 * each as of one moment, so that it may be run while the desk works.
 */
export async function verifyTags(db: Db): Promise<TagVerdict> {
  const verdict: TagVerdict = { mentions: 0, tags: 0, rules: 0, left: 0, skipped: [], differences: [] };
  const workspaces = await db
    .selectFrom("platform.workspace")
    .select(["id", "slug"])
    .orderBy("slug")
    .execute();
  for (const workspace of workspaces) await verifyWorkspace(db, workspace, verdict);
  return verdict;
}

async function verifyWorkspace(
  db: Db,
  { id: workspaceId, slug }: { id: string; slug: string },
  verdict: TagVerdict,
): Promise<void> {
  const found: Found[] = [];
  const names = new Map<string, string>();
  for (let after: string | null = null; ; ) {
    const batch = await db
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute((tx) => verifyBatch(tx, workspaceId, after));
    if (batch === "nothing to ask") break;
    if (batch === "running") {
      verdict.skipped.push(slug);
      return;
    }
    if (after === null) verdict.rules += batch.rules.length;
    for (const { id, name } of batch.rules) names.set(id, name);
    verdict.mentions += batch.mentions;
    verdict.tags += batch.tags;
    verdict.left += batch.left;
    found.push(...batch.found);
    if (batch.last === null) break;
    after = batch.last;
  }
  for (const [key, some] of Map.groupBy(found, ({ ruleId, kind }) => `${ruleId} ${kind}`)) {
    const [first] = some;
    if (first)
      verdict.differences.push({
        workspace: slug,
        rule: names.get(first.ruleId) ?? key,
        kind: first.kind,
        count: some.length,
        examples: some.slice(0, shownExamples).map(({ mentionId }) => mentionId),
      });
  }
}

async function verifyBatch(tx: Tx, workspaceId: string, after: string | null) {
  const mentions = withMentions(tx);
  const set = await openMonitorSet(mentions, workspaceId);
  if (!set || set.ruleIds.size === 0) return "nothing to ask";
  const rules = await readRules(withTags(tx), workspaceId, [...set.ruleIds]);
  if (rules.some(({ isRunning }) => isRunning)) return "running";
  const { rows } = await sql<{ id: string }>`
    select id from listen.mention_identity where workspace_id = ${workspaceId}::uuid
      ${after === null ? sql`` : sql`and id > ${after}::uuid`}
    order by id limit ${batchSize}`.execute(tx);
  const ids = rows.map(({ id }) => id);
  const settled = await matchStored(mentions, workspaceId, set, ids);
  const wrong = settled.flatMap(({ ruled }) => {
    const found = compare(ruled, (key) => set.book.keyOf(key));
    return found.length === 0 ? [] : [{ id: ruled.id, found }];
  });
  const receivedAt = await readReceived(
    tx,
    workspaceId,
    wrong.map(({ id }) => id),
  );
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  // What another rule says of such a mention may hang on the tag that it was not given.
  const isLeft = ({ id, found }: (typeof wrong)[number]): boolean =>
    found.some(({ ruleId }) => {
      const rule = known.get(ruleId);
      return rule !== undefined && !rule.isWhole && (receivedAt.get(id) ?? rule.updatedAt) < rule.updatedAt;
    });
  const differing = wrong.filter((one) => !isLeft(one));
  return {
    rules,
    mentions: settled.length,
    tags: settled.reduce((sum, { ruled }) => sum + ruled.before.length, 0),
    left: wrong.length - differing.length,
    found: differing.flatMap((one) => one.found),
    last: ids.length < batchSize ? null : (ids.at(-1) ?? null),
  };
}

/** What rules say of a mention against what they gave it. */
function compare({ id, byRule, before }: RuledMention, keyOf: (key: string) => string): Found[] {
  const wanted = new Map(byRule);
  const surplus = before.flatMap(({ key, ruleId }): Found[] => {
    const rule = wanted.get(keyOf(key));
    if (rule?.id !== ruleId) return [{ ruleId, kind: "surplus", mentionId: id }];
    wanted.delete(rule.tagKey);
    return [];
  });
  const missing = [...wanted.values()].map(
    (rule): Found => ({ ruleId: rule.id, kind: "missing", mentionId: id }),
  );
  return [...surplus, ...missing];
}

/** Rules that are on; `isWhole` once everything stored was gone through with what they say now. */
async function readRules(db: TagDb, workspaceId: string, ids: readonly string[]): Promise<RuleRow[]> {
  const { rows } = await sql<RuleRow>`
    select id, name, updated_at as "updatedAt", run_kind is not null as "isRunning",
      run_kind is null and run_revision is not distinct from revision as "isWhole"
    from listen.tag_rule where workspace_id = ${workspaceId}::uuid and id = any(${plainArray(ids)}::uuid[])
    order by name_key`.execute(db);
  return rows;
}

async function readReceived(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Map<string, Date>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; received_at: Date }>`
    select mention.id, mention.received_at from listen.mention_identity as identity
    join listen.mention as mention on mention.workspace_id = identity.workspace_id
      and mention.published_at = identity.published_at and mention.id = identity.id
    where identity.workspace_id = ${workspaceId}::uuid and identity.id = any(${plainArray(ids)}::uuid[])`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.id, row.received_at]));
}
