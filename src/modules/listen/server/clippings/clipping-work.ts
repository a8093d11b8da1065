import { createChildRunner } from "#platform/child/child-runner.ts";
import type { SentBrief } from "../../contract/brief.ts";
import type { ClippingAnswers, ClippingTask, Extract, Phase, TaskText, TimedText } from "./clipping-task.ts";
import type { OpenedSheet } from "./open-clipping-sheet.ts";

const child = createChildRunner<ClippingTask, ClippingAnswers[keyof ClippingAnswers]>(
  new URL("./clipping-child.ts", import.meta.url),
  { timeMs: 60_000, memoryMb: 768, idleMs: 10_000 },
);

/** The heavy work of clippings, in a process of its own. The child answers a task with what its kind promises. */
export const clippingWork = {
  /** The text of each group whose headline says best what the group is about. @throws ChildError */
  leads: async (groups: readonly (readonly TaskText[])[]): Promise<string[]> =>
    groups.length === 0 ? [] : ((await child.run({ kind: "lead", groups })) as string[]),
  /** @throws ChildError */
  extract: async (texts: readonly TaskText[]): Promise<Extract[]> =>
    texts.length === 0 ? [] : ((await child.run({ kind: "extract", texts })) as Extract[]),
  /** The phases of each story, in the order of time. @throws ChildError */
  phases: async (stories: readonly (readonly TimedText[])[]): Promise<Phase[][]> =>
    stories.length === 0 ? [] : ((await child.run({ kind: "phases", stories })) as Phase[][]),
  /** @throws ChildError */
  pdf: async (opened: OpenedSheet): Promise<Uint8Array> =>
    (await child.run({ kind: "pdf", opened })) as Uint8Array,
  /** The chart of a brief as PNG, for mails; null for a brief without one. @throws ChildError */
  picture: async (brief: SentBrief): Promise<Uint8Array | null> =>
    brief.chart === null ? null : ((await child.run({ kind: "picture", brief })) as Uint8Array),
};
