import { stemWord } from "#text/clitics.ts";
import { makeReader } from "#text/read/make-reader.ts";
import type { Reader } from "#text/read/reading.ts";

/** The reader that the shipped weights are learned with: the one they are used with. */
export async function trainingReader(_outputFolder: string): Promise<Reader> {
  return makeReader({ normalise: (exact) => [exact], stem: stemWord });
}
