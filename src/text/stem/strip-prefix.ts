/**
 * The prefixes of Indonesian and what each makes of the first sound of the word behind it. After the reference grammar
 * (Tata Bahasa Baku Bahasa Indonesia, ch. 4): meN- and peN- drop p, t, s, k and leave their nasal in its place.
 */

/** Called with what may stand behind a prefix, and how unusual it would be. */
export type Visit = (rest: string, cost: number, prefix: number) => void;

/** Kinds of prefix that some suffixes do not go with. */
export const Prefix = {
  none: 0,
  me: 1,
  di: 2,
  ber: 3,
  ter: 4,
  ke: 5,
  pe: 6,
  per: 7,
  se: 8,
  other: 9,
} as const;

const SHORTEST = 3;

export function isVowel(unit: number): boolean {
  return unit === 0x61 || unit === 0x65 || unit === 0x69 || unit === 0x6f || unit === 0x75;
}

/** Prefixes from learned words: "antikorupsi", "pascabencana". They go before a whole word that is known. */
const LEARNED =
  "anti pra pasca non multi maha semi supra ultra eks antar ekstra inter swa tuna infra makro mikro mini neo para nir purna dwi tri sub super trans pro kontra auto hiper".split(
    " ",
  );
const LEARNED_BY_FIRST = Map.groupBy(LEARNED, (prefix) => prefix.charCodeAt(0));

/** Visits everything that is left of `word` without its first prefix. */
export function stripPrefix(word: string, depth: number, visit: Visit): void {
  if (word.length < SHORTEST + 1) return;
  switch (word.charCodeAt(0)) {
    case 0x6d: // m
      if (word.startsWith("me")) stripNasal(word, Prefix.me, visit);
      else if (depth === 0 && isVowel(word.charCodeAt(1))) visit(`p${word.slice(1)}`, 5, Prefix.me);
      break;
    case 0x70: // p
      if (word.startsWith("pe")) stripPe(word, visit);
      break;
    case 0x62: // b
      if (word.startsWith("be")) stripBer(word, visit);
      break;
    case 0x74: // t
      if (word.startsWith("te")) stripTer(word, visit);
      break;
    case 0x64: // d
      if (word.startsWith("di")) visit(word.slice(2), 1, Prefix.di);
      break;
    case 0x6b: // k
      if (word.startsWith("ke")) visit(word.slice(2), 1, Prefix.ke);
      else if (depth === 0 && word.startsWith("ku")) visit(word.slice(2), 3, Prefix.other);
      else if (depth === 0 && word.startsWith("kau")) visit(word.slice(3), 2, Prefix.other);
      break;
    case 0x73: // s
      if (word.startsWith("se")) visit(word.slice(2), 1, Prefix.se);
      break;
    case 0x6e: // n
      if (depth === 0) stripSpoken(word, visit);
      break;
  }
  if (depth === 0) stripLearned(word, visit);
}

function stripLearned(word: string, visit: Visit): void {
  const prefixes = LEARNED_BY_FIRST.get(word.charCodeAt(0));
  if (prefixes === undefined || word.length < 6) return;
  for (const prefix of prefixes) {
    if (word.startsWith(prefix) && word.length - prefix.length > SHORTEST)
      visit(word.slice(prefix.length), 6, Prefix.other);
  }
}

/** meN- and peN- share their sounds. */
function stripNasal(word: string, prefix: number, visit: Visit): void {
  const third = word.charCodeAt(2);
  if (third === 0x6d) {
    // mem-: before b, f, v and p of borrowed words; a dropped p leaves the vowel behind it.
    const rest = word.slice(3);
    if (isVowel(rest.charCodeAt(0))) {
      visit(`p${rest}`, 1, prefix);
      visit(`m${rest}`, 1, prefix);
    } else visit(rest, 1, prefix);
  } else if (third === 0x6e) stripBeforeN(word, prefix, visit);
  else {
    // me- before l, r, w and y; peN- also before others, as in "petani".
    const isPlain =
      prefix === Prefix.pe || third === 0x6c || third === 0x72 || third === 0x77 || third === 0x79;
    visit(word.slice(2), isPlain ? 1 : 6, prefix);
  }
}

function stripBeforeN(word: string, prefix: number, visit: Visit): void {
  const fourth = word.charCodeAt(3);
  if (fourth === 0x67) {
    const rest = word.slice(4);
    const isOpen = isVowel(rest.charCodeAt(0));
    visit(rest, 1, prefix);
    if (isOpen) {
      visit(`k${rest}`, 1, prefix);
      visit(`ng${rest}`, 2, prefix);
    }
    // menge-: before words of one syllable.
    if (rest.charCodeAt(0) === 0x65 && rest.length >= 4 && rest.length <= 7) visit(rest.slice(1), 3, prefix);
  } else if (fourth === 0x79) {
    const rest = word.slice(4);
    visit(`s${rest}`, 1, prefix);
    visit(`ny${rest}`, 1, prefix);
    visit(`c${rest}`, 5, prefix);
  } else {
    const rest = word.slice(3);
    if (isVowel(fourth)) {
      visit(`t${rest}`, 1, prefix);
      visit(`n${rest}`, 1, prefix);
    } else visit(rest, 1, prefix);
  }
}

function stripPe(word: string, visit: Visit): void {
  const third = word.charCodeAt(2);
  if (third === 0x72) {
    visit(word.slice(3), 1, Prefix.per);
    visit(word.slice(2), 1, Prefix.pe);
    return;
  }
  if (word.startsWith("pelajar")) visit(word.slice(3), 0, Prefix.pe);
  if (third === 0x6d || third === 0x6e) visit(word.slice(2), 3, Prefix.pe);
  stripNasal(word, Prefix.pe, visit);
}

function stripBer(word: string, visit: Visit): void {
  if (word.charCodeAt(2) === 0x72) {
    visit(word.slice(3), 1, Prefix.ber);
    visit(word.slice(2), 1, Prefix.ber);
  } else if (word.startsWith("belajar")) visit(word.slice(3), 0, Prefix.ber);
  else if (hasErSyllable(word)) visit(word.slice(2), 1, Prefix.ber);
  else visit(word.slice(2), 5, Prefix.ber); // "bedua", "becanda": spoken
}

function stripTer(word: string, visit: Visit): void {
  if (word.charCodeAt(2) === 0x72) {
    visit(word.slice(3), 1, Prefix.ter);
    visit(word.slice(2), 1, Prefix.ter);
  } else visit(word.slice(2), hasErSyllable(word) ? 1 : 4, Prefix.ter);
}

/** ber- and ter- lose their r before a syllable that ends in -er: "bekerja", "tepercaya". */
function hasErSyllable(word: string): boolean {
  return word.charCodeAt(3) === 0x65 && word.charCodeAt(4) === 0x72;
}

/** The nasal alone, as it is spoken: "nulis", "nyari", "ngopi", "ngebom". */
function stripSpoken(word: string, visit: Visit): void {
  const second = word.charCodeAt(1);
  if (second === 0x67) {
    const rest = word.slice(2);
    visit(rest, 3, Prefix.me);
    if (isVowel(rest.charCodeAt(0))) visit(`k${rest}`, 3, Prefix.me);
    if (rest.charCodeAt(0) === 0x65) visit(rest.slice(1), 3, Prefix.me);
  } else if (second === 0x79) {
    visit(`s${word.slice(2)}`, 3, Prefix.me);
    visit(`c${word.slice(2)}`, 3, Prefix.me);
  } else if (isVowel(second)) visit(`t${word.slice(1)}`, 4, Prefix.me);
  else visit(word.slice(1), 4, Prefix.me); // "ndengerin", "njual"
}
