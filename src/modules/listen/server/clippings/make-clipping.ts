import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import { ChildError } from "#platform/child/child-runner.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { Logger } from "#platform/log/logger.ts";
import { notify } from "#platform/notices/notify.ts";
import { ClippingSettings } from "../../contract/clipping.ts";
import { composeBrief } from "../briefs/compose-brief.ts";
import { findSides } from "../briefs/get-brief.ts";
import { openVeil } from "../personal-data/veil.ts";
import {
  arrangeSections,
  candidatesOf,
  groupMentions,
  rankGroups,
  taskTextOf,
  toItem,
} from "./arrange-mentions.ts";
import { findMonitors, findOffice, holdPlan, type PlanRow } from "./clipping-plan-store.ts";
import { type KeptContent, withClippings } from "./clipping-tables.ts";
import { beginningOf, latestDue, nextDue, whenToSend } from "./clipping-times.ts";
import { clippingWork } from "./clipping-work.ts";
import { type ClippedMention, gatherMentions, hasUnplaced, type Span } from "./gather-mentions.ts";
import { phasesOfGroups } from "./phases-of-groups.ts";

export type MakeParts = {
  db: Db;
  log: Logger;
  translate: Translate;
  now: () => Date;
  /** Since when each plan waits for its mentions to be put into stories; without it nothing is waited for. */
  waiting?: Map<string, number>;
};

/** Longer than that a clipping does not wait for stories: mentions in none are with their copies, or alone. */
const longestWaitMs = 10 * 60_000;

/**
 * Makes what is due. A plan's row is held from reading to writing, and each due hour is kept once: with any number of
 * workers one clipping is made of it, and what a worker that died had begun is begun again.
 * @returns the ids of those made
 */
export async function makeDueClippings(parts: MakeParts, signal: AbortSignal): Promise<string[]> {
  const due = await withClippings(parts.db)
    .selectFrom("listen.clipping_plan")
    .select("id")
    .where("removed_at", "is", null)
    .where("next_at", "<=", parts.now())
    .orderBy("next_at")
    .execute();
  const made: string[] = [];
  for (const { id } of due) {
    if (signal.aborted) break;
    const clipping = await makeDue(parts, id);
    if (clipping !== null) made.push(clipping);
  }
  return made;
}

async function makeDue(
  { db, log, translate, now, waiting }: MakeParts,
  planId: string,
): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    const at = now();
    const plan = await withClippings(tx)
      .selectFrom("listen.clipping_plan")
      .selectAll()
      .where("id", "=", planId)
      .where("removed_at", "is", null)
      .where("next_at", "<=", at)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!plan || plan.next_at === null) return null;
    const settings = ClippingSettings.parse(plan.settings);
    const { zone } = await findOffice(tx, plan.workspace_id);
    const due = latestDue(settings, zone, plan.next_at, at);
    const span = { from: beginningOf(plan.made_until, due), until: due };
    if (waiting && (await waitsForStories(tx, plan, settings, span, waiting))) return null;
    const id = await write(
      tx,
      { log, translate },
      {
        plan,
        settings,
        span,
        due,
        at,
        sendAt: whenToSend(settings.sendAt, zone, at),
      },
    );
    await withClippings(tx)
      .updateTable("listen.clipping_plan")
      .set({ next_at: nextDue(settings, zone, at), made_until: due, made_at: at })
      .where("id", "=", planId)
      .execute();
    await notify(
      tx,
      plan.workspace_id,
      {
        kind: "listen.clipping_made",
        severity: "info",
        values: { name: settings.name },
        subject: { kind: "clipping", id },
        thread: `clipping:${planId}`,
        audience: { permission: "monitors.manage" },
      },
      at,
    );
    return id;
  });
}

/** Whether mentions of the span are still to be put into stories, and may be waited for. */
async function waitsForStories(
  tx: Tx,
  { id, workspace_id }: PlanRow,
  { monitorIds }: ClippingSettings,
  span: Span,
  waiting: Map<string, number>,
): Promise<boolean> {
  const since = waiting.get(id) ?? performance.now();
  const isWaiting =
    performance.now() - since < longestWaitMs &&
    (await hasUnplaced(withClippings(tx), workspace_id, monitorIds, span));
  if (isWaiting) waiting.set(id, since);
  else waiting.delete(id);
  return isWaiting;
}

/**
 * An officer has a clipping made now, of what came since the last that was made at its hour; the next one of that hour
 * does not leave it out. It waits for a person to send it.
 * @throws AppError `not_found`
 */
export async function makeClipping(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id: planId }: { id: string },
  parts: Pick<MakeParts, "log" | "translate">,
): Promise<{ id: string }> {
  const { workspaceId, actor } = context;
  const at = context.now();
  return context.db.transaction().execute(async (tx) => {
    const plan = await holdPlan(withClippings(tx), workspaceId, planId);
    const settings = ClippingSettings.parse(plan.settings);
    const span = { from: beginningOf(plan.made_until, at), until: at };
    const id = await write(tx, parts, { plan, settings, span, due: null, at, sendAt: null });
    const facts = {
      action: "clipping.made",
      subjectKind: "clipping",
      subjectId: id,
      details: { name: settings.name },
    };
    await recordAudit(tx, workspaceId, actor, facts, at);
    return { id };
  });
}

type Order = {
  plan: PlanRow;
  settings: ClippingSettings;
  span: Span;
  due: Date | null;
  at: Date;
  sendAt: Date | null;
};

async function write(
  tx: Tx,
  parts: Pick<MakeParts, "log" | "translate">,
  { plan, settings, span, due, at, sendAt }: Order,
): Promise<string> {
  const id = randomUUID();
  const content = await compose(tx, parts, plan, settings, span);
  await withClippings(tx)
    .insertInto("listen.clipping")
    .values({
      id,
      workspace_id: plan.workspace_id,
      plan_id: plan.id,
      due_at: due,
      name: settings.name,
      from_at: span.from,
      until_at: span.until,
      made_at: at,
      state: "draft",
      revision: 1,
      send_at: sendAt,
      content: JSON.stringify(content),
    })
    .execute();
  return id;
}

async function compose(
  tx: Tx,
  { log, translate }: Pick<MakeParts, "log" | "translate">,
  plan: PlanRow,
  settings: ClippingSettings,
  span: Span,
): Promise<KeptContent> {
  const db = withClippings(tx);
  const { workspace_id: workspaceId } = plan;
  if (settings.form === "brief") return composeDue(tx, translate, workspaceId, settings, span);
  const monitors = await findMonitors(db, workspaceId, settings.monitorIds);
  const { mentions, figures } = await gatherMentions(
    db,
    workspaceId,
    settings.monitorIds,
    span,
    plan.made_at,
  );
  const groups = groupMentions(mentions);
  const ranked = rankGroups(groups, await chooseLeads(log, groups));
  const chosen = ranked.slice(0, settings.mostItems);
  const extracts = await findExtracts(
    log,
    chosen.map(({ lead }) => lead),
  );
  const veil = await openVeil(tx, workspaceId);
  const phases = await phasesOfGroups(log, chosen, veil);
  const lines = chosen.map((group) => {
    const item = toItem(group, veil, extracts.get(group.lead.id));
    return { group, item: { ...item, phases: phases.get(group.lead.id) ?? [] } };
  });
  const told = chosen.reduce((sum, { members }) => sum + members.length, 0);
  const names = [...monitors.values()].map(({ name }) => `"${name.replaceAll('"', "")}"`);
  return {
    figures: {
      ...figures,
      leftOut: figures.mentions - told,
      query:
        names.length === 0
          ? ""
          : `monitor:(${names.join(" OR ")}) since:${minuteOf(span.from)} until:${minuteOf(new Date(span.until.getTime() - 60_000))}`,
    },
    sections: arrangeSections(lines, settings, monitors),
  };
}

/** The brief of a span; a monitor that is gone by now is left out, and with the last of them the brief is of all. */
async function composeDue(
  tx: Tx,
  translate: Translate,
  workspaceId: string,
  { name, language, monitorIds }: ClippingSettings,
  { from, until }: Span,
): Promise<KeptContent> {
  const there = await findMonitors(withClippings(tx), workspaceId, monitorIds);
  const ids = monitorIds.filter((id) => there.has(id));
  const sides = await findSides(tx, workspaceId, {
    from: from.toISOString(),
    until: until.toISOString(),
    ...(ids.length === 0 ? {} : { monitorIds: ids.join(",") }),
  });
  return composeBrief(tx, workspaceId, { title: name, language, sides, translate });
}

/** An instant as the query language writes it. */
const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16)}Z`;

/** Where a group has more than two voices, its headlines are read to find the one that speaks for it. */
async function chooseLeads(
  log: Logger,
  groups: readonly (readonly ClippedMention[])[],
): Promise<(string | undefined)[]> {
  const large = groups.filter((group) => group.length > 2);
  try {
    const leads = await clippingWork.leads(large.map((group) => candidatesOf(group).map(taskTextOf)));
    const byGroup = new Map(large.map((group, at) => [group, leads[at]]));
    return groups.map((group) => byGroup.get(group));
  } catch (error) {
    if (!(error instanceof ChildError)) throw error;
    log.warn({ err: error }, "headlines of a clipping could not be read: the first of each story leads");
    return [];
  }
}

async function findExtracts(log: Logger, leads: readonly ClippedMention[]) {
  try {
    const extracts = await clippingWork.extract(leads.map(taskTextOf));
    return new Map(extracts.map((extract) => [extract.id, extract]));
  } catch (error) {
    if (!(error instanceof ChildError)) throw error;
    log.warn(
      { err: error },
      "extracts of a clipping could not be made: the beginnings of texts stand in their place",
    );
    return new Map<string, never>();
  }
}
