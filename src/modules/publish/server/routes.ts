import { implement } from "@orpc/server";
import { guardOperations } from "#platform/http/guard-operations.ts";
import type { IncomingRequest } from "#platform/http/incoming-request.ts";
import type { Logger } from "#platform/log/logger.ts";
import { publishContract } from "../contract/index.ts";
import { checkContent } from "./checks/check-content.ts";
import { overrideFinding } from "./checks/override-finding.ts";
import { createDraft } from "./drafts/create-draft.ts";
import { readDraft } from "./drafts/draft-store.ts";
import { listDrafts } from "./drafts/list-drafts.ts";
import { removeDraft } from "./drafts/remove-draft.ts";
import { updateDraft } from "./drafts/update-draft.ts";
import type { PublishParts } from "./parts.ts";
import { approveVariant, refuseVariant, submitVariant, takeBackVariant } from "./variants/approvals.ts";
import { addVariant, listVersions, removeVariant, reopenVariant, updateVariant } from "./variants/changes.ts";
import { scheduleVariant, withdrawVariant } from "./variants/schedule-variant.ts";

/** Joins the operations on what is going to be said to their contracts. */
export function createPublishRouter(parts: PublishParts, log: Logger) {
  const api = implement(publishContract).$context<IncomingRequest>().use(guardOperations(log));
  return api.router({
    listDrafts: api.listDrafts.handler(({ context, input }) => listDrafts(context, input, parts)),
    createDraft: api.createDraft.handler(({ context, input }) => createDraft(context, input, parts)),
    getDraft: api.getDraft.handler(({ context, input }) =>
      readDraft(
        context.db,
        context.workspaceId,
        { actor: context.actor, speaking: parts.speaking },
        input.id,
      ),
    ),
    updateDraft: api.updateDraft.handler(({ context, input }) => updateDraft(context, input, parts)),
    removeDraft: api.removeDraft.handler(({ context, input }) => removeDraft(context, input)),
    addVariant: api.addVariant.handler(({ context, input }) => addVariant(context, input, parts)),
    updateVariant: api.updateVariant.handler(({ context, input }) => updateVariant(context, input, parts)),
    removeVariant: api.removeVariant.handler(({ context, input }) => removeVariant(context, input)),
    listVersions: api.listVersions.handler(({ context, input }) => listVersions(context, input)),
    submitVariant: api.submitVariant.handler(({ context, input }) => submitVariant(context, input, parts)),
    takeBackVariant: api.takeBackVariant.handler(({ context, input }) =>
      takeBackVariant(context, input, parts),
    ),
    approveVariant: api.approveVariant.handler(({ context, input }) => approveVariant(context, input, parts)),
    refuseVariant: api.refuseVariant.handler(({ context, input }) => refuseVariant(context, input, parts)),
    scheduleVariant: api.scheduleVariant.handler(({ context, input }) =>
      scheduleVariant(context, input, parts),
    ),
    withdrawVariant: api.withdrawVariant.handler(({ context, input }) =>
      withdrawVariant(context, input, parts),
    ),
    reopenVariant: api.reopenVariant.handler(({ context, input }) => reopenVariant(context, input, parts)),
    checkContent: api.checkContent.handler(({ context, input }) => checkContent(context, input, parts)),
    overrideFinding: api.overrideFinding.handler(({ context, input }) => overrideFinding(context, input)),
  });
}
