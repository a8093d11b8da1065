import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { sql } from "kysely";
import { openStoryReader } from "#platform/language/story-reader.ts";
import type { WordFrequency } from "#text/digest/word-frequency.ts";
import type { Reader } from "#text/read/reading.ts";
import { makeStoryLine } from "#text/stories/make-story-line.ts";
import type { StoryLine } from "#text/stories/story-line.ts";
import type { StoryText } from "#text/stories/story-text.ts";
import { makeWorkspaceWindows, type WorkspaceWindows } from "../mentions/workspace-windows.ts";
import { readStatements } from "./decision-store.ts";
import type { StoryDb } from "./story-tables.ts";

/** The stories of a workspace in memory, up to a change and a decision. */
export type StoryWindow = { line: StoryLine; seq: number; decidedSeq: number };

/** What reads texts for stories. */
export type StoryReader = { read: Reader; frequency: WordFrequency };

/** What a process remembers for stories. */
export type StoryMemory = WorkspaceWindows<StoryWindow>;

/** Mentions that joined last are remembered: stories that were silent since before go on no more. */
const mostTexts = 60_000;
/** Of these so many changes are read: a change has at most a batch of mentions. */
const mostChanges = 300;
const membersAtOnce = 2_000;
/** Workspaces held at once. */
const mostWindows = 8;
/** So much of a text is read: news says in its lead what it is about. */
export const storyTextLength = 700;

/** An empty memory. */
export const makeStoryMemory = (): StoryMemory =>
  makeWorkspaceWindows(mostWindows, () => ({
    line: makeStoryLine({ frequency: openStoryReader().frequency, nameStory }),
    seq: 0,
    decidedSeq: 0,
  }));

/** An id for a story whose first mention has given its own to another one; the same each time. */
export function nameStory(mentionId: string, attempt: number): string {
  const hash = createHash("sha256").update(`${mentionId} story ${attempt}`).digest("hex");
  return [8, 12, 16, 20, 32]
    .map((end, at, ends) => hash.slice(at === 0 ? 0 : ends[at - 1], end))
    .join("-")
    .replace(/^(.{14})./, "$18")
    .replace(/^(.{19})./, "$1a");
}

/** A mention as the engine takes it. */
export type StoryMention = {
  id: string;
  publishedAt: Date;
  title: string;
  text: string;
  copyOf: string | null;
};

/** Headlines that the text only begins with are the text: a post is not counted twice. */
export function toStoryText({ read }: StoryReader, mention: StoryMention): StoryText {
  const { id, publishedAt, title, text, copyOf } = mention;
  const isPost = title === "" || text.startsWith(title.replace(/…$/, ""));
  return {
    id,
    time: publishedAt.getTime(),
    title: isPost ? null : read(title),
    body: text === "" ? null : read(text),
    ...(copyOf === null ? {} : { copyOf }),
  };
}

/** Brings a window up to what is stored: everything after a restart, else what others have changed. */
export async function catchUpStories(
  db: StoryDb,
  workspaceId: string,
  window: StoryWindow,
  reader: StoryReader,
): Promise<void> {
  const { rows } = await sql<{ last_seq: string; decided_seq: string }>`
    select last_seq, decided_seq from listen.story_state where workspace_id = ${workspaceId}::uuid`.execute(
    db,
  );
  const [lastSeq, decidedSeq] = [Number(rows[0]?.last_seq ?? 0), Number(rows[0]?.decided_seq ?? 0)];
  await readMembers(db, workspaceId, window, reader, lastSeq);
  if (decidedSeq > window.decidedSeq) {
    window.line.decide(await readStatements(db, workspaceId));
    window.decidedSeq = decidedSeq;
  }
  window.seq = Math.max(window.seq, lastSeq);
}

async function readMembers(
  db: StoryDb,
  workspaceId: string,
  window: StoryWindow,
  reader: StoryReader,
  lastSeq: number,
): Promise<void> {
  let after = {
    seq: Math.max(window.seq, lastSeq - mostChanges),
    id: "ffffffff-ffff-ffff-ffff-ffffffffffff",
  };
  for (;;) {
    const { rows } = await sql<StoryMention & { storyId: string; seq: string }>`
      select member.mention_id as id, member.published_at as "publishedAt", member.story_id as "storyId",
        member.change_seq as seq, mention.title, left(mention.text, ${storyTextLength}) as text, null as "copyOf"
      from listen.story_member as member
      join listen.mention as mention on mention.workspace_id = member.workspace_id
        and mention.published_at = member.published_at and mention.id = member.mention_id
      where member.workspace_id = ${workspaceId}::uuid and member.change_seq <= ${lastSeq}
        and (member.change_seq, member.mention_id) > (${after.seq}::bigint, ${after.id}::uuid)
      order by member.change_seq, member.mention_id limit ${membersAtOnce}`.execute(db);
    for (const row of rows) window.line.place(toStoryText(reader, row), row.storyId);
    const last = rows.at(-1);
    if (last === undefined || rows.length < membersAtOnce) return;
    after = { seq: Number(last.seq), id: last.id };
    await breathe();
  }
}

/** Lets the oldest mentions go where there are more than are remembered. */
export function expireTexts({ line }: StoryWindow): void {
  if (line.size <= mostTexts) return;
  const times = Float64Array.from(line.stories().flatMap(({ last, members }) => members.map(() => last)));
  line.expire(times.sort()[Math.floor(times.length / 10)] ?? 0);
}
