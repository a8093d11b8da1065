import { Prefix } from "./strip-prefix.ts";

/** Called with a word without its endings, how unusual that is, and the ending that forms words, if any. */
export type VisitBase = (base: string, cost: number, suffix: number) => void;

export const Suffix = { none: 0, kan: 1, an: 2, i: 3, in: 4, learned: 5 } as const;

const PARTICLES = ["lah", "kah", "tah", "pun"];
const POSSESSIVES = ["nya", "ku", "mu"];
/** Endings of learned words and what is put back in their place. */
const LEARNED: readonly (readonly [ending: string, put: readonly string[]])[] = [
  ["isasi", ["", "i"]],
  ["isme", ["", "i"]],
  ["is", ["", "i"]],
  ["iah", [""]],
  ["wi", [""]],
];

const SHORTEST = 3;

/** Visits what is left of `word` without particle, possessive and one ending, each with and without. */
export function stripSuffixes(word: string, visit: VisitBase): void {
  visitEndings(word, 0, visit);
  const particle = ending(word, PARTICLES);
  const withoutParticle = particle === "" ? word : word.slice(0, -particle.length);
  if (particle !== "") visitEndings(withoutParticle, 1, visit);
  const possessive = ending(withoutParticle, POSSESSIVES);
  if (possessive !== "")
    visitEndings(withoutParticle.slice(0, -possessive.length), possessive === "nya" ? 1 : 2, visit);
}

function ending(word: string, endings: readonly string[]): string {
  const last = word.charCodeAt(word.length - 1);
  // All of them end in a, h, n or u.
  if (last !== 0x61 && last !== 0x68 && last !== 0x6e && last !== 0x75) return "";
  for (const one of endings) if (word.length - one.length >= SHORTEST && word.endsWith(one)) return one;
  return "";
}

function visitEndings(word: string, cost: number, visit: VisitBase): void {
  visit(word, cost, Suffix.none);
  const { length } = word;
  if (length < 4) return;
  const last = word.charCodeAt(length - 1);
  if (last === 0x69) {
    // No -i behind an i.
    if (word.charCodeAt(length - 2) !== 0x69) visit(word.slice(0, -1), cost + 2, Suffix.i);
  } else if (last === 0x6e) {
    const before = word.charCodeAt(length - 2);
    if (before === 0x61) {
      if (word.charCodeAt(length - 3) === 0x6b && length >= 6) visit(word.slice(0, -3), cost + 1, Suffix.kan);
      if (length >= 5) visit(word.slice(0, -2), cost + 1, Suffix.an);
    } else if (before === 0x69 && length >= 5) visit(word.slice(0, -2), cost + 4, Suffix.in);
  }
  if (length >= 6 && (last === 0x73 || last === 0x69 || last === 0x65 || last === 0x68))
    visitLearned(word, cost, visit);
}

function visitLearned(word: string, cost: number, visit: VisitBase): void {
  for (const [suffix, put] of LEARNED) {
    if (!word.endsWith(suffix) || word.length - suffix.length < SHORTEST + 1) continue;
    const base = word.slice(0, -suffix.length);
    for (const letters of put) visit(base + letters, cost + 4, Suffix.learned);
  }
}

/** How unusual a prefix is behind another: ber- and ter- follow only where a suffix closes ("memberlakukan"). */
export function secondPrefixCost(outer: number, inner: number, suffix: number): number {
  if (inner === Prefix.per || inner === Prefix.pe) return 0;
  if (inner === Prefix.me) return outer === Prefix.di ? 4 : 9;
  if (inner === Prefix.di) return 9;
  // "mengesampingkan", "dikedepankan"
  if (inner === Prefix.ke)
    return (outer === Prefix.me || outer === Prefix.di) && suffix === Suffix.kan ? 1 : 6;
  const isOpen = suffix === Suffix.none || suffix === Suffix.in;
  if (outer === Prefix.ke) return suffix === Suffix.an ? 0 : 4;
  return isOpen ? 5 : 2;
}

/** How unusual a suffix is with the outermost prefix; some never go together. */
export function confixCost(prefix: number, suffix: number): number {
  switch (suffix) {
    case Suffix.an:
      return prefix === Prefix.me || prefix === Prefix.di || prefix === Prefix.ter ? 9 : 0;
    case Suffix.i:
      return prefix === Prefix.ber || prefix === Prefix.pe || prefix === Prefix.se
        ? 9
        : prefix === Prefix.ke
          ? 6
          : prefix === Prefix.none
            ? 3
            : 0;
    case Suffix.kan:
      return prefix === Prefix.pe || prefix === Prefix.se
        ? 9
        : prefix === Prefix.ke || prefix === Prefix.ber
          ? 4
          : 0;
    case Suffix.in:
      return prefix === Prefix.ber || prefix === Prefix.pe || prefix === Prefix.se ? 9 : 0;
    default:
      return 0;
  }
}
