/** In how many of so many documents a word stands: how much it says. */
export interface WordFrequency {
  documents: number;
  /** Documents that have a folded word; 0 for words never seen. */
  of: (word: string) => number;
}

/**
 * Reads a table of frequencies: the number of documents on the first line, then one word and its documents a line,
 * with a tab between.
 * @throws Error naming the line that cannot be read
 */
export function readWordFrequency(table: string): WordFrequency {
  const [head = "", ...lines] = table.trimEnd().split("\n");
  const documents = Number(head);
  if (!Number.isInteger(documents) || documents < 1) throw new Error("line 1 is no number of documents");
  const counts = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    const [word = "", count = ""] = line.split("\t");
    if (word === "" || !(Number(count) > 0))
      throw new Error(`line ${index + 2} is no word with its documents`);
    counts.set(word, Number(count));
  }
  return { documents, of: (word) => counts.get(word) ?? 0 };
}

/** What a word says, in nats: the less often documents have it, the more (inverse document frequency, smoothed). */
export const weightOf = ({ documents, of }: WordFrequency, word: string): number =>
  Math.log((documents + 1) / (of(word) + 0.5));
