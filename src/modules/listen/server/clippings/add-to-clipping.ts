import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError, invalidField, notFound } from "#shared/app-error.ts";
import { mostClippingItems, type SentClipping } from "../../contract/clipping.ts";
import { openVeil } from "../personal-data/veil.ts";
import { toItem } from "./arrange-mentions.ts";
import { countStories, holdDraft, showClipping, writeDraft } from "./clipping-store.ts";
import { withClippings } from "./clipping-tables.ts";
import { findClipped } from "./gather-mentions.ts";

/**
 * An officer adds a mention to a draft, at the end of a section.
 * @throws AppError `not_found` for a mention that is not the workspace's; `conflict` when it is a line of the draft already
 */
export async function addToClipping(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: { id: string; revision: number; mentionId: string; section: string },
): Promise<SentClipping> {
  const { workspaceId, actor } = context;
  await context.db.transaction().execute(async (tx) => {
    const db = withClippings(tx);
    const row = await holdDraft(db, workspaceId, input.id, input.revision);
    const lead = await findClipped(db, workspaceId, input.mentionId);
    if (!lead) throw notFound("mention");
    const { content } = row;
    if (content.sections.some(({ items }) => items.some(({ leadId }) => leadId === lead.id)))
      throw new AppError("conflict", "clipping.line_there");
    if (countStories(content) >= mostClippingItems)
      throw new AppError("invalid", "clipping.full", { maximum: mostClippingItems });
    if (!content.sections.some(({ key }) => key === input.section))
      throw invalidField("section", "clipping.unknown_line");
    const group = { lead, members: [lead], outlets: 1, storyId: lead.story_id };
    const item = { ...toItem(group, await openVeil(tx, workspaceId), undefined), isAdded: true };
    const sections = content.sections.map((section) =>
      section.key === input.section ? { ...section, items: [...section.items, item] } : section,
    );
    await writeDraft(db, row, { ...content, sections }, actor.name);
    const facts = {
      action: "clipping.line_added",
      subjectKind: "clipping",
      subjectId: row.id,
      details: { name: row.name, mentionId: lead.id },
    };
    await recordAudit(tx, workspaceId, actor, facts, context.now());
  });
  return showClipping(context.db, workspaceId, input.id);
}
