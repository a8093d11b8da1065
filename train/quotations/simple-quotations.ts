import { ACTIVE_CUES, BARE_CUES } from "#text/quotations/cue-words.ts";
import type { FoundQuotation } from "./judge-quotations.ts";

const bare = BARE_CUES.trim().split(/\s+/);
const cue = new RegExp(
  `(?<!\\p{L})(?:${[...bare, ...bare.map((word) => `${word}nya`), ...ACTIVE_CUES.trim().split(/\s+/)].join("|")})(?!\\p{L})`,
  "giu",
);
const capitals = /\p{Lu}[\p{L}.'’-]*(?:\s+\p{Lu}[\p{L}.'’-]*)*/gu;
const farthest = 120;

/** What anyone would try first: what stands between marks, the nearest word of speech, the nearest words with capitals. */
export function findSimply(text: string): FoundQuotation[] {
  const found: FoundQuotation[] = [];
  for (const match of text.matchAll(/["“]([^"“”]+)["”]/gu)) {
    const start = match.index + 1;
    const end = match.index + match[0].length - 1;
    const from = Math.max(0, start - farthest);
    const around = `${text.slice(from, start)}${" ".repeat(end - start)}${text.slice(end, end + farthest)}`;
    const gap = ({ index }: { index: number }): number =>
      Math.min(Math.abs(from + index - start), Math.abs(from + index - end));
    const verb = nearest([...around.matchAll(cue)], gap);
    if (verb === undefined) continue;
    const name = nearest([...around.matchAll(capitals)], ({ index }) => Math.abs(index - verb.index));
    found.push({ start, end, kind: "direct", speaker: name?.[0] ?? null });
  }
  return found;
}

function nearest(
  matches: RegExpExecArray[],
  distance: (match: RegExpExecArray) => number,
): RegExpExecArray | undefined {
  return matches.toSorted((a, b) => distance(a) - distance(b))[0];
}
