import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import { zones } from "#shared/ids.ts";
import type { BriefEditing, SentBrief } from "../../contract/brief.ts";
import type { BriefEdit } from "../../contract/brief-edit.ts";
import type { SentClipping } from "../../contract/clipping.ts";
import { findOffice } from "../clippings/clipping-plan-store.ts";
import { holdDraft, showClipping, writeDraft } from "../clippings/clipping-store.ts";
import { withClippings } from "../clippings/clipping-tables.ts";
import { mostPoints } from "./choose-points.ts";

/**
 * An officer words points of a brief anew, leaves them out, puts them in another order, or adds a note before it goes. What the
 * machine wrote is kept beside it.
 * @throws AppError `conflict` when it was sent or changed meanwhile; `invalid` when points are missing or foreign
 */
export async function editBrief(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id, revision, points, changes, note }: BriefEdit,
  { translate }: { translate: Translate },
): Promise<SentClipping> {
  const { workspaceId, actor } = context;
  const at = context.now();
  await context.db.transaction().execute(async (tx) => {
    const db = withClippings(tx);
    const row = await holdDraft(db, workspaceId, id, revision);
    const { brief } = row.content;
    if (brief === undefined) throw new AppError("invalid", "brief.is_no_brief");
    const editing = checked(brief, { points, changes, note });
    const { language } = brief;
    const { zone } = await findOffice(tx, workspaceId);
    const say = (key: string, values: Record<string, string> = {}): string =>
      translate(language, `brief.${key}`, values);
    const moment = new Intl.DateTimeFormat(language === "id" ? "id-ID" : "en-GB", {
      timeZone: zone,
      dateStyle: "long",
      timeStyle: "short",
    }).format(at);
    const kept = editing.points.filter(({ isOut }) => !isOut).length;
    const words = {
      edited: say("edited", { name: actor.name, at: `${moment} ${zones[zone]}` }),
      note: say("note"),
      points: kept === mostPoints || brief.kind === "monitors" ? brief.words.points : say("points_fewer"),
    };
    await writeDraft(db, row, { ...row.content, edit: { ...editing, words } }, actor.name);
    const facts = { action: "brief.edited", subjectKind: "clipping", subjectId: id };
    const details = { name: row.name, leftOut: brief.points.length - kept, hasNote: editing.note !== null };
    await recordAudit(tx, workspaceId, actor, { ...facts, details }, at);
  });
  return showClipping(context.db, workspaceId, id);
}

/** Every point and change of the machine stands exactly once in the edit; empty words are none. @throws AppError `invalid` */
function checked(brief: SentBrief, { points, changes, note }: BriefEditing): BriefEditing {
  const isWhole = (given: readonly { at: number }[], made: readonly unknown[]): boolean =>
    given.length === made.length && made.every((_, place) => given.some(({ at }) => at === place));
  if (!isWhole(points, brief.points)) throw invalidField("points", "clipping.missing_line");
  if (!isWhole(changes, brief.changes)) throw invalidField("changes", "clipping.missing_line");
  return {
    points: points.map(({ title, reasons, ...point }) => ({
      ...point,
      title: title || null,
      reasons: reasons || null,
    })),
    changes: changes.map(({ text, ...change }) => ({ ...change, text: text || null })),
    note: note || null,
  };
}
