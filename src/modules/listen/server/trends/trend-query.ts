import { tokenise } from "#text/tokenise.ts";

/** Ways of writing that a query asks for: the most usual ones. */
const mostWays = 3;

/** The query that finds a word, a phrase or a hashtag in the stream, in the ways in which it is mostly written. */
export function phraseQuery(written: ReadonlyMap<string, number>): string {
  const ways = new Map<string, number>();
  for (const [words, count] of written) {
    const way = wayOf(words);
    if (way !== "") ways.set(way, (ways.get(way) ?? 0) + count);
  }
  const most = [...ways]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostWays)
    .map(([way]) => way);
  return most.length === 1 ? (most[0] ?? "") : `(${most.join(" OR ")})`;
}

/** A word in all its forms, a phrase as it is written. */
function wayOf(words: string): string {
  const tokens = tokenise(words).filter(({ kind }) => kind !== "alias");
  const [only] = tokens;
  if (tokens.length === 1 && only !== undefined) return only.kind === "hashtag" ? only.term : only.exact;
  return tokens.length === 0 ? "" : `"${tokens.map(({ exact }) => exact).join(" ")}"`;
}
