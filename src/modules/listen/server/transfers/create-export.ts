import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Export } from "../../contract/exports.ts";
import { withMentions } from "../mentions/tables.ts";
import { requirePersonal } from "../personal-data/require-personal.ts";
import { readMentionQuery } from "../search/mention-query.ts";
import { findExport, insertExport } from "./export-store.ts";
import { exportView } from "./export-view.ts";
import type { TransferServices } from "./import-parts.ts";
import { queueExport } from "./import-queue.ts";

/**
 * An officer asks for everything a query finds as a file. What arrives after the asking is not in it.
 * @throws AppError `invalid` for a query with mistakes, `forbidden` for personal data without the right to see it
 */
export async function createExport(
  context: RequestContext,
  { q, format, isPlain }: { q: string; format: Export["format"]; isPlain: boolean },
  { jobs, translate }: Pick<TransferServices, "jobs" | "translate">,
): Promise<Export> {
  const { db, workspaceId, actor, locale } = context;
  if (isPlain) requirePersonal(context.membership);
  const createdAt = context.now();
  const clock = { now: createdAt, zone: context.membership.zone };
  await readMentionQuery(withMentions(db), workspaceId, q, clock);
  const exportId = randomUUID();
  await db.transaction().execute(async (tx) => {
    const fresh = {
      id: exportId,
      q,
      format,
      isPlain,
      locale,
      createdAt,
      createdBy: actor.id,
      createdByName: actor.name,
    };
    await insertExport(tx, workspaceId, fresh);
    await queueExport(jobs, { workspaceId, exportId }, tx);
    const facts = {
      action: "export.created",
      subjectKind: "export",
      subjectId: exportId,
      details: { q, format, isPlain },
    };
    await recordAudit(tx, workspaceId, actor, facts, createdAt);
  });
  return exportView(await findExport(db, workspaceId, exportId), context, translate);
}
