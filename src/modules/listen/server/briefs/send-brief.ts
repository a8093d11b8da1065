import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import type { BriefQuestion } from "../../contract/brief.ts";
import { ClippingSettings } from "../../contract/clipping.ts";
import { findAddresses } from "../clippings/clipping-plan-store.ts";
import { findClipping } from "../clippings/clipping-store.ts";
import { withClippings } from "../clippings/clipping-tables.ts";
import { queueMails } from "../clippings/send-clipping.ts";
import { composeBrief } from "./compose-brief.ts";
import { findSides } from "./get-brief.ts";

type SendOrder = BriefQuestion & {
  name: string;
  receiverIds: string[];
  addresses: string[];
  isDraft?: boolean | undefined;
};

/**
 * An officer sends a brief by mail, or has it kept as a draft to be edited and sent. It is kept as it was sent, beside the clippings.
 * @throws AppError `invalid` that names the field at fault, or when nobody is to get it
 */
export async function sendBrief(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { name, receiverIds, addresses, isDraft = false, ...question }: SendOrder,
  { translate }: { translate: Translate },
): Promise<{ id: string }> {
  const { workspaceId, actor } = context;
  const at = context.now();
  const { language } = question;
  return context.db.transaction().execute(async (tx) => {
    const sides = await findSides(tx, workspaceId, question);
    const members = await findAddresses(tx, workspaceId, receiverIds);
    const stranger = receiverIds.findIndex((id) => !members.has(id));
    if (stranger >= 0) throw invalidField(`receiverIds.${stranger}`, "monitor.no_member");
    const content = await composeBrief(tx, workspaceId, { title: name, language, sides, translate });
    const monitorIds = sides.now.monitors.map(({ id }) => id);
    const settings = { name, form: "brief", monitorIds, language, receiverIds, addresses, state: "paused" };
    const id = randomUUID();
    await withClippings(tx)
      .insertInto("listen.clipping")
      .values({
        id,
        workspace_id: workspaceId,
        plan_id: null,
        settings: JSON.stringify(ClippingSettings.parse(settings)),
        due_at: null,
        name,
        from_at: sides.now.from,
        until_at: sides.now.until,
        made_at: at,
        state: "draft",
        revision: 1,
        send_at: null,
        content: JSON.stringify(content),
      })
      .execute();
    const draft = await findClipping(withClippings(tx), workspaceId, id);
    const receivers = isDraft ? 0 : await queueMails(tx, draft, at);
    if (receivers === 0 && !isDraft) throw new AppError("invalid", "clipping.nobody");
    const facts = {
      action: isDraft ? "brief.drafted" : "brief.sent",
      subjectKind: "clipping",
      subjectId: id,
      details: isDraft ? { name } : { name, receivers },
    };
    await recordAudit(tx, workspaceId, actor, facts, at);
    return { id };
  });
}
