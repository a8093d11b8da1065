import { sql } from "kysely";
import { AppError, invalidField, notFound } from "#shared/app-error.ts";
import { foldValue } from "#text/fold.ts";
import { TagSettings } from "../../contract/tag.ts";
import type { TagRule, TagRuleSettings } from "../../contract/tag-rule.ts";
import { joinedQuery, type MonitorQueryText, readMonitorQuery } from "../monitors/read-monitor-query.ts";
import { insertTag } from "../tags/create-tag.ts";
import { readTagBook } from "../tags/tag-book.ts";
import type { TagDb } from "../tags/tag-tables.ts";

const weekMs = 7 * 86_400_000;

type LoadedRule = MonitorQueryText & {
  id: string;
  name: string;
  tag: string;
  colour: TagRule["colour"];
  monitor_id: string | null;
  monitor_name: string | null;
  asked_q: string;
  asked_exclude: string;
  state: "on" | "paused";
  created_by_name: string;
  created_at: Date;
  updated_at: Date;
  revision: number;
  run_kind: "apply" | "clear" | null;
  run_done: string | null;
  run_total: string | null;
  count: number;
  last_week: number;
  last_at: Date | null;
};

/** The rules of a workspace that were not removed, by name; or just the one asked for. */
export async function selectTagRules(
  db: TagDb,
  workspaceId: string,
  now: Date,
  id?: string,
): Promise<TagRule[]> {
  const { rows } = await sql<LoadedRule>`
    select rule.*, coalesce(main.name, tag.name) as tag, coalesce(main.colour, tag.colour) as colour,
      monitor.name as monitor_name, coalesce(monitor.q, rule.q) as asked_q,
      coalesce(monitor.exclude, rule.exclude) as asked_exclude, given.*,
      (select max(at) from listen.tag_rule_firing as firing where firing.rule_id = rule.id and given > 0) as last_at
    from listen.tag_rule as rule
    join listen.tag as tag on tag.id = rule.tag_id
    left join listen.tag as main on main.id = tag.merged_into
    left join listen.monitor as monitor on monitor.id = rule.monitor_id
    cross join lateral (
      select count(*)::int as count,
        (count(*) filter (where published_at >= ${new Date(now.getTime() - weekMs).toISOString()}::timestamptz))::int
          as last_week
      from listen.mention_tag as tagged
      where tagged.workspace_id = rule.workspace_id and tagged.rule_id = rule.id
    ) as given
    where rule.workspace_id = ${workspaceId}::uuid and rule.removed_at is null
      ${id === undefined ? sql`` : sql`and rule.id = ${id}::uuid`}
    order by rule.name_key`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    tag: row.tag,
    colour: row.colour,
    monitorId: row.monitor_id,
    monitorName: row.monitor_name,
    q: row.q,
    exclude: row.exclude,
    joined: joinedQuery({ q: row.asked_q, exclude: row.asked_exclude }),
    state: row.state,
    createdByName: row.created_by_name,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    revision: row.revision,
    count: row.count,
    lastWeek: row.last_week,
    lastAt: row.last_at?.toISOString() ?? null,
    run:
      row.run_kind === null
        ? null
        : { kind: row.run_kind, done: Number(row.run_done), total: Number(row.run_total) },
  }));
}

/** @throws AppError `not_found` */
export async function loadTagRule(db: TagDb, workspaceId: string, now: Date, id: string): Promise<TagRule> {
  const [rule] = await selectTagRules(db, workspaceId, now, id);
  if (!rule) throw notFound("tag_rule");
  return rule;
}

/** The row of a rule that was not removed. @throws AppError `not_found` */
export async function findTagRuleRow(db: TagDb, workspaceId: string, id: string) {
  const row = await db
    .selectFrom("listen.tag_rule")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (!row) throw notFound("tag_rule");
  return row;
}

/**
 * What a rule asks: its monitor's query, else its own.
 * @throws AppError `invalid` that names the field: no query, one that no monitor may have, an unknown monitor
 */
export async function askedQuery(
  db: TagDb,
  workspaceId: string,
  { monitorId, q, exclude }: Pick<TagRuleSettings, "monitorId" | "q" | "exclude">,
): Promise<MonitorQueryText> {
  if (monitorId === null) {
    readMonitorQuery({ q, exclude });
    return { q, exclude };
  }
  const monitor = await db
    .selectFrom("listen.monitor")
    .select(["q", "exclude"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", monitorId)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (!monitor) throw invalidField("monitorId", "tag_rule.no_monitor");
  return monitor;
}

/**
 * The columns that people decide; a tag that is not arranged yet becomes so.
 * @param id the rule that is being changed
 * @throws AppError `invalid` that names the field at fault
 */
export async function ruleColumns(
  tx: TagDb,
  workspaceId: string,
  settings: TagRuleSettings,
  { id, at }: { id: string | null; at: Date },
) {
  const namesake = await tx
    .selectFrom("listen.tag_rule")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("name_key", "=", foldValue(settings.name))
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (namesake && namesake.id !== id)
    throw invalidField("name", "tag_rule.name_taken", { name: settings.name });
  await askedQuery(tx, workspaceId, settings);
  return {
    name: settings.name,
    name_key: foldValue(settings.name),
    tag_id: await tagIdOf(tx, workspaceId, settings.tag, at),
    monitor_id: settings.monitorId,
    q: settings.monitorId === null ? settings.q : "",
    exclude: settings.monitorId === null ? settings.exclude : "",
    state: settings.state,
  };
}

async function tagIdOf(tx: TagDb, workspaceId: string, tag: string, at: Date): Promise<string> {
  const nameKey = foldValue(tag);
  if (nameKey === "") throw invalidField("tag", "field.required");
  const key = (await readTagBook(tx, workspaceId)).keyOf(nameKey);
  const known = await tx
    .selectFrom("listen.tag")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("key", "=", key)
    .executeTakeFirst();
  return known?.id ?? insertTag(tx, workspaceId, TagSettings.parse({ name: tag }), at);
}

/** @throws AppError `conflict` when somebody else has written since it was read */
export function refuseStaleRule(row: { name: string; revision: number }, revision: number | undefined): void {
  if (revision !== undefined && revision !== row.revision)
    throw new AppError("conflict", "listen.tag_rule_changed", { name: row.name });
}
