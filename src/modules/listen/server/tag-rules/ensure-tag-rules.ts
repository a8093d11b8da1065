import type { Db } from "#platform/db/database.ts";
import { systemActor } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { Zone } from "#shared/ids.ts";
import { foldValue } from "#text/fold.ts";
import type { MonitorColour } from "../../contract/monitor.ts";
import { TagSettings } from "../../contract/tag.ts";
import { TagRuleSettings } from "../../contract/tag-rule.ts";
import { selectMonitors } from "../monitors/monitor-store.ts";
import { withMonitors } from "../monitors/monitor-tables.ts";
import { createTag } from "../tags/create-tag.ts";
import { withTags } from "../tags/tag-tables.ts";
import { createTagRule } from "./create-tag-rule.ts";

/** A rule with the tag that it gives, for what a query finds, or a monitor by its name. */
export type FirstTagRule = {
  name: string;
  tag: string;
  description: string;
  colour: MonitorColour;
} & ({ q: string } | { monitor: string });

/**
 * Gives a workspace that has arranged no tags and never had a rule these ones, in the name of the desk itself; what is stored
 * already gets its tags too.
 */
export async function ensureTagRules(
  { db, jobs, now }: { db: Db; jobs: JobQueue; now: () => Date },
  workspace: { id: string; zone: Zone },
  rules: readonly FirstTagRule[],
): Promise<void> {
  const tags = withTags(db);
  for (const table of ["listen.tag", "listen.tag_rule"] as const) {
    const known = await tags
      .selectFrom(table)
      .select("id")
      .where("workspace_id", "=", workspace.id)
      .executeTakeFirst();
    if (known) return;
  }
  const monitors = await selectMonitors(withMonitors(db), workspace.id);
  const context = {
    db,
    workspaceId: workspace.id,
    membership: { zone: workspace.zone },
    actor: systemActor,
    now,
  };
  for (const rule of rules) {
    const { name, tag, description, colour } = rule;
    const monitor =
      "monitor" in rule ? monitors.find((one) => foldValue(one.name) === foldValue(rule.monitor)) : undefined;
    if ("monitor" in rule && monitor === undefined) continue;
    await createTag(context, TagSettings.parse({ name: tag, description, colour }), jobs);
    const asked = "q" in rule ? { q: rule.q } : { monitorId: monitor?.id };
    const settings = TagRuleSettings.parse({ name, tag, ...asked });
    await createTagRule(context, { ...settings, isForPast: true }, jobs);
  }
}
