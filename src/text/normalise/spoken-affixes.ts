import { isVowel } from "../stem/strip-prefix.ts";

/** The standard word behind a spoken one, chosen among what its root can form. */
export type SpokenKnowledge = {
  /** How often a word in standard spelling is used; 0 when it is not known. */
  countOf: (word: string) => number;
  /** The root of a word; the word itself where none is found. */
  stem: (word: string) => string;
  /** The standard spelling of a base, or the base itself when it is a standard word; undefined when unknown. */
  standardBase: (base: string) => string | undefined;
};

/** The active form of a root: "tulis" → "menulis", "cari" → "mencari". */
export function withMeN(root: string): string {
  if (isOneSyllable(root)) return `menge${root}`;
  const rest = root.slice(1);
  const isBeforeVowel = isVowel(root.charCodeAt(1));
  switch (root.charAt(0)) {
    case "p":
      return isBeforeVowel ? `mem${rest}` : `mem${root}`;
    case "t":
      return isBeforeVowel ? `men${rest}` : `men${root}`;
    case "s":
      return isBeforeVowel ? `meny${rest}` : `men${root}`;
    case "k":
      return isBeforeVowel ? `meng${rest}` : `meng${root}`;
    case "b":
    case "f":
    case "v":
      return `mem${root}`;
    case "c":
    case "d":
    case "j":
    case "z":
      return `men${root}`;
    case "a":
    case "e":
    case "i":
    case "o":
    case "u":
    case "g":
    case "h":
    case "q":
      return `meng${root}`;
    default:
      return `me${root}`;
  }
}

/** Plurals from Arabic that look spoken. */
const WHOLE: ReadonlySet<string> = new Set(["hadirin", "muslimin", "mukminin", "muslimat"]);

function isOneSyllable(root: string): boolean {
  if (root.length > 4 || isVowel(root.charCodeAt(0))) return false;
  let vowels = 0;
  for (let at = 0; at < root.length; at += 1) if (isVowel(root.charCodeAt(at))) vowels += 1;
  return vowels === 1;
}

/** Does `word` begin as the spoken active of `root`: "nulis", "nyari", "ngebom", "mukul"? */
function isSpokenActive(word: string, root: string): boolean {
  return (
    word === withMeN(root).slice(2) ||
    word === `nge${root}` ||
    word === `ny${root.slice(1)}` ||
    word === `n${root}` ||
    word === `ng${root.slice(1)}` ||
    word === `ng${root}`
  );
}

/**
 * The standard form of a word with spoken affixes: "nulis" → "menulis", "dengerin" → "dengarkan", "diliatin" →
 * "dilihat", "ngerjain" → "mengerjakan"; undefined where it has none.
 */
export function standardAffixes(word: string, knowledge: SpokenKnowledge): string | undefined {
  if (word.length < 4 || WHOLE.has(word)) return undefined;
  const endsInIn = word.endsWith("in") && word.length >= 6;
  const body = endsInIn ? word.slice(0, -2) : word;
  if (!endsInIn && !"nm".includes(word.charAt(0))) return undefined;
  const forms = (active: string, passive: string): string[] => [`${active}kan`, `${active}i`, passive];
  if (endsInIn) {
    if (body.startsWith("di") && body.length >= 5) {
      const base = knowledge.standardBase(body.slice(2));
      if (base !== undefined) return likeliest(forms(`di${base}`, `di${base}`), knowledge);
    }
    const base = knowledge.standardBase(body);
    if (base !== undefined && base !== body && base.startsWith("me")) return base;
    if (base !== undefined && base !== body && base.startsWith("ber")) {
      const active = withMeN(knowledge.stem(base));
      return likeliest([`${active}kan`, `${active}i`], knowledge) ?? base;
    }
    if (base !== undefined && !isSpokenStart(body, base, knowledge)) {
      const found = likeliest([`${base}kan`, `${base}i`], knowledge) ?? likeliest([withMeN(base)], knowledge);
      return found ?? (base === body ? undefined : `${base}kan`);
    }
  }
  const root = spokenRoot(body, knowledge);
  if (root === undefined) return undefined;
  const active = withMeN(root);
  if (endsInIn) return likeliest(forms(active, active), knowledge);
  return [active, `ber${root}`].find((form) => knowledge.countOf(form) > 0);
}

function isSpokenStart(body: string, base: string, knowledge: SpokenKnowledge): boolean {
  return base === body && "nm".includes(body.charAt(0)) && spokenRoot(body, knowledge) !== undefined;
}

/** The root in "nulis", "ngeliat" (through its standard spelling "lihat"), "nyari". */
function spokenRoot(body: string, { stem, standardBase }: SpokenKnowledge): string | undefined {
  const found = stem(body);
  if (found !== body && isSpokenActive(body, found)) return found;
  if (!body.startsWith("n")) return undefined;
  for (const candidate of spokenBases(body)) {
    if (candidate.length < 4) continue;
    const base = standardBase(candidate);
    if (base !== undefined && base !== candidate && !base.includes("-")) return stem(base);
  }
  return undefined;
}

function spokenBases(body: string): string[] {
  if (body.startsWith("nge")) return [body.slice(3), `k${body.slice(2)}`, body.slice(2)];
  if (body.startsWith("ng")) return [body.slice(2), `k${body.slice(2)}`];
  if (body.startsWith("ny")) return [`s${body.slice(2)}`, `c${body.slice(2)}`];
  return [`t${body.slice(1)}`, body.slice(1)];
}

/** The most used of some words; undefined when none of them is used. */
function likeliest(words: readonly string[], { countOf }: SpokenKnowledge): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const word of words) {
    const count = countOf(word);
    if (count > most) {
      most = count;
      best = word;
    }
  }
  return best;
}
