import { z } from "zod";
import { named, type SubjectNames } from "#platform/audit/name-subjects.ts";
import { type AnyJobKind, defineJob } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";
import type { PublishParts } from "./server/parts.ts";
import { withPublish } from "./server/publish-tables.ts";
import { createPublishRouter } from "./server/routes.ts";
import { expireApprovals } from "./server/variants/approvals.ts";
import { statementSubscriptions } from "./server/variants/follow-statement.ts";

/** What a draft and a variant of it are called in the audit log. */
const auditSubjects: SubjectNames = {
  draft: async (db, workspaceId, ids) =>
    named(
      await withPublish(db)
        .selectFrom("publish.draft")
        .select(["id", "title as name"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "in", [...ids])
        .execute(),
    ),
  variant: async (db, workspaceId, ids) =>
    named(
      await withPublish(db)
        .selectFrom("publish.variant as variant")
        .innerJoin("publish.draft as draft", "draft.id", "variant.draft_id")
        .select(["variant.id", "draft.title as name"])
        .where("variant.workspace_id", "=", workspaceId)
        .where("variant.id", "in", [...ids])
        .execute(),
    ),
};

/** What the module gives the composition root. */
export function createPublish(parts: PublishParts & { log: Logger }) {
  const jobs: AnyJobKind[] = [
    defineJob({
      name: "publish.expire-approvals",
      payload: z.object({}),
      cron: "*/10 * * * *",
      run: async () => {
        await expireApprovals(parts);
      },
    }),
  ];
  return {
    router: createPublishRouter(parts, parts.log),
    jobs,
    subscriptions: statementSubscriptions(parts),
    auditSubjects,
  };
}
