import type { SentBrief } from "../../contract/brief.ts";
import type { OpenedSheet } from "./open-clipping-sheet.ts";

/** A text as it goes to the child process. */
export type TaskText = { id: string; title: string; text: string };

/** A text of a story, with when it was said: milliseconds since 1970. */
export type TimedText = TaskText & { time: number };

/** What is done in a process of its own, so that the desk answers meanwhile. */
export type ClippingTask =
  | { kind: "lead"; groups: readonly (readonly TaskText[])[] }
  | { kind: "extract"; texts: readonly TaskText[] }
  | { kind: "phases"; stories: readonly (readonly TimedText[])[] }
  | { kind: "pdf"; opened: OpenedSheet }
  | { kind: "picture"; brief: SentBrief };

/** Where the sentences stand that sum a text up. */
export type Extract = { id: string; parts: { start: number; end: number }[] };

/** A stretch of a story in which one thing was spoken of: from when on, and the text that tells it best. */
export type Phase = { from: number; leadId: string };

export type ClippingAnswers = {
  lead: string[];
  extract: Extract[];
  phases: Phase[][];
  pdf: Uint8Array;
  picture: Uint8Array;
};
