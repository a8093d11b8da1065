const candidates = [";", ",", "\t", "|"] as const;
export type Delimiter = (typeof candidates)[number];

/**
 * What separates the cells of a CSV: the candidate that splits most of the first lines into the same, largest number of
 * cells. Spreadsheets set to Indonesian write ";" since "," is the decimal mark.
 * @param head the first lines of the file
 */
export function sniffDelimiter(head: string): Delimiter {
  const lines = splitOutsideQuotes(head).slice(0, 60);
  let best: Delimiter = ",";
  let bestScore = 0;
  for (const candidate of candidates) {
    const counts = lines.map((line) => countOf(line, candidate)).filter((count) => count > 0);
    const usual = mostFrequent(counts);
    const agreeing = counts.filter((count) => count === usual).length;
    // Cells that hold lists or sentences have commas too, but not the same number in every line.
    const score =
      (agreeing / Math.max(1, lines.length)) *
      (agreeing / Math.max(1, counts.length)) *
      (1 + Math.log2(1 + usual));
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return best;
}

/** Lines with what stands in quotes blanked out, so that it is not counted. */
function splitOutsideQuotes(head: string): string[] {
  const blanked = head.replace(/"(?:[^"]|"")*"/g, '""');
  const lines = blanked.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  // The last line may be cut.
  return lines.length > 1 ? lines.slice(0, -1) : lines;
}

const countOf = (line: string, character: string): number => line.split(character).length - 1;

function mostFrequent(counts: readonly number[]): number {
  const times = Map.groupBy(counts, (count) => count);
  let best = 0;
  let most = 0;
  for (const [count, same] of times) if (same.length > most) [best, most] = [count, same.length];
  return best;
}
