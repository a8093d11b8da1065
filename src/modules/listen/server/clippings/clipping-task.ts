import type { SentBrief } from "../../contract/brief.ts";
import type { OpenedSheet } from "./open-clipping-sheet.ts";

/** A text as it goes to the child process. */
export type TaskText = { id: string; title: string; text: string };

/** What is done in a process of its own, so that the desk answers meanwhile. */
export type ClippingTask =
  | { kind: "lead"; groups: readonly (readonly TaskText[])[] }
  | { kind: "extract"; texts: readonly TaskText[] }
  | { kind: "pdf"; opened: OpenedSheet }
  | { kind: "picture"; brief: SentBrief };

/** Where the sentences stand that sum a text up. */
export type Extract = { id: string; parts: { start: number; end: number }[] };

export type ClippingAnswers = { lead: string[]; extract: Extract[]; pdf: Uint8Array; picture: Uint8Array };
