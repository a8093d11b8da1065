import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";

/** Who reads notices: a person of the workspace, or a key of the API, as itself and within its scopes. */
export type NoticeReader = Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor">;

export const readerIdOf = ({ actor }: Pick<NoticeReader, "actor">): string => actor.id ?? "system";

/** The notices that concern a reader, since they joined. */
export function noticesFor(reader: NoticeReader) {
  const { db, workspaceId, membership } = reader;
  const readerId = readerIdOf(reader);
  return db
    .selectFrom("platform.notice as notice")
    .where("notice.workspace_id", "=", workspaceId)
    .where((eb) =>
      eb.or([
        eb("notice.permission", "in", [...membership.permissions]),
        sql<boolean>`${readerId} = any(notice.user_ids)`,
      ]),
    )
    .where(
      sql<boolean>`notice.at >= coalesce((select joined_at from platform.member as member
        where member.workspace_id = notice.workspace_id and member.user_id::text = ${readerId}), '-infinity')`,
    );
}

/** Whether a reader has seen a notice as it stands now. */
export const isReadBy = (readerId: string) =>
  sql<boolean>`exists (select from platform.notice_read as seen
    where seen.notice_id = notice.id and seen.reader_id = ${readerId})`;

export async function countUnread(reader: NoticeReader): Promise<number> {
  const { count } = await noticesFor(reader)
    .where((eb) => eb.not(isReadBy(readerIdOf(reader))))
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** How long a notice is kept. */
const keptDays = 90;

/** Forgets notices that nobody will look for any more. */
export async function forgetOldNotices(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom("platform.notice")
    .where("at", "<", new Date(now.getTime() - keptDays * 24 * 3600 * 1000))
    .execute();
}
