import { PhraseTable } from "../phrase-table.ts";
import { hardWords } from "./hard-words.ts";
import { emptyVerbs, nominalWordings } from "./nominal-wordings.ts";
import { officialese, pleonasms } from "./officialese.ts";
import type { HardnessKind } from "./plainness.ts";

export type Wording = { kind: HardnessKind; suggestion: string | null };

/** A list of lines "wording = plainer wording". */
const pairs = (list: string): [wording: string, plain: string][] =>
  list.split("\n").flatMap((line) => {
    const at = line.indexOf("=");
    return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
  });

/** Every wording that has a plainer one, by its words. */
export const wordings = new PhraseTable<Wording>();
const lists: readonly [HardnessKind, string][] = [
  ["hardWord", hardWords],
  ["officialese", officialese],
  ["pleonasm", pleonasms],
];
for (const [kind, list] of lists)
  for (const [wording, suggestion] of pairs(list)) wordings.add(wording, () => ({ kind, suggestion }));

for (const [noun, verb] of pairs(nominalWordings))
  for (const empty of emptyVerbs) {
    // "dilakukan pemeriksaan" leaves out who does it; the verb alone would too.
    const suggestion = empty.startsWith("me") ? verb : null;
    wordings.add(`${empty} ${noun}`, () => ({ kind: "nominal", suggestion }));
  }
