import { sql } from "kysely";
import type { QueryNode } from "#text/query/tree.ts";
import type { MentionDb } from "../mentions/tables.ts";
import type { MonitorDb } from "../monitors/monitor-tables.ts";
import { incomingTree } from "../monitors/monitor-tree.ts";
import { readMonitorQuery } from "../monitors/read-monitor-query.ts";
import { readTagBook, type TagBook } from "../tags/tag-book.ts";
import { ruleLevels } from "./rule-levels.ts";
import type { SetRule } from "./settle-tags.ts";

/** A rule with what it asks, whether by itself or by its monitor. */
export type AskedRule = SetRule & {
  name: string;
  monitorId: string | null;
  isOn: boolean;
  tree: QueryNode;
};

/** The rules of a workspace that were not removed, in the order of their names. */
export async function readAskedRules(
  db: MentionDb | MonitorDb,
  workspaceId: string,
  book: TagBook,
): Promise<AskedRule[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    tag_key: string;
    monitor_id: string | null;
    q: string;
    exclude: string;
    zone: string;
    is_on: boolean;
  }>`
    select rule.id, rule.name, tag.key as tag_key, rule.monitor_id,
      coalesce(monitor.q, rule.q) as q, coalesce(monitor.exclude, rule.exclude) as exclude,
      coalesce(monitor.zone, rule.zone) as zone,
      rule.state = 'on' and (rule.monitor_id is null or monitor.state = 'on' and monitor.removed_at is null) as is_on
    from listen.tag_rule as rule join listen.tag as tag on tag.id = rule.tag_id
    left join listen.monitor as monitor on monitor.id = rule.monitor_id
    where rule.workspace_id = ${workspaceId}::uuid and rule.removed_at is null
    order by rule.name_key, rule.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    tagKey: book.keyOf(row.tag_key),
    tag: book.nameOf(row.tag_key) ?? row.tag_key,
    finder: row.monitor_id ?? `rule:${row.id}`,
    monitorId: row.monitor_id,
    isOn: row.is_on,
    tree: incomingTree(readMonitorQuery(row), row.zone),
  }));
}

/**
 * The rules that are on, in the order in which they are asked, and the queries of their own. Rules in a circle, which
 * saving refuses, would come last and be asked once.
 */
export async function readRuleSet(
  db: MentionDb | MonitorDb,
  workspaceId: string,
): Promise<{ book: TagBook; levels: AskedRule[][]; queries: Map<string, QueryNode> }> {
  const book = await readTagBook(db, workspaceId);
  const rules = (await readAskedRules(db, workspaceId, book)).filter(({ isOn }) => isOn);
  const { levels, circle } = ruleLevels(rules, book);
  return {
    book,
    levels: circle.length === 0 ? levels : [...levels, circle],
    queries: new Map(
      rules.flatMap(({ finder, monitorId, tree }) => (monitorId === null ? [[finder, tree] as const] : [])),
    ),
  };
}
