import type { Reading, ReadToken, WordReading } from "../read/reading.ts";
import { WordNumbers } from "../read/word-numbers.ts";

/** The form of a text apart from its words, in the order in which it is written. */
export const SHAPES = [
  "upTo2Words",
  "upTo5Words",
  "upTo10Words",
  "upTo20Words",
  "over40Words",
  "over90Words",
  "hasQuestion",
  "endsInQuestion",
  "questionShare",
  "hasDoubleQuestion",
  "exclaims",
  "isShouted",
  "isHeadline",
  "startsWithMention",
  "mentions",
  "hasHashtag",
  "hasManyHashtags",
  "hasAddress",
  "isRetweet",
  "hasNumber",
  "hasDuration",
  "trailsOff",
] as const;

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
const [QUESTION, EXCLAMATION, FULL_STOP] = [0x3f, 0x21, 0x2e];

/** Writes the shape of a text into `into` from `from` on: one number between 0 and 2 for each of `SHAPES`. */
export function writeShape(
  { text, tokens, ids, edition, sentences }: Reading,
  into: Float64Array,
  from: number,
): void {
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
  let before: ReadToken | undefined;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) continue;
    const { kind, letterCase, word, start, end } = token;
    if (kind === "word") {
      words += 1;
      if (end - start >= SHORTEST_TITLE_WORD) {
        longWords += 1;
        if (letterCase === "upper") shouted += 1;
        if (letterCase !== "lower" && letterCase !== "none") titled += 1;
      }
      if (duration === 0 && ((times.find(ids[index] ?? 0, edition) ?? timeOf(word)) & Time.span) !== 0)
        duration = isCounted(word, before) ? 1 : 0;
    } else if (kind === "mention") mentions += 1;
    else if (kind === "hashtag") hashtags += 1;
    else if (kind === "host") hosts += 1;
    else if (kind === "number") numbers += 1;
    else if (kind === "punctuation") {
      const mark = text.charCodeAt(start);
      if (mark === QUESTION || mark === EXCLAMATION) {
        if (asks(text, start, end)) {
          questions += 1;
          if (end - start > 1) doubles += 1;
        } else exclaims += 1;
      } else if (mark === FULL_STOP && end - start > 1) dots += 1;
    }
    before = token;
  }
  const first = tokens[0];
  const last = tokens[tokens.length - 1];
  const isTitled = longWords >= 3 && titled / longWords >= 0.6 && shouted / longWords < 0.6;
  const isRetweet =
    first?.word.exact === "rt" && first.letterCase === "upper" && tokens[1]?.kind !== "number";
  let at = from;
  const put = (value: number | boolean): void => {
    into[at] = Number(value);
    at += 1;
  };
  put(words <= 2);
  put(words <= 5);
  put(words <= 10);
  put(words <= 20);
  put(words > 40);
  put(words > 90);
  put(questions > 0);
  put(last?.kind === "punctuation" && asks(text, last.start, last.end));
  put(Math.min(1, questions / Math.max(1, sentences.length)));
  put(doubles > 0);
  put(exclaims === 0 ? 0 : exclaims === 1 ? 1 : 1.5);
  put(longWords >= 3 && shouted / longWords > 0.6);
  put(isTitled && mentions === 0 && hashtags === 0 && words <= 25 && sentences.length <= 2);
  put(first?.kind === "mention");
  put(mentions === 0 ? 0 : mentions === 1 ? 1 : 1.5);
  put(hashtags > 0);
  put(hashtags > 2);
  put(hosts > 0);
  put(isRetweet && words > 3);
  put(numbers === 0 ? 0 : numbers < 3 ? 1 : 1.5);
  put(duration);
  put(dots === 0 ? 0 : dots < 3 ? 1 : 1.5);
}

/** Whether a run of marks holds a question mark among its first eight. */
function asks(text: string, start: number, end: number): boolean {
  const until = Math.min(end, start + 8);
  for (let at = start; at < until; at += 1) if (text.charCodeAt(at) === QUESTION) return true;
  return false;
}

/** What a word tells of how long something has lasted: a span of time, one that is counted in the word, a number. */
const Time = { span: 1, counted: 2, number: 4 } as const;
const times = new WordNumbers();

const timeOf = (word: WordReading): number => times.get(word) ?? times.keep(word, readTime(word.exact));

function readTime(exact: string): number {
  const number = NUMBER_WORDS.has(exact) ? Time.number : 0;
  if (WHOLE_TIMES.has(exact)) return number | Time.span | Time.counted;
  return TIME_UNITS.has(exact) ? number | Time.span : number;
}

function isCounted(word: WordReading, before: ReadToken | undefined): boolean {
  if ((timeOf(word) & Time.counted) !== 0) return true;
  return before !== undefined && (before.kind === "number" || (timeOf(before.word) & Time.number) !== 0);
}
