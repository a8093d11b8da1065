import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import { intent, tone } from "../../contract/analysis.ts";
import type { ShownWords } from "../../contract/personal-data.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import { channelOf, openVeil } from "../personal-data/veil.ts";
import type { CodedTrait } from "./get-agreement.ts";

const labelsOf = { tone: tone.options, intent: intent.options } as const;
/** Draws that meet only what the reader knows, before there is said to be nothing left. */
const mostDraws = 24;

type ToCode = { id: string; outlet: string; publishedAt: string; title: ShownWords; text: ShownWords };
type CodeRow = {
  id: string;
  channel: string;
  outlet: string;
  published_at: Date;
  title: string;
  text: string;
};
type Coder = { workspaceId: string; judgeId: string; trait: CodedTrait };

/**
 * An officer reads blind: a mention without a word on what engine and colleagues said. First come those that a
 * colleague has read blind, so that people can be compared; then any that were analysed, of each of the engine's labels
 * as often, drawn alike from all of them. Asking again without answering gives the same one.
 */
export async function nextToCode(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor">,
  input: { trait: CodedTrait },
): Promise<{ mention: ToCode | null; mine: number; shared: number }> {
  const db = withMentions(context.db);
  const coder = { workspaceId: context.workspaceId, judgeId: context.actor.id ?? "", trait: input.trait };
  const counts = await countCoded(db, coder);
  const row = (await findShared(db, coder)) ?? (await drawNew(db, coder, counts.mine));
  const veil = await openVeil(context.db, context.workspaceId);
  const mention = row && {
    id: row.id,
    outlet: row.outlet,
    publishedAt: row.published_at.toISOString(),
    title: veil(channelOf(row)).words(row.title),
    text: veil(channelOf(row)).words(row.text),
  };
  return { mention: mention ?? null, ...counts };
}

const isBlindReading = ({ workspaceId, trait }: Coder, table: string) => sql`
  ${sql.ref(`${table}.workspace_id`)} = ${workspaceId}::uuid and ${sql.ref(`${table}.trait`)} = ${trait}
    and ${sql.ref(`${table}.is_blind`)} and ${sql.ref(`${table}.undone_at`)} is null`;

/** Mentions, as `mention`, that the coder has not read blind, nor decided about with the engine's word in view. */
const isUnknownTo = (coder: Coder) => sql`
  not exists (select from listen.judgement as own where own.mention_id = mention.id
    and own.workspace_id = mention.workspace_id and own.trait = ${coder.trait} and own.undone_at is null
    and coalesce(own.judge_id, '') = ${coder.judgeId})`;

async function countCoded(db: MentionDb, coder: Coder): Promise<{ mine: number; shared: number }> {
  const { rows } = await sql<{ mine: number; shared: number }>`
    select count(*)::int as mine, count(*) filter (where exists (
      select from listen.judgement as other where other.mention_id = own.mention_id
        and ${isBlindReading(coder, "other")} and other.judge_id is distinct from own.judge_id))::int as shared
    from listen.judgement as own
    where ${isBlindReading(coder, "own")} and coalesce(own.judge_id, '') = ${coder.judgeId}`.execute(db);
  return rows[0] ?? { mine: 0, shared: 0 };
}

async function findShared(db: MentionDb, coder: Coder): Promise<CodeRow | undefined> {
  const { rows } = await sql<CodeRow>`
    select mention.id, mention.channel, mention.outlet, mention.published_at, mention.title, mention.text
    from listen.judgement as other
    join listen.mention as mention on mention.workspace_id = other.workspace_id
      and mention.published_at = other.published_at and mention.id = other.mention_id
    where ${isBlindReading(coder, "other")} and coalesce(other.judge_id, '') <> ${coder.judgeId}
      and ${isUnknownTo(coder)}
    order by other.seq limit 1`.execute(db);
  return rows[0];
}

/** Draws a label, then a month, an hour and a mention in it, each as likely as it has mentions of the label. */
async function drawNew(db: MentionDb, coder: Coder, mine: number): Promise<CodeRow | undefined> {
  for (let draw = 0; draw < mostDraws; draw += 1) {
    const random = randomOf(`${coder.judgeId} ${coder.trait} ${mine} ${draw}`);
    const labels = labelsOf[coder.trait];
    const label = labels[(mine + draw) % labels.length] ?? "unsure";
    const month = await drawSpan(db, coder, { label, grain: "month", within: null, random: random(0) });
    const hour =
      month && (await drawSpan(db, coder, { label, grain: "hour", within: month, random: random(1) }));
    const found = hour && (await drawIn(db, coder, label, hour, random(2)));
    if (found) return found;
  }
  return undefined;
}

type Span = { label: string; grain: "month" | "hour"; within: Date | null; random: number };

async function drawSpan(
  db: MentionDb,
  { workspaceId, trait }: Coder,
  { label, grain, within, random }: Span,
): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date; count: string }>`
    select at, count from listen.mention_trait_count
    where workspace_id = ${workspaceId}::uuid and grain = ${grain} and trait = ${trait} and value = ${label}
      and count > 0
      ${
        within === null
          ? sql``
          : sql`and at >= ${within.toISOString()}::timestamptz
              and at < (${within.toISOString()}::timestamptz at time zone 'UTC' + interval '1 month') at time zone 'UTC'`
      }
    order by at`.execute(db);
  let left = random * rows.reduce((sum, { count }) => sum + Number(count), 0);
  for (const { at, count } of rows) {
    left -= Number(count);
    if (left < 0) return at;
  }
  return undefined;
}

/** Those that people have decided about in the open bear people's labels, not the engine's, and are left out. */
async function drawIn(
  db: MentionDb,
  coder: Coder,
  label: string,
  hour: Date,
  random: number,
): Promise<CodeRow | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from listen.mention as mention
    where workspace_id = ${coder.workspaceId}::uuid and published_at >= ${hour.toISOString()}::timestamptz
      and published_at < ${hour.toISOString()}::timestamptz + interval '1 hour'
      and ${sql.ref(`mention.${coder.trait}`)} = ${label}
      and not (${coder.trait} = any(coalesce(judged, '{}'))) and ${isUnknownTo(coder)}
    order by id`.execute(db);
  const chosen = rows[Math.floor(random * rows.length)];
  if (!chosen) return undefined;
  const found = await sql<CodeRow>`
    select id, channel, outlet, published_at, title, text from listen.mention
    where workspace_id = ${coder.workspaceId}::uuid and id = ${chosen.id}::uuid
      and published_at >= ${hour.toISOString()}::timestamptz
      and published_at < ${hour.toISOString()}::timestamptz + interval '1 hour'`.execute(db);
  return found.rows[0];
}

/** Numbers from 0 up to 1 that follow from a seed. */
function randomOf(seed: string): (draw: number) => number {
  const hash = createHash("sha256").update(seed).digest();
  return (draw) => hash.readUInt32BE(4 * draw) / 2 ** 32;
}
