import { sql } from "kysely";
import { z } from "zod";
import type { RequestContext } from "#platform/http/request-context.ts";
import { signedIn } from "#platform/session/get-me.ts";
import { AppError } from "#shared/app-error.ts";
import { type Page, readCursor, writeCursor } from "#shared/paging.ts";
import type { AlertMessage } from "../../contract/alert.ts";

type Row = Omit<AlertMessage, "createdAt" | "sentAt" | "nextTryAt"> & {
  createdAt: Date;
  sentAt: Date | null;
  nextTryAt: Date;
};

/**
 * Somebody looks at what was sent to them outside the desk, and at every attempt, newest first. Kept for thirty days.
 * @throws AppError invalid `bad_cursor`
 */
export async function listAlertMessages(
  context: Pick<RequestContext, "db" | "workspaceId" | "principal">,
  input: { cursor?: string | undefined; limit: number; receiverId?: string | undefined },
): Promise<Page<AlertMessage>> {
  const cursor = input.cursor === undefined ? undefined : positionOf(input.cursor);
  const { rows } = await sql<Row>`
    select message.id, coalesce(receiver.name, '') as "receiverName", coalesce(receiver.kind, 'mail') as kind, reason,
      alerts, mentions, state, message.created_at as "createdAt", sent_at as "sentAt", next_try_at as "nextTryAt",
      array(select json_build_object('at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'tookMs', took_ms, 'status', status, 'error', error)
        from listen.alert_attempt where message_id = message.id order by seq desc limit 20) as attempts
    from listen.alert_message as message
    left join listen.alert_receiver as receiver on receiver.id::text = message.target
    where message.workspace_id = ${context.workspaceId}::uuid and message.user_id = ${signedIn(context).userId}::uuid
      and target <> 'desk' ${input.receiverId === undefined ? sql`` : sql`and target = ${input.receiverId}`}
      ${cursor ? sql`and (message.created_at, message.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by message.created_at desc, message.id desc limit ${input.limit + 1}`.execute(context.db);
  const items = rows.slice(0, input.limit).map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    nextTryAt: row.state === "waiting" ? row.nextTryAt.toISOString() : null,
  }));
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > input.limit && last ? writeCursor([last.createdAt, last.id]) : null,
  };
}

function positionOf(cursor: string): [string, string] {
  const parsed = z.tuple([z.iso.datetime(), z.uuid()]).safeParse(readCursor(cursor));
  if (!parsed.success) throw new AppError("invalid", "bad_cursor");
  return parsed.data;
}
