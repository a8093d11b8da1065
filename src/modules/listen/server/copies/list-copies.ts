import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import type { SentCopy, SentCopyJudgement } from "../../contract/copies.ts";
import type { CopyCount } from "../../contract/copy-count.ts";
import { timePrecision } from "../../contract/mentions.ts";
import { channelOf, openVeil, type Veil } from "../personal-data/veil.ts";
import { type CopyDb, type CopyGroupTable, type CopyMemberTable, withCopies } from "./copy-tables.ts";

/** More copies than anyone reads one by one. */
const mostListed = 200;

export type CopyList = {
  count: CopyCount | null;
  items: SentCopy[];
  judgements: SentCopyJudgement[];
  isWaiting: boolean;
};

/**
 * An officer sees where a text began and who took it over, in which order and how much later, and what colleagues decided
 * about whether it is a copy.
 * @throws AppError `not_found` for a mention that is not the workspace's
 */
export async function listCopies(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor">,
  input: { id: string },
): Promise<CopyList> {
  const db = withCopies(context.db);
  const { workspaceId } = context;
  const veil = await openVeil(context.db, workspaceId);
  const { rows } = await sql<
    (CopyGroupTable | { [Column in keyof CopyGroupTable]: null }) & { is_waiting: boolean }
  >`
    select copies.*,
      exists (select from listen.copy_queue as waiting where waiting.workspace_id = identity.workspace_id
        and identity.id = any(waiting.mention_ids)) as is_waiting
    from listen.mention_identity as identity
    left join listen.copy_member as member
      on member.workspace_id = identity.workspace_id and member.mention_id = identity.id
    left join listen.copy_group as copies
      on copies.workspace_id = member.workspace_id and copies.id = member.group_id
    where identity.workspace_id = ${workspaceId}::uuid and identity.id = ${input.id}::uuid`.execute(db);
  const [found] = rows;
  if (!found) throw notFound("mention");
  return {
    count: found.id === null ? null : toCopyCount(found),
    items: found.id === null ? [] : await readItems(db, workspaceId, found, veil),
    judgements: await readJudgements(db, workspaceId, input.id, context.actor.id, veil),
    isWaiting: found.is_waiting,
  };
}

/** A group as lists show it. */
export const toCopyCount = (
  group: Pick<
    CopyGroupTable,
    "id" | "member_count" | "outlet_count" | "first_id" | "first_outlet" | "first_published_at"
  >,
): CopyCount => ({
  groupId: group.id,
  mentions: group.member_count,
  outlets: group.outlet_count,
  first: {
    id: group.first_id,
    outlet: group.first_outlet,
    publishedAt: group.first_published_at.toISOString(),
  },
});

async function readItems(
  db: CopyDb,
  workspaceId: string,
  group: { id: string; first_published_at: Date },
  veil: Veil,
): Promise<SentCopy[]> {
  const { rows } = await sql<
    Pick<CopyMemberTable, "mention_id" | "kind" | "similarity" | "like_id"> & {
      channel: string;
      outlet: string;
      author: string | null;
      title: string;
      beginning: string;
      url: string | null;
      published_at: Date;
      time_precision: string;
      is_gone: boolean;
    }
  >`
    select member.mention_id, member.kind, member.similarity, member.like_id, mention.channel, mention.outlet,
      mention.author, mention.title, left(mention.text, 160) as beginning, mention.url, mention.published_at,
      mention.time_precision, mention.gone_at is not null as is_gone
    from listen.copy_member as member
    join listen.mention as mention on mention.workspace_id = member.workspace_id
      and mention.published_at = member.published_at and mention.id = member.mention_id
    where member.workspace_id = ${workspaceId}::uuid and member.group_id = ${group.id}::uuid
    order by member.ordered_at, member.mention_id limit ${mostListed}`.execute(db);
  const began = rows[0]?.published_at ?? group.first_published_at;
  return rows.map((row) => {
    const of = channelOf(row);
    const cover = veil(of);
    return {
      id: row.mention_id,
      channel: of,
      outlet: row.outlet,
      author: row.author === null ? null : cover.words(row.author),
      title: cover.words(row.title === "" ? row.beginning.toWellFormed() : row.title),
      url: cover.link(row.url),
      publishedAt: row.published_at.toISOString(),
      timePrecision: timePrecision.parse(row.time_precision),
      lagSeconds: Math.max(0, Math.round((row.published_at.getTime() - began.getTime()) / 1000)),
      kind: row.kind,
      similarity: row.similarity,
      likeId: row.like_id,
      isGone: row.is_gone,
    };
  });
}

async function readJudgements(
  db: CopyDb,
  workspaceId: string,
  mentionId: string,
  readerId: string | null,
  veil: Veil,
): Promise<SentCopyJudgement[]> {
  const { rows } = await sql<{
    id: string;
    verdict: "apart" | "joined";
    reason: string | null;
    judge_id: string | null;
    judge_name: string;
    judged_at: Date;
    undone_at: Date | null;
    target_id: string;
    outlet: string | null;
    channel: string | null;
    title: string | null;
  }>`
    select judgement.id, verdict, reason, judge_id, judge_name, judged_at, undone_at, target_id,
      target.outlet, target.channel,
      case when target.title = '' then left(target.text, 160) else target.title end as title
    from listen.copy_judgement as judgement
    left join listen.mention_identity as identity
      on identity.id = judgement.target_id and identity.workspace_id = judgement.workspace_id
    left join listen.mention as target on target.workspace_id = identity.workspace_id
      and target.published_at = identity.published_at and target.id = identity.id
    where judgement.workspace_id = ${workspaceId}::uuid and judgement.mention_id = ${mentionId}::uuid
    order by judgement.seq desc limit 50`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    verdict: row.verdict,
    target:
      row.outlet === null || row.channel === null
        ? null
        : {
            id: row.target_id,
            outlet: row.outlet,
            title: veil(channelOf({ channel: row.channel })).words((row.title ?? "").toWellFormed()),
          },
    reason: row.reason === null ? null : veil(null).words(row.reason),
    judgeName: row.judge_name,
    isMine: row.judge_id !== null && row.judge_id === readerId,
    judgedAt: row.judged_at.toISOString(),
    isUndone: row.undone_at !== null,
  }));
}
