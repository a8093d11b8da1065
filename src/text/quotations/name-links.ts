import type { Reading } from "../read/reading.ts";
import { NICKNAMES } from "./nicknames.ts";

/** Somebody who is named in a text once or more, under the fullest name found. */
export interface Named {
  readonly kind: "person" | "organisation";
  /** Folded words of the fullest name. */
  words: readonly string[];
  name: string;
  role: string | undefined;
  /** Whether the text has given no more than a name like "Jokowi" or "JK" so far. */
  isNickname: boolean;
  /** Whether the engine is sure of it at any of its places, or it speaks. */
  isSure: boolean;
}

const ADDRESSES: ReadonlySet<string> = new Set(
  `pak bapak bpk bu ibu mas mbak kang bang gus kh k h hj dr drs dra ir prof jenderal jendral letjen mayjen brigjen kolonel letkol
  mayor kapten laksamana laksda laksma marsekal marsda marsma komjen irjen kombes pol akbp kompol akp iptu ipda aiptu aipda
  bripka brigadir purn tni inspektur ajun komisaris besar polisi dokter ustaz ustadz kiai kyai haji almarhum almarhumah alm mendiang
  ny nyonya tuan sdr saudara sang si ketum kapolri kapolda kapolres`.split(/\s+/),
);
/** Persons of one word compared at most. */
const MOST_NAMESAKES = 6;

/** A person's name without forms of address and ranks before it: its words, and where it begins in the text. */
export function bareName(
  { tokens, text }: Reading,
  first: number,
  last: number,
): { words: string[]; name: string } {
  let from = first;
  while (
    from < last - 1 &&
    (ADDRESSES.has(tokens[from]?.word.exact ?? "") || isDot(tokens[from]?.word.exact))
  )
    from += 1;
  const words: string[] = [];
  for (let at = from; at < last; at += 1) {
    const token = tokens[at];
    if (token !== undefined && token.kind === "word") words.push(token.word.exact);
  }
  const start = tokens[from]?.start ?? 0;
  const end = tokens[last - 1]?.end ?? start;
  return { words, name: singleSpaced(text.slice(start, end)).trim() };
}

/** Words with single spaces between them. */
export function singleSpaced(words: string): string {
  for (let at = 0; at < words.length; at += 1) {
    const unit = words.charCodeAt(at);
    // Most names have no other white space than single spaces: nothing is to be written anew.
    if (unit <= 0x20 ? unit < 0x20 || words.charCodeAt(at + 1) <= 0x20 : unit > 0x7f)
      return words.replace(/\s+/gu, " ");
  }
  return words;
}

const isDot = (word: string | undefined): boolean => word === ".";

/** Who is who among the names of a text. */
export class NameLinks {
  /** Everybody, in the order in which they were first named. */
  readonly all: Named[] = [];
  /** Made when a second name is looked for: most texts have one. */
  private byWord: Map<string, Named[]> | undefined;
  private readonly unindexed: [one: Named, words: readonly string[]][] = [];

  /**
   * The one that a name means: somebody named before with all its words, with more of them or by their initials, or
   * someone new.
   */
  add(kind: Named["kind"], words: readonly string[], name: string, role: string | undefined): Named {
    const known = this.find(kind, words);
    if (known === undefined) {
      const full = fullName(words);
      const fresh: Named = {
        kind,
        words: full ?? words,
        name,
        role,
        isNickname: full !== undefined,
        isSure: false,
      };
      this.all.push(fresh);
      this.index(fresh, words);
      if (full !== undefined) this.index(fresh, full);
      return fresh;
    }
    known.role ??= role;
    const isFuller = known.isNickname ? words.length > 1 : words.length > known.words.length;
    if (isFuller && !isNickname(words)) {
      known.words = words;
      known.name = name;
      known.isNickname = false;
    }
    this.index(known, words);
    return known;
  }

  /** Makes a name in brackets behind another one a name of the same. */
  alias(known: Named, words: readonly string[]): void {
    this.index(known, words);
  }

  /** Somebody known by these words, the one named last first. */
  find(kind: Named["kind"], words: readonly string[]): Named | undefined {
    if (this.all.length === 0) return undefined;
    const byWord = this.indexed();
    const full = fullName(words);
    for (const asked of full === undefined ? [words] : [words, full]) {
      for (const word of asked) {
        const namesakes = byWord.get(word) ?? [];
        for (let at = namesakes.length - 1; at >= 0; at -= 1) {
          const one = namesakes[at];
          if (
            one !== undefined &&
            one.kind === kind &&
            (kind === "person" ? areOne(one.words, asked) : areSameBody(one.words, asked))
          )
            return one;
        }
      }
    }
    const initials = words.length === 1 ? byWord.get(`=${words[0]}`)?.at(-1) : undefined;
    return initials?.kind === kind ? initials : undefined;
  }

  private index(one: Named, words: readonly string[]): void {
    this.unindexed.push([one, words]);
  }

  private indexed(): Map<string, Named[]> {
    const byWord = this.byWord ?? new Map<string, Named[]>();
    this.byWord = byWord;
    for (const [one, words] of this.unindexed) {
      for (const word of words) place(byWord, word, one);
      if (words.length > 1) place(byWord, `=${words.map((word) => word.charAt(0)).join("")}`, one);
    }
    this.unindexed.length = 0;
    return byWord;
  }
}

function place(byWord: Map<string, Named[]>, key: string, one: Named): void {
  const namesakes = byWord.get(key);
  if (namesakes === undefined) byWord.set(key, [one]);
  else if (namesakes.at(-1) !== one) {
    const before = namesakes.indexOf(one);
    if (before >= 0) namesakes.splice(before, 1);
    else if (namesakes.length >= MOST_NAMESAKES) namesakes.shift();
    namesakes.push(one);
  }
}

const fullName = (words: readonly string[]): string[] | undefined => fullNameOf(words)?.split(" ");

const isNickname = (words: readonly string[]): boolean => fullNameOf(words) !== undefined;

/** The full name of whom these words are a nickname of. Most names begin as none does. */
function fullNameOf(words: readonly string[]): string | undefined {
  const [first = ""] = words;
  return NICKNAME_HEADS.has(first) ? NICKNAMES.get(words.join(" ")) : undefined;
}

const NICKNAME_HEADS: ReadonlySet<string> = new Set(
  Array.from(NICKNAMES.keys(), (nickname) => nickname.split(" ")[0] ?? ""),
);

/** Whether all words of the shorter name are words of the longer one, initials standing for words. */
function areOne(a: readonly string[], b: readonly string[]): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  let from = 0;
  let whole = 0;
  for (const word of short) {
    let found = -1;
    for (let at = from; at < long.length && found < 0; at += 1)
      if (long[at] === word) found = at;
      else if (word.length === 1 && long[at]?.startsWith(word)) found = at;
      else if (long[at]?.length === 1 && word.startsWith(long[at] ?? " ")) found = at;
      else if (word.length === 2 && short.length > 1 && initials(long, at) === word) found = at + 1;
    if (found < 0) return false;
    if (word.length > 1 && long[found] === word) whole += 1;
    from = found + 1;
  }
  return whole > 0;
}

/** Bodies are one under the same name, with or without what kind of body it is. */
function areSameBody(a: readonly string[], b: readonly string[]): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const from = long.length - short.length;
  return (
    (from === 0 || (from === 1 && BODY_HEADS.has(long[0] ?? ""))) &&
    short.every((word, at) => word === long[from + at])
  );
}

const BODY_HEADS: ReadonlySet<string> = new Set([
  "partai",
  "pt",
  "klub",
  "pp",
  "dpp",
  "lembaga",
  "perusahaan",
]);

const initials = (words: readonly string[], at: number): string =>
  `${words[at]?.charAt(0) ?? ""}${words[at + 1]?.charAt(0) ?? ""}`;
