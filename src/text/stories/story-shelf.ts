import { Story, type TermVector } from "./story.ts";
import type { StoryChange } from "./story-line.ts";

/** A text of the window and where it is. */
export type HeldText = {
  readonly id: string;
  readonly time: number;
  readonly vector: TermVector;
  /** What it adds to the centre of its story. */
  readonly share: number;
  story: Story;
};

/** The texts of the window and the stories that they are in; every text is in one story, and no story is empty. */
export class StoryShelf {
  readonly texts = new Map<string, HeldText>();
  readonly stories = new Map<string, Story>();
  private readonly freeSlots: number[] = [];
  private slots = 0;

  begin(id: string, time: number): Story {
    const slot = this.freeSlots.pop() ?? this.slots++;
    const story = new Story(id, slot, time);
    this.stories.set(id, story);
    return story;
  }

  private end(story: Story): void {
    story.close();
    this.freeSlots.push(story.slot);
    this.stories.delete(story.id);
  }

  put(held: HeldText): void {
    this.texts.set(held.id, held);
    held.story.add(held.vector, held.time, held.share);
    held.story.members.add(held.id);
  }

  take(held: HeldText): void {
    const { story } = held;
    this.texts.delete(held.id);
    story.add(held.vector, held.time, -held.share);
    story.members.delete(held.id);
    if (story.members.size === 0) this.end(story);
  }

  move(held: HeldText, story: Story): void {
    this.take(held);
    held.story = story;
    this.put(held);
  }

  /** Moves all texts of a story into another one. */
  merge(into: Story, from: Story): StoryChange {
    const moved = [...from.members];
    for (const held of this.held(moved)) held.story = into;
    into.absorb(from);
    this.end(from);
    return { kind: "merged", from: from.id, to: into.id, texts: moved };
  }

  /** The texts of those ids that are in the window. */
  held(ids: Iterable<string>): HeldText[] {
    return [...ids].flatMap((id) => this.texts.get(id) ?? []);
  }
}
