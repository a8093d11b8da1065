/** What a stemmer knows. */
export type StemKnowledge = {
  /** Roots with how frequent their family of words is: the binary logarithm of a count, 0 to 20. */
  readonly roots: ReadonlyMap<string, number>;
  /** Words whose root no rule finds: "kinerja" from "kerja". */
  readonly irregular: ReadonlyMap<string, string>;
};

/**
 * Reads a list of roots: one line a root, `root TAB frequency`, or `word = root` for an irregular word. Lines that
 * begin with # are remarks.
 */
export function readStemKnowledge(source: string): StemKnowledge {
  const roots = new Map<string, number>();
  const irregular = new Map<string, string>();
  for (const line of source.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const tab = line.indexOf("\t");
    if (tab > 0) {
      roots.set(line.slice(0, tab), Number(line.slice(tab + 1)));
      continue;
    }
    const [word, root] = line.split(" = ");
    if (word && root) irregular.set(word, root);
  }
  return { roots, irregular };
}
