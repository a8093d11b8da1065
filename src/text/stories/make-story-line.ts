import type { WordFrequency } from "../digest/word-frequency.ts";
import { findSplit } from "./find-split.ts";
import { FEWEST_TO_MERGE, makeStoryFinder } from "./find-story.ts";
import type { Story, TermVector } from "./story.ts";
import { StoryDecisions } from "./story-decisions.ts";
import type { StoryChange, StoryLine, StoryPlace, StoryState } from "./story-line.ts";
import { StoryShelf } from "./story-shelf.ts";
import type { StoryText } from "./story-text.ts";
import { Terms } from "./terms.ts";

/** Merges and splits are looked for after so many texts, or when so much time has passed from text to text. */
const SETTLE_TEXTS = 200;
const SETTLE_MS = 3_600_000;
/** A story is looked at for a split when it has grown by so much since the last look. */
const SPLIT_GROWTH = 1.2;
/** A copy adds little to the centre: nine reprints are one voice. */
const COPY_SHARE = 0.3;

/** What a line of stories is made of. */
export interface StoryLineKnowledge {
  /** That of `readWordFrequency`. */
  readonly frequency: WordFrequency;
  /** Names a story whose first text has given its id to another one already; `attempt` counts from 1. */
  readonly nameStory?: (textId: string, attempt: number) => string;
}

/** An empty line of stories. */
export function makeStoryLine({
  frequency,
  nameStory = (textId, attempt) => `${textId}+${attempt}`,
}: StoryLineKnowledge): StoryLine {
  const terms = new Terms(frequency);
  const shelf = new StoryShelf();
  const decisions = new StoryDecisions();
  const finder = makeStoryFinder(decisions);
  let unsettled = 0;
  let settledAt = Number.NEGATIVE_INFINITY;

  const liveStory = (storyId: string): Story | undefined => shelf.stories.get(decisions.current(storyId));
  const storyOrThrow = (storyId: string): Story => {
    const story = liveStory(storyId);
    if (story === undefined) throw new RangeError(`there is no story ${storyId}`);
    return story;
  };
  const putIn = ({ id, time, copyOf }: StoryText, story: Story, vector: TermVector): void => {
    const isCopy = copyOf !== undefined && shelf.texts.has(copyOf);
    shelf.put({ id, time, vector, share: isCopy ? COPY_SHARE : 1, story });
  };
  const mergeInto = (into: Story, from: Story): StoryChange => {
    decisions.merge(into.id, from.id);
    return shelf.merge(into, from);
  };
  /** Texts give their id to the story they begin, unless another one has it, or had it and merged. */
  const nameFor = (textId: string): string => {
    let id = textId;
    for (let attempt = 1; shelf.stories.has(id) || decisions.current(id) !== id; attempt += 1)
      id = nameStory(textId, attempt);
    return id;
  };
  const splitOff = (story: Story, ids: readonly string[]): StoryChange | undefined => {
    const moving = shelf.held(ids).filter((held) => held.story === story);
    const [first] = moving;
    if (first === undefined || moving.length === story.members.size) return undefined;
    const made = shelf.begin(
      nameFor(first.id),
      moving.reduce((time, held) => Math.min(time, held.time), first.time),
    );
    for (const held of moving) shelf.move(held, made);
    return { kind: "split", from: story.id, to: made.id, texts: moving.map((held) => held.id) };
  };
  const settle = (): StoryChange[] => {
    unsettled = 0;
    const changed = [...shelf.stories.values()].filter(
      ({ hasChanged, members }) => hasChanged && members.size >= FEWEST_TO_MERGE,
    );
    const isLive = (story: Story): boolean => shelf.stories.get(story.id) === story;
    const splits = changed.flatMap((story) => {
      story.hasChanged = false;
      if (decisions.isHeld(story.id) || story.members.size < SPLIT_GROWTH * story.lookedAt) return [];
      story.lookedAt = story.members.size;
      const free = [...story.members].filter((id) => decisions.pinOf(id) === undefined);
      const part = findSplit(shelf.held(free));
      return (part && splitOff(story, part)) ?? [];
    });
    const merges = changed.flatMap((story) => {
      const other = isLive(story) ? finder.sameStory(story) : undefined;
      if (other === undefined) return [];
      return story.first <= other.first ? mergeInto(story, other) : mergeInto(other, story);
    });
    return [...splits, ...merges];
  };
  const place = (text: StoryText): Omit<StoryPlace, "changes"> => {
    const vector = terms.take(text);
    const pinned = decisions.pinOf(text.id);
    const copied = text.copyOf === undefined ? undefined : shelf.texts.get(text.copyOf)?.story;
    const given =
      (pinned === undefined ? undefined : liveStory(pinned)) ??
      (copied && !decisions.isBanned(text.id, copied.id) ? copied : undefined);
    const found = given
      ? { story: given, score: 1 }
      : finder.storyFor({ id: text.id, time: text.time, vector });
    const story = found?.story ?? shelf.begin(nameFor(text.id), text.time);
    putIn(text, story, vector);
    return { storyId: story.id, score: found?.score ?? 1, isNew: found === undefined };
  };
  const remove = (textId: string): boolean => {
    const held = shelf.texts.get(textId);
    if (held === undefined) return false;
    shelf.take(held);
    terms.release(held.vector);
    return true;
  };

  return {
    add(text) {
      const known = shelf.texts.get(text.id);
      if (known) return { storyId: known.story.id, score: 1, isNew: false, changes: [] };
      const placed = place(text);
      unsettled += 1;
      const isDue = unsettled >= SETTLE_TEXTS || text.time - settledAt >= SETTLE_MS;
      settledAt = isDue ? Math.max(settledAt, text.time) : settledAt;
      return { ...placed, changes: isDue ? settle() : [] };
    },
    place(text, storyId) {
      remove(text.id);
      const id = decisions.current(storyId);
      putIn(text, shelf.stories.get(id) ?? shelf.begin(id, text.time), terms.take(text));
    },
    settle,
    expire(before) {
      const seen = [...shelf.stories.keys()];
      for (const [id, { time }] of shelf.texts) if (time < before) remove(id);
      terms.sweep();
      return seen.filter((id) => !shelf.stories.has(id));
    },
    remove,
    storyOf: (textId) => shelf.texts.get(textId)?.story.id,
    current: (storyId) => decisions.current(storyId),
    state(storyId) {
      const story = liveStory(storyId);
      return story && stateOf(story);
    },
    stories: () => [...shelf.stories.values()].map(stateOf),
    decide: (statements) => decisions.replace(statements),
    pin(textId, storyId) {
      decisions.pin(textId, storyId);
      const held = shelf.texts.get(textId);
      const story = liveStory(storyId);
      if (held && story && held.story !== story) shelf.move(held, story);
    },
    ban(textId, storyId) {
      decisions.ban(textId, storyId);
      const held = shelf.texts.get(textId);
      if (held?.story.id !== decisions.current(storyId)) return undefined;
      const made = shelf.begin(nameFor(textId), held.time);
      shelf.move(held, made);
      return made.id;
    },
    merge(into, from) {
      const [one, other] = [storyOrThrow(into), storyOrThrow(from)];
      if (one === other) throw new RangeError(`${into} and ${from} are one story already`);
      decisions.hold(one.id);
      return mergeInto(one, other);
    },
    keepApart: (a, b) => decisions.keepApart(a, b),
    hold: (storyId) => decisions.hold(decisions.current(storyId)),
    split(storyId, textIds) {
      const change = splitOff(storyOrThrow(storyId), textIds);
      if (change === undefined) throw new RangeError(`these texts are no part of ${storyId}`);
      for (const id of change.texts) decisions.pin(id, change.to);
      decisions.keepApart(change.from, change.to);
      return change;
    },
    get size() {
      return shelf.texts.size;
    },
  };
}

const stateOf = ({ id, first, last, members }: Story): StoryState => ({
  id,
  first,
  last,
  members: [...members],
});
