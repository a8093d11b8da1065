import { tokenise } from "#text/tokenise.ts";

export type RisingWord = { word: string; count: number; before: number };

/** A word said fewer times than this rises by chance. */
const fewestSaid = 3;
/** Times as frequent as before. */
const leastRise = 2;
const shortestWord = 3;

/**
 * Words in far more texts of a span than of the time before it, the most remarkable first (Dunning's log-likelihood
 * ratio, https://aclanthology.org/J93-1003/). `before` is scaled to the size of the span, so that both can be
 * compared. Each word is shown as it is most often written.
 */
export function risingWords(now: readonly string[], before: readonly string[], limit: number): RisingWord[] {
  const [recent, earlier] = [documentCounts(now), documentCounts(before)];
  if (now.length === 0 || before.length === 0) return [];
  const scale = now.length / before.length;
  return [...recent]
    .map(([term, { count, spellings }]) => {
      const past = earlier.get(term)?.count ?? 0;
      return { term, count, past, spellings, score: logLikelihood(count, past, now.length, before.length) };
    })
    .filter(({ count, past }) => count >= fewestSaid && count >= leastRise * past * scale)
    .sort((a, b) => b.score - a.score || (a.term < b.term ? -1 : 1))
    .slice(0, limit)
    .map(({ count, past, spellings }) => ({
      word: mostUsed(spellings),
      count,
      before: Math.round(past * scale),
    }));
}

type WordCount = { count: number; spellings: Map<string, number> };

/** In how many texts each word stands. */
function documentCounts(texts: readonly string[]): Map<string, WordCount> {
  const counts = new Map<string, WordCount>();
  for (const text of texts) {
    const seen = new Set<string>();
    for (const token of tokenise(text)) {
      const isWord = token.kind === "word" || token.kind === "hashtag";
      if (!isWord || token.term.length < shortestWord || seen.has(token.term)) continue;
      seen.add(token.term);
      const known = counts.get(token.term) ?? { count: 0, spellings: new Map<string, number>() };
      const written = text.slice(token.start, token.end);
      known.count += 1;
      known.spellings.set(written, (known.spellings.get(written) ?? 0) + 1);
      counts.set(token.term, known);
    }
  }
  return counts;
}

const mostUsed = (spellings: ReadonlyMap<string, number>): string =>
  [...spellings].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1))[0]?.[0] ?? "";

function logLikelihood(a: number, b: number, sizeA: number, sizeB: number): number {
  const rate = (a + b) / (sizeA + sizeB);
  const part = (seen: number, expected: number): number =>
    seen === 0 ? 0 : seen * Math.log(seen / expected);
  return 2 * (part(a, sizeA * rate) + part(b, sizeB * rate));
}
