import type { StoryStatement } from "./story-decisions.ts";
import type { StoryText } from "./story-text.ts";

/** Stories grew together, or one became two. `texts` are those that moved from one to the other. */
export interface StoryChange {
  readonly kind: "merged" | "split";
  readonly from: string;
  readonly to: string;
  readonly texts: readonly string[];
}

/** Where a text went. */
export interface StoryPlace {
  readonly storyId: string;
  /** How near the text was to the story, 0 to 1; 1 for the first text, for a copy, and where a person put it. */
  readonly score: number;
  /** The text began the story. */
  readonly isNew: boolean;
  /** What then changed among the stories, in this order; the text may have moved with it. */
  readonly changes: readonly StoryChange[];
}

/** A story that has texts in the window. */
export interface StoryState {
  readonly id: string;
  /** When its first text ever and its newest were said, milliseconds since 1970. */
  readonly first: number;
  readonly last: number;
  /** Texts of the window, in the order in which they joined. */
  readonly members: readonly string[];
}

/**
 * Puts texts about one event together, one text at a time. The id of a story is that of the text that began it, or made
 * from that. Every answer follows from the texts and decisions so far and their order alone.
 */
export interface StoryLine {
  /** Takes a text in and says where it belongs. A text that is there already stays where it is. */
  add(text: StoryText): StoryPlace;
  /** Puts a text where it was before: rebuilds the state from stored members, in the order in which they came. */
  place(text: StoryText, storyId: string): void;
  /** Looks now for stories that are one and for a story that is two; `add` does so by itself from time to time. */
  settle(): StoryChange[];
  /** Forgets texts said before; returns the stories that have none left. */
  expire(before: number): string[];
  /** Forgets a text. */
  remove(textId: string): boolean;
  storyOf(textId: string): string | undefined;
  /** The id under which a story goes on after merging. */
  current(storyId: string): string;
  state(storyId: string): StoryState | undefined;
  stories(): StoryState[];
  /** All that people said until now, in that order, in the place of what was said before; moves no text. */
  decide(statements: readonly StoryStatement[]): void;
  /** A person: this text belongs there. May be said before the text comes. */
  pin(textId: string, storyId: string): void;
  /** A person: this text does not belong there. Returns the story it then began, if it was there. */
  ban(textId: string, storyId: string): string | undefined;
  /** A person: these two are one and stay so. Throws `RangeError` where there are no two such stories. */
  merge(into: string, from: string): StoryChange;
  /** A person: these two never become one. May be said before the stories are there. */
  keepApart(a: string, b: string): void;
  /** A person: what is in the story belongs together; it is not split by itself. */
  hold(storyId: string): void;
  /** A person: these texts are a story apart from this one. Throws `RangeError` where they are not some of its texts. */
  split(storyId: string, textIds: readonly string[]): StoryChange;
  /** Texts of the window. */
  readonly size: number;
}
