import type { Reading } from "../read/reading.ts";

/** A text that speaks of the same as the question. */
export type SimilarText = {
  id: string;
  /** How much of the question's weight the text covers, 0 to 1, in steps of 0.001. */
  score: number;
  /** Roots that both have, weightiest first. */
  shared: readonly string[];
};

/** Finds texts that speak of the same, in whatever words around it: answers, statements, our own earlier words. */
export type SimilarTexts = {
  /** Takes a text in, or in place of the one of that id. */
  add(id: string, reading: Reading): void;
  remove(id: string): boolean;
  /** At most `limit` texts that share weighty words with the question, best first. */
  similarTexts(query: Reading, limit: number): SimilarText[];
  readonly size: number;
};

/** Saturation and length of BM25 (Robertson, Walker 1994), at their usual values. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;
const MOST_SHARED_SHOWN = 8;

type Document = { id: string; counts: ReadonlyMap<string, number>; length: number };

/** An empty collection, for some hundred thousand texts at most; questions are answered by BM25 over roots of words. */
export function makeSimilarTexts(): SimilarTexts {
  const documents = new Map<string, Document>();
  const postings = new Map<string, Set<Document>>();
  let totalLength = 0;

  const remove = (id: string): boolean => {
    const document = documents.get(id);
    if (document === undefined) return false;
    for (const root of document.counts.keys()) {
      const holders = postings.get(root);
      holders?.delete(document);
      if (holders?.size === 0) postings.delete(root);
    }
    totalLength -= document.length;
    return documents.delete(id);
  };
  /** Inverse document frequency that stays above zero. */
  const rarity = (root: string): number => {
    const holders = postings.get(root)?.size ?? 0;
    return Math.log(1 + (documents.size - holders + 0.5) / (holders + 0.5));
  };
  return {
    add(id, reading) {
      remove(id);
      const counts = rootCounts(reading);
      let length = 0;
      for (const count of counts.values()) length += count;
      const document = { id, counts, length };
      documents.set(id, document);
      totalLength += length;
      for (const root of counts.keys()) {
        const holders = postings.get(root);
        if (holders) holders.add(document);
        else postings.set(root, new Set([document]));
      }
    },
    remove,
    similarTexts(query, limit) {
      const meanLength = totalLength / Math.max(1, documents.size);
      const scores = new Map<Document, number>();
      const weights = [...rootCounts(query).keys()].map((root) => ({ root, weight: rarity(root) }));
      for (const { root, weight } of weights)
        for (const document of postings.get(root) ?? []) {
          const count = document.counts.get(root) ?? 0;
          const damping = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * document.length) / meanLength);
          const gain = (weight * count * (SATURATION + 1)) / (count + damping);
          scores.set(document, (scores.get(document) ?? 0) + gain);
        }
      const most = weights.reduce((sum, { weight }) => sum + weight, 0) * (SATURATION + 1);
      return [...scores]
        .sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || (a.id < b.id ? -1 : 1))
        .slice(0, Math.max(0, limit))
        .map(([{ id, counts }, score]) => ({
          id,
          score: Math.round((score / most) * 1_000) / 1_000,
          shared: weights
            .filter(({ root }) => counts.has(root))
            .sort((a, b) => b.weight - a.weight)
            .slice(0, MOST_SHARED_SHOWN)
            .map(({ root }) => root),
        }));
    },
    get size() {
      return documents.size;
    },
  };
}

function rootCounts({ tokens }: Reading): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, word } of tokens) {
    if (kind !== "word" && kind !== "hashtag" && kind !== "number" && kind !== "ideograph") continue;
    for (const root of word.roots) counts.set(root, (counts.get(root) ?? 0) + 1);
  }
  return counts;
}
