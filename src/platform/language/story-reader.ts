import { readWordFrequency, type WordFrequency } from "#text/digest/word-frequency.ts";
import { makeIndonesianReader, readReaderKnowledge } from "#text/read/make-indonesian-reader.ts";
import type { Reader } from "#text/read/reading.ts";
import { readEngineFiles } from "./engine-files.ts";

let opened: { read: Reader; frequency: WordFrequency } | undefined;

/** What reads texts for stories: the reader of Indonesian and how common words are. Made once in a process. */
export function openStoryReader(): { read: Reader; frequency: WordFrequency } {
  if (opened) return opened;
  const files = readEngineFiles();
  const decoder = new TextDecoder();
  // A decoder does not read memory that threads share: text is copied.
  const text = (name: Parameters<typeof files.get>[0]): string => decoder.decode(files.get(name)?.slice());
  opened = {
    read: makeIndonesianReader(
      readReaderKnowledge({
        roots: text("language/stem/roots.tsv"),
        slang: text("language/normalise/own.txt"),
        moreSlang: text("language/normalise/indocollex.txt"),
        words: text("language/normalise/words.tsv"),
      }),
    ),
    frequency: readWordFrequency(text("language/words/document-frequency.tsv")),
  };
  return opened;
}
