import { randomUUID } from "node:crypto";
import type { NoticeSeverity } from "#platform/contract/notices.ts";
import type { Tx } from "#platform/db/database.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import type { Permission } from "#shared/permissions.ts";

export type NewNotice = {
  /** What happened, as `module.what`; the module's `noticeOf` says it in words. */
  kind: string;
  severity: NoticeSeverity;
  /** What the words speak of: names, numbers, keys of further words. Never a citizen's text. */
  values: Readonly<Record<string, string | number>>;
  /** What it is about, so that the module's pages can lead there. */
  subject: { kind: string; id: string };
  /**
   * What goes on, within the workspace: `source:<id>`. A later notice of one thread takes the place of the earlier and
   * is unread again, so that people see how things stand and not how often they changed. Personal notices name the
   * person in it.
   */
  thread: string;
  /** Whom it concerns: everybody here who holds a permission, or these people. */
  audience: { permission: Permission } | { userIds: readonly string[] };
};

/**
 * Lets people know of something, in the transaction that makes it so: it stands in their bell until it is ninety days
 * old, and open screens show it at once. The one way for every module to reach people inside the desk. Call it when
 * something begins or ends, not each time it is still so.
 */
export async function notify(tx: Tx, workspaceId: string, notice: NewNotice, at: Date): Promise<void> {
  const { audience, subject } = notice;
  const said = {
    kind: notice.kind,
    severity: notice.severity,
    values: JSON.stringify(notice.values),
    subject_kind: subject.kind,
    subject_id: subject.id,
    at,
    permission: "permission" in audience ? audience.permission : null,
    user_ids: "userIds" in audience ? [...audience.userIds] : null,
  };
  const { id } = await tx
    .insertInto("platform.notice")
    .values({ id: randomUUID(), workspace_id: workspaceId, thread: notice.thread, ...said })
    .onConflict((conflict) => conflict.columns(["workspace_id", "thread"]).doUpdateSet(said))
    .returning("id")
    .executeTakeFirstOrThrow();
  await tx.deleteFrom("platform.notice_read").where("notice_id", "=", id).execute();
  await announceLive(tx, workspaceId, { type: "notices" });
}

/** Takes a thread back: what it was about is no more. */
export async function withdrawNotice(tx: Tx, workspaceId: string, thread: string): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom("platform.notice")
    .where("workspace_id", "=", workspaceId)
    .where("thread", "=", thread)
    .executeTakeFirst();
  if (numDeletedRows > 0n) await announceLive(tx, workspaceId, { type: "notices" });
}
