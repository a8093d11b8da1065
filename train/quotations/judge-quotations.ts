import { foldValue } from "#text/fold.ts";
import type { LabelledArticle, LabelledQuotation } from "./labelled-articles.ts";

export type FoundQuotation = { start: number; end: number; kind: string; speaker: string | null };

export type QuotationScores = {
  rows: number;
  precision: number;
  recall: number;
  f1: number;
  /** Of the quotations found rightly, those with the right speaker. */
  speaker: number;
  "precision with speaker": number;
  "recall with speaker": number;
};

/** Two stretches are the same quotation when what they share is at least half of what both cover. */
const LEAST_OVERLAP = 0.5;

/**
 * How well quotations are found.
 * @param kinds labels that count; other labels, and `either`, neither help nor hurt
 */
export function judgeQuotations(
  articles: readonly LabelledArticle[],
  find: (text: string) => readonly FoundQuotation[],
  kinds: ReadonlySet<string>,
): QuotationScores {
  let [rows, hits, spoken, wrong] = [0, 0, 0, 0];
  for (const { text, quotations } of articles) {
    const found = [...find(text)];
    const used = new Set<FoundQuotation>();
    for (const label of quotations) {
      if (label.kind === "either") continue;
      const best = found
        .filter((one) => !used.has(one) && share(one, label) >= LEAST_OVERLAP)
        .sort((a, b) => share(b, label) - share(a, label))[0];
      if (best !== undefined) used.add(best);
      if (!kinds.has(label.kind)) continue;
      rows += 1;
      if (best === undefined) continue;
      hits += 1;
      if (label.speakers.some((name) => name === "?" || isSame(name, best.speaker))) spoken += 1;
    }
    for (const one of found)
      if (!used.has(one) && kinds.has(one.kind) && !quotations.some((label) => isEither(one, label)))
        wrong += 1;
  }
  const [precision, recall] = [hits / (hits + wrong), hits / rows];
  return {
    rows,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    speaker: spoken / hits,
    "precision with speaker": spoken / (hits + wrong),
    "recall with speaker": spoken / rows,
  };
}

const isEither = (one: FoundQuotation, label: LabelledQuotation): boolean =>
  label.kind === "either" && Math.min(one.end, label.end) > Math.max(one.start, label.start);

function share(one: FoundQuotation, label: LabelledQuotation): number {
  const common = Math.min(one.end, label.end) - Math.max(one.start, label.start);
  return common / (Math.max(one.end, label.end) - Math.min(one.start, label.start));
}

/** Whether every word of the shorter name is in the longer one. */
function isSame(name: string, other: string | null): boolean {
  if (other === null) return false;
  const [a, b] = [name, other].map((one) =>
    foldValue(one)
      .split(/[^\p{L}\d_]+/u)
      .filter((word) => word !== ""),
  );
  const [long, short] = (a?.length ?? 0) > (b?.length ?? 0) ? [a, b] : [b, a];
  return short !== undefined && short.length > 0 && short.every((word) => long?.includes(word));
}
