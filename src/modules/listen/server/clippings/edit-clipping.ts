import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { invalidField } from "#shared/app-error.ts";
import type { ClippingEdit, SentClipping } from "../../contract/clipping.ts";
import { holdDraft, showClipping, writeDraft } from "./clipping-store.ts";
import { type KeptContent, withClippings } from "./clipping-tables.ts";

/**
 * An officer leaves lines out of a draft, puts them elsewhere, gives them a title or a comment.
 * @throws AppError `conflict` when it was sent or changed meanwhile; `invalid` when lines are missing or foreign
 */
export async function editClipping(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  edit: ClippingEdit,
): Promise<SentClipping> {
  const { workspaceId, actor } = context;
  await context.db.transaction().execute(async (tx) => {
    const db = withClippings(tx);
    const row = await holdDraft(db, workspaceId, edit.id, edit.revision);
    const content = applyEdit(row.content, edit);
    await writeDraft(db, row, content, actor.name);
    const facts = {
      action: "clipping.edited",
      subjectKind: "clipping",
      subjectId: row.id,
      details: { name: row.name },
    };
    await recordAudit(tx, workspaceId, actor, facts, context.now());
  });
  return showClipping(context.db, workspaceId, edit.id);
}

/** Every line stands exactly once where the edit has it. @throws AppError `invalid` */
export function applyEdit(content: KeptContent, { sections }: Pick<ClippingEdit, "sections">): KeptContent {
  const items = new Map(content.sections.flatMap((section) => section.items.map((item) => [item.id, item])));
  const titles = new Map(content.sections.map(({ key, title }) => [key, title]));
  const edited = sections.map((section, at) => {
    const title = titles.get(section.key);
    titles.delete(section.key);
    if (title === undefined) throw invalidField(`sections.${at}.key`, "clipping.unknown_line");
    return {
      key: section.key,
      title,
      items: section.items.map((line, place) => {
        const item = items.get(line.id);
        items.delete(line.id);
        if (!item) throw invalidField(`sections.${at}.items.${place}.id`, "clipping.unknown_line");
        const { isOut, ownTitle, comment } = line;
        return { ...item, isOut, ownTitle: ownTitle || null, comment: comment || null };
      }),
    };
  });
  if (items.size > 0 || titles.size > 0) throw invalidField("sections", "clipping.missing_line");
  return { ...content, sections: edited };
}
