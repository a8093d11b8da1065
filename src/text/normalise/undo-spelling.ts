/** Ways of writing that change the letters of a word, and what may have been meant. */

const DIGITS: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "6": "g",
  "7": "t",
  "8": "b",
  "9": "g",
};
const MOST_RUNS = 4;

/** A word without the lengthening of any letter: "bangeeet" → "banget"; runs of two stay unless `fromTwo`. */
function squeeze(word: string, longestKept: number, fromTwo: boolean): string {
  let squeezed = "";
  for (let at = 0; at < word.length; ) {
    let end = at + 1;
    while (end < word.length && word.charCodeAt(end) === word.charCodeAt(at)) end += 1;
    const run = end - at;
    const isLengthened = run >= 3 || (fromTwo && run === 2);
    squeezed += word.slice(at, at + (isLengthened ? Math.min(run, longestKept) : run));
    at = end;
  }
  return squeezed;
}

/** Does a letter stand twice or more in a row? */
export function hasRun(word: string, length: number): boolean {
  let run = 1;
  for (let at = 1; at < word.length; at += 1) {
    run = word.charCodeAt(at) === word.charCodeAt(at - 1) ? run + 1 : 1;
    if (run >= length) return true;
  }
  return false;
}

/**
 * What a lengthened word may be, likeliest first: each run as one letter, as two ("maaaf"), some as one and some as two
 * ("saaangaat"), a double letter as one ("bangett").
 */
export function shortenings(word: string): string[] {
  const found = new Set<string>();
  if (!hasRun(word, 3) && word.endsWith(word.charAt(word.length - 1).repeat(2))) found.add(word.slice(0, -1));
  if (hasRun(word, 3)) {
    found.add(squeeze(word, 1, false));
    found.add(squeeze(word, 2, false));
    for (const one of mixedRuns(squeeze(word, 2, false))) found.add(one);
  }
  // Two of these letters are English: "peers", "book".
  if (!/ee|oo/.test(word)) found.add(squeeze(word, 1, true));
  found.delete(word);
  return [...found];
}

/** Every choice of one or two letters for up to four runs of two. */
function mixedRuns(word: string): string[] {
  const runs: number[] = [];
  for (let at = 1; at < word.length; at += 1)
    if (word.charCodeAt(at) === word.charCodeAt(at - 1)) runs.push(at);
  if (runs.length < 2 || runs.length > MOST_RUNS) return [];
  const choices: string[] = [];
  for (let choice = 1; choice < 1 << runs.length; choice += 1) {
    let mixed = "";
    let from = 0;
    for (const [index, at] of runs.entries()) {
      if ((choice & (1 << index)) === 0) continue;
      mixed += word.slice(from, at);
      from = at + 1;
    }
    choices.push(mixed + word.slice(from));
  }
  return choices;
}

/**
 * What may stand behind an unknown word as it is pronounced: a breath or a stop at its end ("biasah", "sukak"), z for s
 * ("abiz"), e for a in the last syllable ("dateng").
 */
export function soundings(word: string): string[] {
  const found: string[] = [];
  const { length } = word;
  const last = word.charAt(length - 1);
  const before = word.charAt(length - 2);
  if (length >= 5 && "hkq".includes(last) && "aiueo".includes(before)) found.push(word.slice(0, -1));
  if (last === "z") found.push(`${word.slice(0, -1)}s`);
  if (before === "e" && !"aiueo".includes(last)) found.push(`${word.slice(0, -2)}a${last}`);
  return found;
}

/** A word with letters for its digits: "t4p1" → "tapi"; undefined where it has none or is a number with a unit. */
export function lettersForDigits(word: string): string | undefined {
  let letters = "";
  let changed = 0;
  let kept = 0;
  for (const character of word) {
    const letter = DIGITS[character];
    if (character >= "0" && character <= "9") {
      if (letter === undefined) return undefined;
      changed += 1;
    } else kept += 1;
    letters += letter ?? character;
  }
  return changed > 0 && kept >= 2 && changed <= kept ? letters : undefined;
}

/** The standard words of a number written against its unit: "10rb" → "10", "ribu". */
export function splitUnit(word: string): readonly string[] | undefined {
  let at = 0;
  while (at < word.length && /[0-9.,]/.test(word.charAt(at))) at += 1;
  const unit = at > 0 ? UNITS.get(word.slice(at)) : undefined;
  return unit === undefined ? undefined : [word.slice(0, at), unit];
}

const UNITS: ReadonlyMap<string, string> = new Map(
  `rb=ribu rbu=ribu ribu=ribu k=ribu jt=juta jta=juta juta=juta jutaan=jutaan miliar=miliar milyar=miliar
  thn=tahun th=tahun tahun=tahun tahunan=tahunan bln=bulan bulan=bulan mgg=minggu minggu=minggu hr=hari hri=hari hari=hari jam=jam jm=jam
  mnt=menit menit=menit dtk=detik detik=detik org=orang orang=orang kg=kilogram gr=gram km=kilometer cm=sentimeter mm=milimeter
  ltr=liter liter=liter x=kali kali=kali persen=persen lt=lantai mb=megabita gb=gigabita wib=wib wita=wita wit=wit`
    .split(/\s+/)
    .flatMap((pair): [string, string][] => {
      const [short, long] = pair.split("=");
      return short && long ? [[short, long]] : [];
    }),
);

/** "jalan2" → "jalan-jalan" with what stands behind the figure, "orang2nya" → "orang" and "nya". */
export function doubled(word: string): { base: string; ending: string } | undefined {
  const at = word.indexOf("2");
  if (at < 2 || word.indexOf("2", at + 1) >= 0) return undefined;
  const base = word.slice(0, at);
  const ending = word.slice(at + 1);
  for (let index = 0; index < base.length; index += 1)
    if (!isLetter(base.charCodeAt(index))) return undefined;
  return ENDINGS.has(ending)
    ? { base, ending: ending === "x" || ending === "ny" ? "nya" : ending }
    : undefined;
}

const ENDINGS: ReadonlySet<string> = new Set([
  "",
  "nya",
  "ny",
  "x",
  "an",
  "ku",
  "mu",
  "kan",
  "i",
  "lah",
  "kah",
  "pun",
  "in",
]);

function isLetter(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}

const LAUGH = new Set("hahaha hehehe hihihi hohoho wkwkwk kwkwkw xixixi awokwok".split(" "));

/** Is the word laughter, however long: "wkwkwkwk", "hahahhaa", "xixixi", "awokawok"? */
export function isLaughter(word: string): boolean {
  if (LAUGH.has(word)) return true;
  if (word.length < 4) return false;
  let mask = 0;
  let h = 0;
  let turns = 0;
  for (let at = 0; at < word.length; at += 1) {
    const bit = LAUGH_LETTERS[word.charAt(at)];
    if (bit === undefined) return false;
    mask |= bit;
    if (word.charAt(at) === "h" || word.charAt(at) === "x") h += 1;
    if (at > 0 && word.charCodeAt(at) !== word.charCodeAt(at - 1)) turns += 1;
  }
  const isWkwk = (mask & ~0b0011) === 0 && turns >= 3;
  const isAwok = (mask & ~0b0111) === 0 && mask === 0b0111 && turns >= 5;
  const vowels = mask & 0b1111_0100;
  const isHaha = h >= 2 && (mask & 0b1011) === 0b1000 && oneVowel(vowels) && turns >= 3;
  return isWkwk || isAwok || isHaha;
}

/** w, k, a, h or x, e, i, o, u. "o" shares the bit of "a" only in "awokwok", where both stand. */
const LAUGH_LETTERS: Readonly<Record<string, number>> = {
  w: 0b0000_0001,
  k: 0b0000_0010,
  a: 0b0000_0100,
  h: 0b0000_1000,
  x: 0b0000_1000,
  e: 0b0001_0000,
  i: 0b0010_0000,
  o: 0b0000_0100,
  u: 0b1000_0000,
};

function oneVowel(vowels: number): boolean {
  return vowels !== 0 && (vowels & (vowels - 1)) === 0;
}
