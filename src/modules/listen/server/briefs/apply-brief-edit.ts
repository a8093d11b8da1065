import type { BriefEditing, SentBrief } from "../../contract/brief.ts";
import { ownWords } from "../personal-data/veil.ts";

/** What a person made of a brief, as it is kept beside the brief that the machine wrote. */
export type KeptBriefEdit = BriefEditing & {
  /** Written in the brief's own language: who edited it when, what stands above the note, and above the points. */
  words: { edited: string; note: string; points: string };
};

/**
 * A brief as a person edited it: their words, in their order. What they left as it was stays as the machine wrote it, and so do
 * all figures.
 */
export function applyBriefEdit(brief: SentBrief, edit: KeptBriefEdit): SentBrief {
  const { points, changes, note, words } = edit;
  return {
    ...brief,
    points: points.flatMap(({ at, isOut, title, reasons }) => {
      const made = brief.points[at];
      if (made === undefined || isOut) return [];
      const own = reasons?.split("\n").filter((line) => line.trim() !== "");
      return [
        {
          ...made,
          title: title === null ? made.title : ownWords(title),
          reasons: own === undefined ? made.reasons : own.map(ownWords),
        },
      ];
    }),
    changes: changes.flatMap(({ at, isOut, text }) => {
      const made = brief.changes[at];
      return made === undefined || isOut
        ? []
        : [{ ...made, text: text === null ? made.text : ownWords(text) }];
    }),
    note: note === null ? null : { title: words.note, text: ownWords(note) },
    edited: words.edited,
    words: { ...brief.words, points: words.points },
  };
}
