import { sql } from "kysely";
import { z } from "zod";
import type { Tx } from "#platform/db/database.ts";
import { spikeKind } from "../../contract/events.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import { channelOf, openVeil } from "../personal-data/veil.ts";

/** A spike that an alert tells of, instead of mentions. */
const spikeNews = z.object({
  id: z.string(),
  kind: spikeKind.default("monitor"),
  /** The story or name that spikes, covered; empty for a monitor and the stream. */
  name: z.string().default(""),
  /** The count of which they were told before. */
  grownFrom: z.number().nullable().default(null),
  minutes: z.number(),
  count: z.number(),
  expected: z.number(),
  /** Who carries it, and the words that are new; covered. */
  voices: z.array(z.string()),
  words: z.array(z.string()),
});
export type SpikeNews = z.infer<typeof spikeNews>;

/** One alert as a message tells it. */
const told = z.object({
  id: z.string(),
  level: z.enum(["urgent", "normal"]),
  monitors: z.array(z.string()),
  number: z.number(),
  mentions: z.number(),
  outlets: z.number(),
  totalMentions: z.number(),
  totalOutlets: z.number(),
  negative: z.number(),
  newChannels: z.array(z.string()),
  lead: z
    .object({
      id: z.string(),
      title: z.string(),
      outlet: z.string(),
      channel: z.string(),
      url: z.string().nullable(),
      publishedAt: z.string(),
    })
    .nullable(),
  escalatedFrom: z.string().nullable(),
  spike: spikeNews.nullable().default(null),
});
export type ToldAlert = z.infer<typeof told>;

/** What a message says, whatever the way it goes; words of others are covered. */
export const MessageContent = z.object({
  office: z.string(),
  reason: z.enum(["single", "digest", "held", "flood", "test"]),
  alertCount: z.number(),
  mentionCount: z.number(),
  /** The weightiest of them, at most `mostTold`. */
  alerts: z.array(told),
});
export type MessageContent = z.infer<typeof MessageContent>;

/** Alerts that one message tells in full; the rest are counted. */
export const mostTold = 20;

type Row = Omit<ToldAlert, "lead"> & {
  leadId: string | null;
  title: string | null;
  text: string | null;
  outlet: string | null;
  channel: string | null;
  url: string | null;
  publishedAt: Date | null;
};

/** A headline; the beginning of a text that has none. */
export const headlineOf = (title: string, text: string): string =>
  title !== "" ? title : text.length > 140 ? `${text.slice(0, 139)}…` : text;

/** As it was kept, also by an earlier version. */
export const newsOf = (kept: unknown): SpikeNews | null => (kept === null ? null : spikeNews.parse(kept));

/** Reads alerts as messages and lists tell them: the urgent first, then the largest. */
export async function readTold(
  tx: Tx,
  workspaceId: string,
  alertIds: readonly string[],
  limit = mostTold,
): Promise<ToldAlert[]> {
  const veil = await openVeil(tx, workspaceId);
  const { rows } = await sql<Row>`
    select alert.id, alert.level, alert.number, alert.mentions, alert.outlets, alert.negative,
      alert.total_mentions as "totalMentions", alert.total_outlets as "totalOutlets",
      alert.new_channels as "newChannels", alert.explanation as spike, alert.lead_id as "leadId", giver.name as "escalatedFrom",
      array(select name from listen.monitor where id = any(alert.monitor_ids) order by name_key) as monitors,
      mention.title, left(mention.text, 1000) as text, mention.outlet, mention.channel, mention.url,
      mention.published_at as "publishedAt"
    from listen.alert
    left join auth."user" as giver on giver.id = alert.escalated_from
    left join listen.mention_identity as identity on identity.workspace_id = alert.workspace_id
      and identity.id = alert.lead_id
    left join listen.mention as mention on mention.workspace_id = identity.workspace_id
      and mention.published_at = identity.published_at and mention.id = identity.id
    where alert.workspace_id = ${workspaceId}::uuid and alert.id = any(${plainArray(alertIds)}::uuid[])
    order by alert.level = 'urgent' desc, alert.total_mentions desc, alert.created_at, alert.id limit ${limit}`.execute(
    tx,
  );
  return rows.map(({ leadId, title, text, outlet, channel, url, publishedAt, ...alert }) => {
    if (leadId === null || title === null || channel === null || publishedAt === null || outlet === null)
      return { ...alert, spike: newsOf(alert.spike), lead: null };
    const cover = veil(channelOf({ channel }));
    return {
      ...alert,
      spike: newsOf(alert.spike),
      lead: {
        id: leadId,
        title: cover.words(headlineOf(title, text ?? "")),
        outlet,
        channel,
        url: cover.link(url),
        publishedAt: publishedAt.toISOString(),
      },
    };
  });
}
