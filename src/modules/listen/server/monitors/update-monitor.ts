import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { AppError } from "#shared/app-error.ts";
import type { Monitor, MonitorSettings } from "../../contract/monitor.ts";
import { refuseRuleCircle } from "../tag-rules/refuse-rule-circle.ts";
import { beginRunsOfMonitor } from "../tag-rules/rule-run-store.ts";
import { withTags } from "../tags/tag-tables.ts";
import { beginBackfill, dropBackfill } from "./backfill-store.ts";
import { takeMonitors } from "./monitor-lock.ts";
import {
  addRevision,
  checkMonitorSettings,
  findMonitorRow,
  loadMonitor,
  nextSetRevision,
  settingColumns,
  settingsOf,
} from "./monitor-store.ts";
import { withMonitors } from "./monitor-tables.ts";
import { readMonitorQuery } from "./read-monitor-query.ts";

/**
 * An officer changes a monitor. Another query, or being on again, counts from the next batch on; what is stored is gone
 * through in the background, and until it was, older figures are those of before.
 * @throws AppError `not_found`; `invalid` that names the field at fault; `conflict` when somebody else has written since
 *   the revision that was read, or rules that give tags to what it finds would wait for each other in a circle
 */
export async function updateMonitor(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  { id, revision, ...settings }: MonitorSettings & { id: string; revision?: number | undefined },
  jobs: JobQueue,
): Promise<Monitor> {
  const { workspaceId, actor } = context;
  readMonitorQuery(settings);
  const at = context.now();
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withMonitors(platformTx);
    await takeMonitors(tx, workspaceId);
    const row = await findMonitorRow(tx, workspaceId, id);
    if (revision !== undefined && revision !== row.revision_count)
      throw new AppError("conflict", "listen.monitor_changed", { name: row.name });
    const before = settingsOf(row);
    const changed = changedFields(before, settings);
    if (changed.length === 0) return loadMonitor(tx, workspaceId, id);
    await checkMonitorSettings(tx, workspaceId, settings, id);
    const findsOthers = changed.includes("q") || changed.includes("exclude");
    const turns = changed.includes("state");
    const setRevision =
      findsOthers || turns ? await nextSetRevision(tx, workspaceId) : Number(row.set_revision);
    const written = await tx
      .updateTable("listen.monitor")
      .set({
        ...settingColumns(settings),
        set_revision: setRevision,
        revision_count: row.revision_count + 1,
        updated_at: at,
        ...(findsOthers ? { zone: context.membership.zone } : {}),
      })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await addRevision(tx, actor, written, { before, after: settings, at });
    if (findsOthers) await refuseRuleCircle(withTags(tx), workspaceId);
    if (settings.state === "on" && (findsOthers || turns)) await beginRunsOfMonitor(platformTx, jobs, id);
    if (settings.state === "paused") await dropBackfill(tx, workspaceId, id);
    else if (findsOthers || turns)
      await beginBackfill(platformTx, jobs, workspaceId, { id, setRevision, at });
    await announceLive(platformTx, workspaceId, { type: "monitor", monitorId: id });
    const details = Object.fromEntries(
      changed.map((field) => [field, { from: before[field], to: settings[field] }]),
    );
    const facts = { action: "monitor.changed", subjectKind: "monitor", subjectId: id, details };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return loadMonitor(tx, workspaceId, id);
  });
}

/** The fields in which settings differ. */
function changedFields(before: MonitorSettings, after: MonitorSettings): (keyof MonitorSettings)[] {
  const fields: (keyof MonitorSettings)[] = [
    "name",
    "folder",
    "colour",
    "kind",
    "q",
    "exclude",
    "ownerId",
    "receiverIds",
    "state",
  ];
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
