import { mostWritten, type SaidTally } from "./said-text.ts";

/** Beyond this share of its units a phrase stands within a longer one, and the longer one is shown. */
const withinShare = 0.7;
/** Beyond this share of its units a term goes with one before it. */
const besideShare = 0.5;

type Found = { readonly tally: SaidTally };

/** Leaves out words and phrases that nearly always stand within a longer one of the list. */
export function withoutParts<T extends Found>(found: readonly T[]): T[] {
  const longer = new Map<string, T[]>();
  for (const one of found) {
    const words = one.tally.key.split(" ");
    for (let from = 0; from < words.length; from += 1)
      for (let to = from + 1; to <= words.length; to += 1) {
        if (to - from === words.length) continue;
        const part = words.slice(from, to).join(" ");
        const known = longer.get(part);
        if (known) known.push(one);
        else longer.set(part, [one]);
      }
  }
  return found.filter(({ tally }) =>
    (longer.get(tally.key) ?? []).every(
      ({ tally: { units } }) => units.size < withinShare * tally.units.size,
    ),
  );
}

export type Line<T> = { readonly head: T; readonly beside: readonly T[] };

/** Puts what is said in mostly the same units under the first of it in the list. */
export function gatherLines<T extends Found>(found: readonly T[]): Line<T>[] {
  const lines: { head: T; beside: T[] }[] = [];
  for (const one of found) {
    const { units } = one.tally;
    let best: { beside: T[] } | undefined;
    let most = besideShare * units.size;
    for (const line of lines) {
      let shared = 0;
      for (const unit of units) if (line.head.tally.units.has(unit)) shared += 1;
      if (shared >= most) [best, most] = [line, shared + 0.5];
    }
    if (best) best.beside.push(one);
    else lines.push({ head: one, beside: [] });
  }
  return lines;
}

const mostBeside = 5;

/** What goes with the head of a line, as it is mostly written, without what only says the same in more or fewer words. */
export function besideWords({ head, beside }: Line<Found>): string[] {
  const told = [head.tally];
  for (const { tally } of beside) {
    if (told.length > mostBeside) break;
    if (!told.some((known) => isPart(known.key, tally.key) || isPart(tally.key, known.key))) told.push(tally);
  }
  return told.slice(1).map(({ written }) => mostWritten(written));
}

/** Whether one has all words of the other. */
const isPart = (part: string, whole: string): boolean => {
  const words = new Set(whole.split(" "));
  return part.split(" ").every((word) => words.has(word));
};
