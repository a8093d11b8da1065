import type { ClippingSheet } from "./lay-clipping.ts";

/** A text as it goes to the child process. */
export type TaskText = { id: string; title: string; text: string };

/** What is done in a process of its own, so that the desk answers meanwhile. */
export type ClippingTask =
  | { kind: "lead"; groups: readonly (readonly TaskText[])[] }
  | { kind: "extract"; texts: readonly TaskText[] }
  | { kind: "pdf"; sheet: ClippingSheet; logo: Uint8Array | null };

/** Where the sentences stand that sum a text up. */
export type Extract = { id: string; parts: { start: number; end: number }[] };

export type ClippingAnswers = { lead: string[]; extract: Extract[]; pdf: Uint8Array };
