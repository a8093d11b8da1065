import { type HostilePhrase, plainlyRude, unlengthened } from "./hostile-lexicon.ts";

/** A rude word with covered letters ("g*bl*k", "b@ngsat") or with gaps ("g o b l o k", "a.n.j.i.n.g"). */
export interface CoveredWord {
  readonly start: number;
  readonly end: number;
  readonly phrase: HostilePhrase;
}

const SIGNS = /[*@#$%&!?]/;
const LONGEST = 14;
const fewestSpaced = 4;

const byLength = new Map<number, HostilePhrase[]>();
const byWord = new Map<string, HostilePhrase>();
for (const phrase of plainlyRude) {
  const [word = ""] = phrase.words;
  byWord.set(word, phrase);
  byLength.set(word.length, [...(byLength.get(word.length) ?? []), phrase]);
}
/** A sign that stands for one letter by its looks. */
const LOOKS: Readonly<Record<string, string>> = { "@": "a", $: "s", "!": "i", "#": "h", "&": "e" };

const isLetter = (unit: number): boolean => (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);

const isSign = (unit: number): boolean =>
  unit === 0x2a || unit === 0x40 || (unit >= 0x21 && unit <= 0x26 && unit !== 0x22) || unit === 0x3f;
const isPart = (unit: number): boolean => isLetter(unit) || isSign(unit) || (unit >= 0x30 && unit <= 0x39);

/** Covered and spaced rude words in a text. Time is linear: what is looked at twice is at most `LONGEST` long. */
export function findCoveredWords(text: string): CoveredWord[] {
  const found: CoveredWord[] = [];
  for (let at = 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (isLetter(unit)) continue;
    if (at + 1 === text.length) break;
    if (isSign(unit)) {
      if (isLetter(text.charCodeAt(at - 1)) && isPart(text.charCodeAt(at + 1)))
        at = readCovered(text, at, found);
    } else if (
      isGap(unit) &&
      isLetter(text.charCodeAt(at + 1)) &&
      (at + 2 === text.length || !isLetter(text.charCodeAt(at + 2)))
    )
      at = readSpaced(text, at, found);
  }
  return found;
}

/** Reads the word around the sign at `at`; returns the place of its last character. */
function readCovered(text: string, at: number, found: CoveredWord[]): number {
  let start = at;
  while (at - start < LONGEST && isPart(text.charCodeAt(start - 1))) start -= 1;
  while (start < at && !isLetter(text.charCodeAt(start))) start += 1;
  let end = at + 1;
  while (end < text.length && isPart(text.charCodeAt(end))) end += 1;
  if (end - start >= 3 && end - start <= LONGEST) {
    const phrase = uncover(text.slice(start, end).toLowerCase());
    if (phrase !== undefined) found.push({ start, end, phrase });
  }
  return end - 1;
}

/** The rude word that a pattern covers: each sign for any one letter, two letters and half of all seen. */
function uncover(pattern: string): HostilePhrase | undefined {
  const inner = pattern.replace(/[!?]+$/, "");
  if (!SIGNS.test(inner)) return undefined;
  const looked = inner.replace(/[@$!#&]/g, (sign) => LOOKS[sign] ?? sign);
  return byWord.get(looked) ?? byWord.get(unlengthened(looked)) ?? byLength.get(inner.length)?.find(fits);

  function fits({ words: [word = ""] }: HostilePhrase): boolean {
    let seen = 0;
    for (let at = 0; at < word.length; at += 1) {
      if (SIGNS.test(inner.charAt(at))) continue;
      if (inner.charCodeAt(at) !== word.charCodeAt(at)) return false;
      seen += 1;
    }
    return seen >= 2 && seen * 2 >= word.length;
  }
}

const isGap = (unit: number): boolean => unit === 0x20 || unit === 0x2e || unit === 0x2d || unit === 0x5f;

/** Reads single letters with the gap at `at` between all of them; returns the place of the last one. */
function readSpaced(text: string, at: number, found: CoveredWord[]): number {
  const start = at - 1;
  if (!isLetter(text.charCodeAt(start)) || isLetter(text.charCodeAt(start - 1))) return at;
  const gap = text.charCodeAt(at);
  let end = at;
  while (
    text.charCodeAt(end) === gap &&
    isLetter(text.charCodeAt(end + 1)) &&
    !isLetter(text.charCodeAt(end + 2))
  )
    end += 2;
  const letters = (end - start + 1) / 2;
  if (letters >= fewestSpaced && letters <= LONGEST) {
    let word = "";
    for (let letter = start; letter < end; letter += 2) word += text.charAt(letter);
    word = word.toLowerCase();
    const phrase = byWord.get(word) ?? byWord.get(unlengthened(word));
    if (phrase !== undefined) found.push({ start, end, phrase });
  }
  return end - 1;
}
