import { likenessWeights } from "#platform/language/likeness-weights.ts";
import { stemWord } from "#text/clitics.ts";
import type { Like } from "#text/likeness/kind-of-likeness.ts";
import { makeLikeness } from "#text/likeness/make-likeness.ts";
import { makeReader } from "#text/read/make-reader.ts";
import type { Reading } from "#text/read/reading.ts";

/** What tells how alike two texts are. */
export type CopyComparer = {
  read(text: string): Reading;
  compare(a: Reading, b: Reading): Omit<Like, "id"> | null;
};

let opened: CopyComparer | undefined;

/** Made once in a process, when the first texts are to be compared. */
export function openCopyComparer(): CopyComparer {
  opened ??= {
    read: makeReader({ normalise: (word) => [word], stem: stemWord }),
    compare: makeLikeness({ weights: likenessWeights() }),
  };
  return opened;
}
