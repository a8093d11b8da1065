import { type Selectable, sql } from "kysely";
import { z } from "zod";
import type { RequestContext } from "#platform/http/request-context.ts";
import { signedIn } from "#platform/session/get-me.ts";
import { AppError } from "#shared/app-error.ts";
import { type Page, readCursor, writeCursor } from "#shared/paging.ts";
import type { Alert } from "../../contract/alert.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import { channelOf, openVeil } from "../personal-data/veil.ts";
import { type AlertTable, withAlerts } from "./alert-tables.ts";
import { headlineOf, newsOf } from "./message-content.ts";

type AlertMade = z.input<typeof Alert>;
type Reader = Pick<RequestContext, "db" | "workspaceId" | "principal">;
type Told = AlertMade["told"][number] & { alert_id: string };
type Row = Selectable<AlertTable> & {
  snoozed_until: Date | null;
  monitors: { id: string; name: string }[];
  to_name: string | null;
  from_name: string | null;
  title: string | null;
  text: string | null;
  outlet: string | null;
  channel: string | null;
  url: string | null;
  published_at: Date | null;
  story_id: string | null;
};

/**
 * Somebody looks at what they were told of, and what is held back for them, newest first.
 * @throws AppError invalid `bad_cursor`
 */
export async function listAlerts(
  context: Reader,
  input: { cursor?: string | undefined; limit: number; isUnread?: boolean | undefined },
): Promise<Page<AlertMade> & { unread: number }> {
  const { db, workspaceId } = context;
  const { userId } = signedIn(context);
  const cursor = input.cursor === undefined ? undefined : positionOf(input.cursor);
  const { rows } = await sql<Row>`
    select alert.*, thread.snoozed_until, receiver.name as to_name, giver.name as from_name, mention.title,
      left(mention.text, 1000) as text, mention.outlet, mention.channel, mention.url, mention.published_at,
      case when story.member_count > 1 then story.id end as story_id,
      array(select json_build_object('id', id, 'name', name) from listen.monitor
        where id = any(alert.monitor_ids) order by name_key) as monitors
    from (
      select * from listen.alert
      where workspace_id = ${workspaceId}::uuid and user_id = ${userId}::uuid
        ${input.isUnread === true ? sql`and read_at is null` : sql``}
        ${cursor ? sql`and (created_at, id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql``}
      order by created_at desc, id desc limit ${input.limit + 1}) as alert
    join listen.alert_thread as thread on thread.id = alert.thread_id
    left join auth."user" as receiver on receiver.id = alert.escalated_to
    left join auth."user" as giver on giver.id = alert.escalated_from
    left join listen.mention_identity as identity on identity.workspace_id = alert.workspace_id
      and identity.id = alert.lead_id
    left join listen.mention as mention on mention.workspace_id = identity.workspace_id
      and mention.published_at = identity.published_at and mention.id = identity.id
    left join listen.story_member as placed on placed.workspace_id = mention.workspace_id
      and placed.mention_id = mention.id
    left join listen.story as story on story.workspace_id = placed.workspace_id and story.id = placed.story_id
    order by alert.created_at desc, alert.id desc`.execute(db);
  const shown = rows.slice(0, input.limit);
  const told = Map.groupBy(
    await readTargets(
      context,
      shown.map(({ id }) => id),
    ),
    ({ alert_id }) => alert_id,
  );
  const veil = await openVeil(db, workspaceId);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      ...factsOf(row),
      lead: leadOf(row, veil),
      spike: spikeOf(row, veil),
      told: (told.get(row.id) ?? []).map(({ by, state }) => ({ by, state })),
    })),
    nextCursor:
      rows.length > input.limit && last ? writeCursor([last.created_at.toISOString(), last.id]) : null,
    unread: await countUnreadAlerts(context),
  };
}

function factsOf(row: Row): Omit<AlertMade, "lead" | "told" | "spike"> {
  return {
    id: row.id,
    level: row.level,
    pace: row.pace,
    monitors: row.monitors,
    number: row.number,
    mentions: row.mentions,
    outlets: row.outlets,
    totalMentions: row.total_mentions,
    totalOutlets: row.total_outlets,
    negative: row.negative,
    newChannels: row.new_channels.map((channel) => channelOf({ channel })),
    storyId: row.story_id,
    at: row.created_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    escalatedTo: row.to_name,
    escalatedFrom: row.from_name,
  };
}

function leadOf(row: Row, veil: Awaited<ReturnType<typeof openVeil>>): AlertMade["lead"] {
  if (row.lead_id === null || row.channel === null || row.outlet === null || row.published_at === null)
    return null;
  const channel = channelOf({ channel: row.channel });
  const cover = veil(channel);
  return {
    id: row.lead_id,
    title: cover.words(headlineOf(row.title ?? "", row.text ?? "")),
    outlet: row.outlet,
    channel,
    url: cover.link(row.url),
    publishedAt: row.published_at.toISOString(),
  };
}

/** Words of others are covered once more, by the rules of today. */
function spikeOf({ explanation }: Row, veil: Awaited<ReturnType<typeof openVeil>>): AlertMade["spike"] {
  const news = newsOf(explanation);
  if (news === null) return null;
  const { words } = veil(null);
  return {
    ...news,
    name: words(news.name),
    voices: news.voices.map((voice) => words(voice)),
    words: news.words.map((word) => words(word)),
  };
}

/** By which ways alerts were told, or wait to be. */
async function readTargets({ db }: Pick<Reader, "db">, alertIds: readonly string[]): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select target.alert_id, coalesce(receiver.name, target.target) as by,
      case when message.id is null then 'held' when message.state = 'sending' then 'waiting'
        else message.state end as state
    from listen.alert_target as target
    left join listen.alert_message as message on message.id = target.message_id
    left join listen.alert_receiver as receiver on receiver.id::text = target.target
    where target.alert_id = any(${plainArray(alertIds)}::uuid[])
    order by target.target = 'desk' desc, target.target = 'mail' desc, by`.execute(db);
  return rows;
}

export async function countUnreadAlerts(context: Reader): Promise<number> {
  const { count } = await withAlerts(context.db)
    .selectFrom("listen.alert")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .where("workspace_id", "=", context.workspaceId)
    .where("user_id", "=", signedIn(context).userId)
    .where("read_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

function positionOf(cursor: string): { at: string; id: string } {
  const parsed = z.tuple([z.iso.datetime(), z.uuid()]).safeParse(readCursor(cursor));
  if (!parsed.success) throw new AppError("invalid", "bad_cursor");
  return { at: parsed.data[0], id: parsed.data[1] };
}
