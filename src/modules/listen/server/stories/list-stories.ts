import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { SentStory } from "../../contract/story.ts";
import { openVeil } from "../personal-data/veil.ts";
import { beforeHours, courseOf, lateHours } from "./story-course.ts";
import { type StoryDb, type StoryRow, withStories } from "./story-tables.ts";
import { type TitleRow, titleColumns, titleJoin, titleOf } from "./story-titles.ts";

const parts = 28;

type ListInput = {
  from: string;
  until: string;
  words: string;
  sort: "size" | "growth" | "newest";
  limit: number;
  skip: number;
};
type Row = StoryRow & TitleRow & { in_period: number };
type Figures = {
  story_id: string;
  curve: number[];
  late: number;
  before: number;
  negative: number;
  neutral: number;
  positive: number;
  unsure: number;
};

/** An officer sees which events the period was about, how large each is, in what tone, and whether it grows or fades. */
export async function listStories(
  context: Pick<RequestContext, "db" | "workspaceId" | "now">,
  input: ListInput,
): Promise<{
  items: SentStory[];
  nextSkip: number | null;
  alone: number;
  waiting: number;
  latestAt: string | null;
}> {
  const db = withStories(context.db);
  const { workspaceId } = context;
  const rows = await readStories(db, workspaceId, input);
  const shown = rows.slice(0, input.limit);
  const until = new Date(input.until);
  const at = until < context.now() ? until : context.now();
  const figures = await readFigures(
    db,
    workspaceId,
    shown.map(({ id }) => id),
    input,
    at,
  );
  const veil = await openVeil(context.db, workspaceId);
  return {
    items: shown.map((row): SentStory => {
      const own = figures.get(row.id);
      const { negative = 0, neutral = 0, positive = 0, unsure = 0 } = own ?? {};
      return {
        id: row.id,
        title: titleOf(row, veil),
        isNamed: row.name !== null,
        firstAt: row.first_at.toISOString(),
        lastAt: row.last_at.toISOString(),
        mentions: row.member_count,
        press: row.press_count,
        outlets: row.outlet_count,
        inPeriod: row.in_period,
        tones: { negative, neutral, positive, unsure },
        curve: own?.curve ?? Array.from({ length: parts }, () => 0),
        course: courseOf(
          { firstAt: row.first_at, lastAt: row.last_at, late: own?.late ?? 0, before: own?.before ?? 0 },
          at,
        ),
      };
    }),
    nextSkip: rows.length > input.limit ? input.skip + input.limit : null,
    ...(await countOthers(db, workspaceId, input)),
  };
}

async function readStories(db: StoryDb, workspaceId: string, input: ListInput): Promise<Row[]> {
  const orders = {
    size: sql`in_period desc, story.last_at desc`,
    // More in the later half than in the earlier one, weighed by how many there are.
    growth: sql`(late - (in_period - late))::float / sqrt(in_period) desc, in_period desc`,
    newest: sql`story.first_at desc`,
  };
  const middle = new Date((Date.parse(input.from) + Date.parse(input.until)) / 2).toISOString();
  const like = `%${input.words.replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<Row>`
    with counted as (
      select story_id, count(*)::int as in_period,
        count(*) filter (where published_at >= ${middle}::timestamptz)::int as late
      from listen.story_member where workspace_id = ${workspaceId}::uuid
        and published_at >= ${input.from}::timestamptz and published_at < ${input.until}::timestamptz
      group by story_id
    )
    select story.*, counted.in_period, ${titleColumns}
    from counted join listen.story as story on story.workspace_id = ${workspaceId}::uuid and story.id = counted.story_id
    ${titleJoin}
    where (story.member_count > 1 or story.name is not null)
      and (${input.words} = '' or coalesce(story.name, lead.title) ilike ${like})
    order by ${orders[input.sort]}, story.id limit ${input.limit + 1} offset ${input.skip}`.execute(db);
  return rows;
}

async function readFigures(
  db: StoryDb,
  workspaceId: string,
  ids: readonly string[],
  { from, until }: ListInput,
  at: Date,
): Promise<Map<string, Figures>> {
  if (ids.length === 0) return new Map();
  const ago = (hours: number): string => new Date(at.getTime() - hours * 3_600_000).toISOString();
  const { rows } = await sql<Omit<Figures, "curve"> & { part: number; inside: number }>`
    select member.story_id,
      width_bucket(extract(epoch from member.published_at), extract(epoch from ${from}::timestamptz),
        extract(epoch from ${until}::timestamptz), ${parts}) as part,
      count(*)::int as inside,
      count(*) filter (where member.published_at > ${ago(lateHours)}::timestamptz)::int as late,
      count(*) filter (where member.published_at <= ${ago(lateHours)}::timestamptz
        and member.published_at > ${ago(lateHours + beforeHours)}::timestamptz)::int as before,
      count(*) filter (where tone = 'negative')::int as negative,
      count(*) filter (where tone = 'neutral')::int as neutral,
      count(*) filter (where tone = 'positive')::int as positive,
      count(*) filter (where tone = 'unsure')::int as unsure
    from listen.story_member as member
    join listen.mention as mention on mention.workspace_id = member.workspace_id
      and mention.published_at = member.published_at and mention.id = member.mention_id
    where member.workspace_id = ${workspaceId}::uuid and member.story_id = any(${[...ids]}::uuid[])
      and member.published_at < ${until}::timestamptz
    group by 1, 2`.execute(db);
  const figures = new Map<string, Figures>();
  for (const row of rows) {
    const own = figures.get(row.story_id) ?? {
      story_id: row.story_id,
      curve: Array.from({ length: parts }, () => 0),
      late: 0,
      before: 0,
      negative: 0,
      neutral: 0,
      positive: 0,
      unsure: 0,
    };
    if (row.part >= 1 && row.part <= parts) own.curve[row.part - 1] = row.inside;
    for (const key of ["late", "before", "negative", "neutral", "positive", "unsure"] as const)
      own[key] += row[key];
    figures.set(row.story_id, own);
  }
  return figures;
}

async function countOthers(
  db: StoryDb,
  workspaceId: string,
  { from, until }: ListInput,
): Promise<{ alone: number; waiting: number; latestAt: string | null }> {
  const { rows } = await sql<{ alone: number; waiting: number; latest: Date | null }>`
    select
      (select count(*)::int from listen.story_member as member
        join listen.story as story on story.workspace_id = member.workspace_id and story.id = member.story_id
        where member.workspace_id = ${workspaceId}::uuid and member.published_at >= ${from}::timestamptz
          and member.published_at < ${until}::timestamptz and story.member_count = 1) as alone,
      (select coalesce(sum(cardinality(mention_ids)), 0)::int from listen.story_queue
        where workspace_id = ${workspaceId}::uuid) as waiting,
      (select max(last_at) from listen.story
        where workspace_id = ${workspaceId}::uuid and member_count > 1) as latest`.execute(db);
  const { alone = 0, waiting = 0, latest = null } = rows[0] ?? {};
  return { alone, waiting, latestAt: latest?.toISOString() ?? null };
}
