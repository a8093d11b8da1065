import { type RawBuilder, sql } from "kysely";
import { plainArray } from "./mention-rows.ts";
import { engagementCounts, type PreparedMention } from "./prepare-mention.ts";
import type { MentionDb } from "./tables.ts";

/** Figures that a batch brings for a mention which is there already. */
export type Engagement = ReturnType<typeof engagementCounts> & {
  id: string;
  /** Stored by this very batch, from an earlier draft of it. */
  isFresh: boolean;
};

/**
 * Picks from a batch the figures that are later than those of stored mentions, of several for one mention the last. Only reads;
 * of a batch that is new altogether, not even that.
 */
export async function findNewEngagement(
  tx: MentionDb,
  workspaceId: string,
  batch: { mentions: readonly PreparedMention[]; fresh: ReadonlySet<string>; receivedAt: Date },
): Promise<Engagement[]> {
  const { mentions, fresh, receivedAt } = batch;
  if (mentions.length === fresh.size) return [];
  const last = new Map<string, Engagement>();
  for (const { id, draft } of mentions) {
    const counts = engagementCounts(draft.engagement);
    if (Object.values(counts).some((count) => count !== null))
      last.set(id, { id, isFresh: fresh.has(id), ...counts });
  }
  if (last.size === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select incoming.id from ${incoming([...last.values()])}
    join listen.mention_identity as identity
      on identity.id = incoming.id and identity.workspace_id = ${workspaceId}::uuid
    join listen.mention as mention on mention.workspace_id = identity.workspace_id
      and mention.published_at = identity.published_at and mention.id = identity.id
    where ${isNews(receivedAt)}`.execute(tx);
  return rows.flatMap(({ id }) => last.get(id) ?? []);
}

/**
 * Gives mentions the figures that `findNewEngagement` found, in place and without a version of their own: what is
 * counted changes by the minute, what was said does not. A figure that was not received this time stays as it was. The
 * caller holds the locks of the mentions; figures that came in from elsewhere in the meantime are looked at again.
 */
export async function refreshEngagement(
  tx: MentionDb,
  workspaceId: string,
  engagement: readonly Engagement[],
  receivedAt: Date,
): Promise<void> {
  if (engagement.length === 0) return;
  await sql`
    update listen.mention as mention
    set likes = coalesce(incoming.likes, mention.likes), replies = coalesce(incoming.replies, mention.replies),
      shares = coalesce(incoming.shares, mention.shares), views = coalesce(incoming.views, mention.views),
      engagement_at = ${receivedAt.toISOString()}::timestamptz
    from ${incoming(engagement)}
    join listen.mention_identity as identity
      on identity.id = incoming.id and identity.workspace_id = ${workspaceId}::uuid
    where mention.workspace_id = identity.workspace_id and mention.published_at = identity.published_at
      and mention.id = identity.id and ${isNews(receivedAt)}`.execute(tx);
}

/**
 * Figures from a later receipt, also where they are the same: else an earlier batch that commits late would pass for
 * news. The figures of one batch are of one instant: there the order counts.
 */
const isNews = (receivedAt: Date): RawBuilder<unknown> => sql`
  (incoming.is_fresh or coalesce(mention.engagement_at, mention.received_at) < ${receivedAt.toISOString()}::timestamptz)`;

const incoming = (engagement: readonly Engagement[]): RawBuilder<unknown> => {
  const column = (name: "id" | "likes" | "replies" | "shares" | "views"): string =>
    plainArray(engagement.map((one) => one[name]));
  const isFresh = plainArray(engagement.map((one) => (one.isFresh ? "t" : "f")));
  return sql`unnest(${column("id")}::uuid[], ${isFresh}::boolean[], ${column("likes")}::bigint[],
    ${column("replies")}::bigint[], ${column("shares")}::bigint[], ${column("views")}::bigint[])
    as incoming (id, is_fresh, likes, replies, shares, views)`;
};
