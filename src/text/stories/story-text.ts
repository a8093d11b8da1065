import type { Reading } from "../read/reading.ts";

/** A text as stories are made of. A social post has no title: its text is the body. */
export interface StoryText {
  readonly id: string;
  /** When it was said, in milliseconds since 1970. */
  readonly time: number;
  readonly title: Reading | null;
  readonly body: Reading | null;
  /** The text of which this one is a copy: it goes where that one is, unless a person decided otherwise. */
  readonly copyOf?: string;
}
