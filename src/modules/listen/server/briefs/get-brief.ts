import type { Db, Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import { AppError } from "#shared/app-error.ts";
import type { BriefQuestion, SentBrief } from "../../contract/brief.ts";
import { selectMonitors } from "../monitors/monitor-store.ts";
import { withMonitors } from "../monitors/monitor-tables.ts";
import { type BriefMonitor, type BriefSides, readSides } from "./brief-sides.ts";
import { composeBrief } from "./compose-brief.ts";

/**
 * An officer or a chief reads on one page what mattered in a period, why, and what changed; or sees two periods or monitors
 * side by side.
 * @throws AppError `invalid` that names the field at fault, or when there are no monitors
 */
export async function getBrief(
  { db, workspaceId }: Pick<RequestContext, "db" | "workspaceId">,
  question: BriefQuestion,
  { translate }: { translate: Translate },
): Promise<SentBrief> {
  const { language } = question;
  const sides = await findSides(db, workspaceId, question);
  if (sides.now.monitors.length === 0) throw new AppError("invalid", "brief.no_monitors");
  return (await composeBrief(db, workspaceId, { title: null, language, sides, translate })).brief;
}

/** What a question compares; without monitors there is nothing in it. @throws AppError `invalid` */
export async function findSides(
  db: Db | Tx,
  workspaceId: string,
  question: Omit<BriefQuestion, "language">,
): Promise<BriefSides> {
  const monitors = (await selectMonitors(withMonitors(db as Db), workspaceId)).map(
    ({ id, name, kind, state }): BriefMonitor => ({ id, name, kind, isOn: state === "on" }),
  );
  return readSides(question, monitors);
}
