import type { Reading } from "../read/reading.ts";

/** The form of a text apart from its words; each is between 0 and 2. */
export interface Shape {
  readonly upTo2Words: number;
  readonly upTo5Words: number;
  readonly upTo10Words: number;
  readonly upTo20Words: number;
  readonly over40Words: number;
  readonly over90Words: number;
  readonly hasQuestion: number;
  readonly endsInQuestion: number;
  readonly questionShare: number;
  readonly hasDoubleQuestion: number;
  readonly exclaims: number;
  readonly isShouted: number;
  readonly isHeadline: number;
  readonly startsWithMention: number;
  readonly mentions: number;
  readonly hasHashtag: number;
  readonly hasManyHashtags: number;
  readonly hasAddress: number;
  readonly isRetweet: number;
  readonly hasNumber: number;
  readonly hasDuration: number;
  readonly trailsOff: number;
}

const TIME_UNITS = new Set(
  "hari minggu bulan tahun thn th bln mgg jam hr minggu2 harian mingguan bulanan days weeks months".split(
    " ",
  ),
);
const NUMBER_WORDS = new Set(
  "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh beberapa berapa setengah rong telung seminggu sebulan setahun".split(
    " ",
  ),
);
const WHOLE_TIMES = new Set("seminggu sebulan setahun sehari semingguan sebulanan".split(" "));
/** Letters of the shortest words decide no headline: "di" stays small in all of them. */
const SHORTEST_TITLE_WORD = 4;

/** The shape of a text. */
export function shapeOf({ text, tokens, sentences }: Reading): Shape {
  let words = 0;
  let longWords = 0;
  let titled = 0;
  let shouted = 0;
  let mentions = 0;
  let hashtags = 0;
  let hosts = 0;
  let numbers = 0;
  let questions = 0;
  let doubles = 0;
  let exclaims = 0;
  let dots = 0;
  let duration = 0;
  for (const [index, { kind, letterCase, word, start, end }] of tokens.entries()) {
    if (kind === "word") {
      words += 1;
      if (end - start >= SHORTEST_TITLE_WORD) {
        longWords += 1;
        if (letterCase === "title" || letterCase === "upper" || letterCase === "mixed") titled += 1;
        if (letterCase === "upper") shouted += 1;
      }
      if (duration === 0 && (WHOLE_TIMES.has(word.exact) || TIME_UNITS.has(word.exact))) {
        const before = tokens[index - 1];
        const isCounted =
          before?.kind === "number" || (before !== undefined && NUMBER_WORDS.has(before.word.exact));
        if (isCounted || WHOLE_TIMES.has(word.exact)) duration = 1;
      }
    } else if (kind === "mention") mentions += 1;
    else if (kind === "hashtag") hashtags += 1;
    else if (kind === "host") hosts += 1;
    else if (kind === "number") numbers += 1;
    else if (kind === "punctuation") {
      const mark = text.charCodeAt(start);
      if (mark === 0x3f || mark === 0x21) {
        const run = text.slice(start, Math.min(end, start + 8));
        if (run.includes("?")) {
          questions += 1;
          if (run.length > 1) doubles += 1;
        } else exclaims += 1;
      } else if (mark === 0x2e && end - start > 1) dots += 1;
    }
  }
  const firstWord = tokens[0];
  const last = tokens[tokens.length - 1];
  const isTitled = longWords >= 3 && titled / longWords >= 0.6;
  return {
    upTo2Words: flag(words <= 2),
    upTo5Words: flag(words <= 5),
    upTo10Words: flag(words <= 10),
    upTo20Words: flag(words <= 20),
    over40Words: flag(words > 40),
    over90Words: flag(words > 90),
    hasQuestion: flag(questions > 0),
    endsInQuestion: flag(
      last?.kind === "punctuation" && text.slice(last.start, last.start + 8).includes("?"),
    ),
    questionShare: questions === 0 ? 0 : Math.min(1, questions / Math.max(1, sentences.length)),
    hasDoubleQuestion: flag(doubles > 0),
    exclaims: exclaims === 0 ? 0 : exclaims === 1 ? 1 : 1.5,
    isShouted: flag(longWords >= 3 && shouted / longWords > 0.6),
    isHeadline: flag(
      isTitled &&
        shouted / longWords < 0.6 &&
        mentions === 0 &&
        hashtags === 0 &&
        words <= 25 &&
        sentences.length <= 2,
    ),
    startsWithMention: flag(firstWord?.kind === "mention"),
    mentions: mentions === 0 ? 0 : mentions === 1 ? 1 : 1.5,
    hasHashtag: flag(hashtags > 0),
    hasManyHashtags: flag(hashtags > 2),
    hasAddress: flag(hosts > 0),
    isRetweet: flag(
      firstWord?.word.exact === "rt" &&
        firstWord.letterCase === "upper" &&
        tokens[1]?.kind !== "number" &&
        words > 3,
    ),
    hasNumber: numbers === 0 ? 0 : numbers < 3 ? 1 : 1.5,
    hasDuration: duration,
    trailsOff: dots === 0 ? 0 : dots < 3 ? 1 : 1.5,
  };
}

function flag(claim: boolean): number {
  return claim ? 1 : 0;
}
