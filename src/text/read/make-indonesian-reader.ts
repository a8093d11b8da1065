import { chooseReading, isAmbiguous } from "../normalise/ambiguous-words.ts";
import { emojiTone, emoticonTone } from "../normalise/emoji-tones.ts";
import { makeNormaliser } from "../normalise/make-normaliser.ts";
import {
  type NormaliseKnowledge,
  readCapitalNames,
  readSlang,
  readWordCounts,
} from "../normalise/normalise-knowledge.ts";
import { splitHashtag } from "../normalise/split-hashtag.ts";
import { makeStemmer } from "../stem/make-stemmer.ts";
import { readStemKnowledge, type StemKnowledge } from "../stem/stem-knowledge.ts";
import { makeReader, type Neighbours } from "./make-reader.ts";
import type { Reader, ReadToken } from "./reading.ts";

/** The files that a reader of Indonesian is made from, as they are in `data/language/`. */
export type ReaderFiles = {
  /** `stem/roots.tsv` */
  roots: string;
  /** `normalise/own.txt` */
  slang: string;
  /** `normalise/indocollex.txt` */
  moreSlang: string;
  /** `normalise/words.tsv` */
  words: string;
};

/** What a reader of Indonesian knows. */
export type ReaderKnowledge = { stem: StemKnowledge; normalise: NormaliseKnowledge };

/** Reads the files of the reader. Pure: whoever loads them from disk hands them in. */
export function readReaderKnowledge({ roots, slang, moreSlang, words }: ReaderFiles): ReaderKnowledge {
  const counts = readWordCounts(words);
  return {
    stem: readStemKnowledge(roots),
    normalise: {
      slang: readSlang(slang, moreSlang),
      words: counts.words,
      names: new Set([...counts.names, ...readCapitalNames(slang)]),
    },
  };
}

/** A reader of Indonesian as it is written to the office and about it: standard, spoken and chat spelling. */
export function makeIndonesianReader(knowledge: ReaderKnowledge): Reader {
  const stem = makeStemmer(knowledge.stem);
  const normaliser = makeNormaliser(knowledge.normalise, stem);
  const { logOf } = wordShares(knowledge);
  return makeReader({
    normalise: normaliser.normalise,
    normaliseName: normaliser.normaliseName,
    stem,
    isAmbiguous,
    chooseReading: (exact, { before, behind, mayBeName, hasStop }: Neighbours) =>
      chooseReading(exact, { before: seen(before), behind: seen(behind), mayBeName, hasStop }),
    splitHashtag: (written) => splitHashtag(written, logOf).flatMap(normaliser.normalise),
    nameSign: (exact) => {
      const tone = emojiTone(exact) ?? emoticonTone(exact);
      return tone === undefined ? undefined : `:${tone.feeling}:`;
    },
  });
}

function seen(token: ReadToken | undefined): Parameters<typeof chooseReading>[1]["before"] {
  if (token === undefined) return undefined;
  const { kind, word, letterCase } = token;
  const isCapital = letterCase === "title" || letterCase === "upper";
  return { exact: word.exact, normal: word.normal[0] ?? word.exact, kind, isCapital };
}

/** The natural logarithm of a word's share among all words; chat spellings count as rare words. */
function wordShares({ stem, normalise }: ReaderKnowledge): { logOf: (word: string) => number | undefined } {
  let total = 0;
  for (const count of normalise.words.values()) total += count;
  return {
    logOf: (word) => {
      const counted = normalise.words.get(word) ?? 0;
      const root = stem.roots.get(word);
      const count = Math.max(counted, root === undefined || word.length < 4 ? 0 : 2 ** root / 4);
      const shortest = word.length === 3 ? 20 : 3;
      if (count >= shortest) return Math.log(count / total);
      return word.length >= 3 && /[aeiou]/.test(word) && normalise.slang.has(word)
        ? Math.log(4 / total)
        : undefined;
    },
  };
}
