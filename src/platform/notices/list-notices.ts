import { sql } from "kysely";
import { z } from "zod";
import { Notice } from "#platform/contract/notices.ts";
import { AppError } from "#shared/app-error.ts";
import { type Page, readCursor, writeCursor } from "#shared/paging.ts";
import { countUnread, isReadBy, type NoticeReader, noticesFor, readerIdOf } from "./notice-store.ts";

/**
 * Somebody looks what they should know of: what failed, what works again, what waits for them. Newest first.
 * @throws AppError invalid `bad_cursor`
 */
export async function listNotices(
  reader: NoticeReader,
  input: { cursor?: string | undefined; limit: number },
): Promise<Page<Notice> & { unread: number }> {
  let query = noticesFor(reader)
    .selectAll("notice")
    .select(isReadBy(readerIdOf(reader)).as("is_read"))
    .orderBy("notice.at", "desc")
    .orderBy("notice.id", "desc")
    .limit(input.limit + 1);
  if (input.cursor !== undefined) {
    const [at, id] = positionOf(input.cursor);
    query = query.where(
      sql<boolean>`(notice.at, notice.id) < (${new Date(at).toISOString()}::timestamptz, ${id}::uuid)`,
    );
  }
  const rows = await query.execute();
  const items = rows.slice(0, input.limit).map((row) =>
    Notice.parse({
      id: row.id,
      kind: row.kind,
      severity: row.severity,
      values: row.values,
      subject: { kind: row.subject_kind, id: row.subject_id },
      at: row.at.toISOString(),
      isRead: row.is_read,
    }),
  );
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > input.limit && last ? writeCursor([Date.parse(last.at), last.id]) : null,
    unread: await countUnread(reader),
  };
}

function positionOf(cursor: string): [number, string] {
  const parsed = z.tuple([z.number().int(), z.uuid()]).safeParse(readCursor(cursor));
  if (!parsed.success) throw new AppError("invalid", "bad_cursor");
  return parsed.data;
}
