import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import { describeStory } from "#text/stories/describe-story.ts";
import { type StoryVoice, traceStory } from "#text/stories/trace-story.ts";
import { whatIsNew } from "#text/stories/what-is-new.ts";
import type { SentStoryDetail } from "../../contract/story.ts";
import { channelOf, openVeil, type Veil } from "../personal-data/veil.ts";
import { findStory } from "./judge-story.ts";
import { listStoryDecisions } from "./list-story-decisions.ts";
import { evenlyChosen, readStoryMembers, readStoryTexts, type StoryMemberRow } from "./read-story-members.ts";
import { beforeHours, courseOf, lateHours } from "./story-course.ts";
import { storyCurve } from "./story-curve.ts";
import { type StoryDb, withStories } from "./story-tables.ts";
import { type TitleRow, titleColumns, titleJoin, titleOf } from "./story-titles.ts";
import { type StoryReader, toStoryText } from "./story-window.ts";

/** Phrases, summary and phases are read from so many mentions. */
const looked = 160;
const mostLines = 24;
const mostVoices = 40;
const dayMs = 86_400_000;
const hourMs = 3_600_000;

/**
 * An officer opens a story: what it is about in its own sentences, how it went on, who speaks in it and where it began.
 * @throws AppError `not_found` for a story that is not the workspace's, or has no mentions left
 */
export async function getStory(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: { id: string },
  reader: StoryReader,
): Promise<SentStoryDetail> {
  const db = withStories(context.db);
  const { workspaceId } = context;
  const story = await findStory(db, workspaceId, input.id);
  const members = story ? await readStoryMembers(db, workspaceId, story.id) : [];
  if (!story || members.length === 0) throw notFound("story");
  const veil = await openVeil(context.db, workspaceId);
  const sample = evenlyChosen(members, looked);
  const words = await readStoryTexts(
    db,
    workspaceId,
    sample.map(({ id }) => id),
  );
  const byId = new Map(sample.map((member) => [member.id, member]));
  const texts = sample.flatMap(({ id }) => {
    const mention = words.get(id);
    return mention ? [toStoryText(reader, mention)] : [];
  });
  const { phrases, summary, phases } = describeStory(texts, reader.frequency);
  const since = Math.max(story.first_at.getTime() + 1, story.last_at.getTime() - dayMs);
  const show = (id: string, said: string) =>
    veil(channelOf(byId.get(id) ?? { channel: "other" })).words(said);
  const public_ = veil(null);
  const toPhrase = ({ phrase, texts: mentions }: { phrase: string; texts: number }) => ({
    phrase: public_.words(phrase),
    mentions,
  });
  const headOf = (id: string): string => {
    const mention = words.get(id);
    return (mention?.title || mention?.text.slice(0, 160) || "").toWellFormed();
  };
  return {
    id: story.id,
    title: await readTitle(db, workspaceId, story.id, veil),
    isNamed: story.name !== null,
    leadId: story.lead_id,
    firstAt: story.first_at.toISOString(),
    lastAt: story.last_at.toISOString(),
    mentions: story.member_count,
    press: story.press_count,
    outlets: story.outlet_count,
    tones: tonesOf(members),
    course: courseOf(
      { firstAt: story.first_at, lastAt: story.last_at, ...paceOf(members, context.now()) },
      context.now(),
    ),
    phrases: phrases.map(toPhrase),
    summary: summary.map(({ sentence, textId }) => ({
      sentence: show(textId, sentence.toWellFormed()),
      mentionId: textId,
      outlet: byId.get(textId)?.outlet ?? "",
    })),
    fresh: {
      since: new Date(since).toISOString(),
      phrases: whatIsNew(texts, since, reader.frequency, 6).map(toPhrase),
    },
    phases: phases.map((phase, index) => {
      const until = phases[index + 1]?.from ?? Number.POSITIVE_INFINITY;
      const of = members.filter(
        ({ publishedAt }) => publishedAt.getTime() >= phase.from && publishedAt.getTime() < until,
      );
      return {
        from: new Date(phase.from).toISOString(),
        to: (of.at(-1)?.publishedAt ?? new Date(phase.to)).toISOString(),
        mentions: of.length,
        title: show(phase.leadId, headOf(phase.leadId)),
        leadId: phase.leadId,
        phrases: phase.phrases.map(({ phrase }) => public_.words(phrase)),
      };
    }),
    curve: storyCurve(members),
    outletList: outletsOf(members),
    people: await readPeople(db, workspaceId, story.id, veil),
    places: placesOf(members),
    trace: toTrace(members, veil),
    looked: texts.length,
    decisions: await listStoryDecisions(db, workspaceId, story.id, context.actor.id, veil),
  };
}

async function readTitle(db: StoryDb, workspaceId: string, storyId: string, veil: Veil) {
  const { rows } = await sql<TitleRow>`select ${titleColumns} from listen.story as story ${titleJoin}
    where story.workspace_id = ${workspaceId}::uuid and story.id = ${storyId}::uuid`.execute(db);
  const none: TitleRow = { name: null, lead_title: null, lead_text: null, lead_channel: null };
  return titleOf(rows[0] ?? none, veil);
}

function tonesOf(members: readonly StoryMemberRow[]) {
  const tones = { negative: 0, neutral: 0, positive: 0, unsure: 0 };
  for (const { tone } of members) if (tone !== null) tones[tone] += 1;
  return tones;
}

function paceOf(members: readonly StoryMemberRow[], at: Date): { late: number; before: number } {
  const within = (from: number, to: number): number =>
    members.filter(({ publishedAt }) => {
      const age = (at.getTime() - publishedAt.getTime()) / hourMs;
      return age >= from && age < to;
    }).length;
  return { late: within(0, lateHours), before: within(lateHours, lateHours + beforeHours) };
}

function outletsOf(members: readonly StoryMemberRow[]): SentStoryDetail["outletList"] {
  const byOutlet = Map.groupBy(members, ({ outlet, isPress }) => `${isPress} ${outlet}`);
  return [...byOutlet.values()]
    .flatMap((of) => {
      const [first] = of;
      if (!first) return [];
      const { outlet, isPress, publishedAt } = first;
      return [
        { outlet, isPress, mentions: of.length, firstAt: publishedAt.toISOString(), tones: tonesOf(of) },
      ];
    })
    .sort((a, b) => b.mentions - a.mentions || (a.firstAt < b.firstAt ? -1 : 1))
    .slice(0, mostLines);
}

function placesOf(members: readonly StoryMemberRow[]): SentStoryDetail["places"] {
  const counts = new Map<string, number>();
  for (const { places } of members)
    for (const code of new Set(places ?? [])) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, mostLines)
    .map(([code, mentions]) => ({ code, mentions }));
}

async function readPeople(
  db: StoryDb,
  workspaceId: string,
  storyId: string,
  veil: Veil,
): Promise<SentStoryDetail["people"]> {
  const { rows } = await sql<{
    kind: "person" | "organisation";
    key: string;
    name: string;
    mentions: number;
  }>`
    select named.kind, coalesce(link.root, named.key) as key, mode() within group (order by named.name) as name,
      count(distinct named.mention_id)::int as mentions
    from listen.story_member as member
    join listen.newsmaker_mention as named on named.mention_id = member.mention_id
      and named.workspace_id = member.workspace_id
    left join listen.newsmaker_link as link on link.workspace_id = named.workspace_id and link.kind = named.kind
      and link.key = named.key
    where member.workspace_id = ${workspaceId}::uuid and member.story_id = ${storyId}::uuid
    group by 1, 2 order by 4 desc, 2 limit ${mostLines}`.execute(db);
  return rows.map((row) => ({ ...row, name: veil("news").words(row.name) }));
}

function toTrace(members: readonly StoryMemberRow[], veil: Veil): SentStoryDetail["trace"] {
  const trace = traceStory(
    members.map(({ id, publishedAt, isPress, outlet, author }) => ({
      id,
      time: publishedAt.getTime(),
      side: isPress ? ("press" as const) : ("public" as const),
      // The press speaks as an outlet, everybody else under their own name.
      voice: isPress ? outlet : (author ?? outlet),
    })),
  );
  const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1000));
  const toVoice = ({ voice, side, texts, firstId, first, afterMs }: StoryVoice) => ({
    voice: veil(side === "press" ? "news" : null).words(voice),
    side,
    mentions: texts,
    firstId,
    firstAt: new Date(first).toISOString(),
    afterSeconds: Math.round(afterMs / 1000),
  });
  return {
    began: toVoice(trace.began),
    crossed: trace.crossed && toVoice(trace.crossed),
    threeVoicesSeconds: seconds(trace.threeVoicesMs),
    tenVoicesSeconds: seconds(trace.tenVoicesMs),
    halfSeconds: Math.round(trace.halfMs / 1000),
    leadSeconds: seconds(trace.leadMs),
    voices: trace.voices.slice(0, mostVoices).map(toVoice),
    voiceCount: trace.voices.length,
  };
}
