import type { RequestContext } from "#platform/http/request-context.ts";
import { countUnread, type NoticeReader, noticesFor, readerIdOf } from "./notice-store.ts";

/** Somebody has seen notices, for themselves alone. Those that do not concern them are left out. */
export async function markNoticesRead(
  { db, workspaceId, membership, actor, now }: NoticeReader & Pick<RequestContext, "now">,
  { ids }: { ids: readonly string[] },
): Promise<{ unread: number }> {
  return db.transaction().execute(async (tx) => {
    const reader: NoticeReader = { db: tx, workspaceId, membership, actor };
    const concerned = await noticesFor(reader)
      .select("notice.id")
      .where("notice.id", "in", [...new Set(ids)])
      .orderBy("notice.id")
      // A notice that is withdrawn or renewed at this moment waits, and is then gone or unread again.
      .forShare()
      .execute();
    const seen = { reader_id: readerIdOf(reader), read_at: now() };
    if (concerned.length > 0)
      await tx
        .insertInto("platform.notice_read")
        .values(concerned.map(({ id }) => ({ notice_id: id, ...seen })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    return { unread: await countUnread(reader) };
  });
}
