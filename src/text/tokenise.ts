import { CharacterClass, characterClass, isLetterOrDigit } from "./character-class.ts";
import { stemWord } from "./clitics.ts";
import { foldText } from "./fold.ts";
import { numberForm } from "./number-form.ts";
import { type FoundAddress, readAddress, readBareHost } from "./web-address.ts";
import { isApostrophe, isHyphen, startsPlainly } from "./word-edges.ts";

/** What a token is. An `alias` is a second way to find the token before it, at the same position. */
export type TokenKind = "word" | "number" | "hashtag" | "mention" | "host" | "emoji" | "ideograph" | "alias";

/** One searchable unit of a text. */
export interface Token {
  kind: TokenKind;
  /** The form in which different spellings of one word meet ("bukunya" and "buku-buku": "buku"). */
  term: string;
  /** The folded form as written ("bukunya"). */
  exact: string;
  /** Offsets into the original string in UTF-16 units, end exclusive. */
  start: number;
  end: number;
  /** 1 for the first word. A run of emoji takes one position; an alias shares its token's position. */
  position: number;
}

/** Longer words are cut, in the index and in the query alike; 3 bytes a unit stay far below PostgreSQL's 2,046. */
export const LONGEST_TERM = 100;
/** Folding can lengthen a word, never shorten it below a quarter; more of the raw word need not be looked at. */
const LONGEST_RAW = LONGEST_TERM * 4;

const NOT_IN_WORD = /[^\p{L}\p{N}\p{M}_.,]|[\ufe00-\ufe0f]/gu;
const ACRONYM = /\p{L}(?:\.\p{L}){1,8}(?![\p{L}\p{N}])/uy;
const EMOJI =
  /[\u{1f1e6}-\u{1f1ff}]{2}|\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]{0,2}(?:\u200d\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]{0,2}){0,8}/uy;
const EMOJI_VARIATION = /[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu;
const ADDRESS_HEAD = /^(?:https?|www)$/i;

/** At most `LONGEST_TERM` units, never ending in half a character. */
function cutTerm(term: string): string {
  if (term.length <= LONGEST_TERM) return term;
  const cut = term.slice(0, LONGEST_TERM);
  const last = cut.charCodeAt(LONGEST_TERM - 1);
  return last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
}

class Scanner {
  readonly tokens: Token[] = [];
  private readonly text: string;
  private readonly stem: (word: string) => string;
  private at = 0;
  private position = 0;
  private isInEmojiRun = false;

  constructor(text: string, stem: (word: string) => string) {
    this.text = text;
    this.stem = stem;
  }

  scan(): Token[] {
    while (this.at < this.text.length) this.step();
    return this.tokens;
  }

  /** Cuts the tokens from `from` on, up to the next word of Latin letters that begins behind a blank. */
  scanPiece(from: number): { tokens: readonly Token[]; end: number } {
    this.tokens.length = 0;
    this.at = from;
    do this.step();
    while (this.at < this.text.length && !startsPlainly(this.text, this.at));
    return { tokens: this.tokens, end: this.at };
  }

  private step(): void {
    const kind = this.classAt(this.at);
    if (isLetterOrDigit(kind)) this.readWord();
    else if (kind === CharacterClass.ideograph) this.readIdeograph();
    else if (kind === CharacterClass.emoji) this.readEmoji();
    else {
      const unit = this.text.charCodeAt(this.at);
      const isTag = unit === 0x23 || unit === 0xff03;
      const isMention = unit === 0x40 || unit === 0xff20;
      if (!((isTag && this.readHashtag()) || (isMention && this.readMention())))
        this.at += this.sizeAt(this.at);
    }
  }

  private classAt(at: number): number {
    if (at >= this.text.length) return CharacterClass.separator;
    const unit = this.text.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdbff) return characterClass(this.text.codePointAt(at) ?? unit);
    return characterClass(unit);
  }

  private sizeAt(at: number): number {
    return (this.text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }

  private push(kind: TokenKind, exact: string, term: string, start: number, end: number): void {
    if (kind !== "alias") {
      if (!(kind === "emoji" && this.isInEmojiRun)) this.position += 1;
      this.isInEmojiRun = kind === "emoji";
    }
    this.tokens.push({ kind, term, exact, start, end, position: this.position });
  }

  /** Folds a stretch of the text into the form of the index; empty when nothing of it is searchable. */
  private foldedSlice(start: number, end: number): string {
    const raw = this.text.slice(start, Math.min(end, start + LONGEST_RAW));
    return cutTerm(foldText(raw).replace(NOT_IN_WORD, ""));
  }

  private readWord(): void {
    const { text } = this;
    const start = this.at;
    let end = start;
    let hasLetter = false;
    let hasDigit = false;
    let needsFolding = false;
    let hasUpperCase = false;
    let stop = 0;
    for (;;) {
      if (end >= text.length) break; // To ask for a character behind the end is slow.
      const unit = text.charCodeAt(end);
      if (unit >= 0x61 && unit <= 0x7a) {
        hasLetter = true;
        end += 1;
        continue;
      }
      const kind = this.classAt(end);
      if (kind === CharacterClass.letter) {
        hasLetter = true;
        if (unit > 0x7f) needsFolding = true;
        else hasUpperCase = true;
        end += unit >= 0xd800 && unit <= 0xdbff ? 2 : 1;
      } else if (kind === CharacterClass.digit) {
        if (hasLetter && end - start === 2 && /^rp$/i.test(text.slice(start, end))) break;
        hasDigit = true;
        if (unit > 0x7f) needsFolding = true;
        end += unit >= 0xd800 && unit <= 0xdbff ? 2 : 1;
      } else if (kind === CharacterClass.mark) {
        needsFolding = true;
        end += this.sizeAt(end);
      } else {
        const next = this.classAt(end + 1);
        const joins =
          (isApostrophe(unit) && hasLetter && next === CharacterClass.letter) ||
          (unit === 0x5f && isLetterOrDigit(next)) ||
          ((unit === 0x2e || unit === 0x2c) && !hasLetter && next === CharacterClass.digit);
        if (!joins) {
          stop = unit;
          break;
        }
        if (unit !== 0x5f) needsFolding = true;
        end += 1;
      }
    }
    if ((stop === 0x2e || stop === 0x2d) && this.readHost(start)) return;
    if (
      stop === 0x3a &&
      ADDRESS_HEAD.test(text.slice(start, end)) &&
      this.pushHost(readAddress(text, start), start)
    ) {
      return;
    }
    if (stop === 0x2e && end - start === 1) {
      ACRONYM.lastIndex = start;
      const acronym = ACRONYM.exec(text);
      if (acronym !== null) {
        this.at = start + acronym[0].length;
        const folded = this.foldedSlice(start, this.at).replaceAll(".", "");
        this.push("word", folded, folded, start, this.at);
        return;
      }
    }
    this.at = end;
    let exact: string;
    if (needsFolding || end - start > LONGEST_TERM) exact = this.foldedSlice(start, end);
    else exact = hasUpperCase ? text.slice(start, end).toLowerCase() : text.slice(start, end);
    if (exact === "") return;
    if (hasLetter && !hasDigit) this.pushWord(exact, start, end);
    else {
      const form = numberForm(exact);
      if (hasLetter) this.push("word", form, this.stem(form), start, end);
      else this.push("number", form, form, start, end);
    }
  }

  /** Joins "kata-kata" and "kata-katanya" into one token whose term is the single word. */
  private pushWord(exact: string, start: number, end: number): void {
    const before = this.tokens.length === 0 ? undefined : this.tokens[this.tokens.length - 1];
    if (
      before !== undefined &&
      before.end + 1 === start &&
      before.kind === "word" &&
      isHyphen(this.text.charCodeAt(before.end)) &&
      (before.exact === exact || before.exact === stemWord(exact))
    ) {
      before.exact = cutTerm(`${before.exact}-${exact}`);
      before.end = end;
      return;
    }
    this.push("word", exact, this.stem(exact), start, end);
  }

  private readHost(start: number): boolean {
    const { text } = this;
    if (/^www\./iu.test(text.slice(start, start + 4)) && this.pushHost(readAddress(text, start), start))
      return true;
    return this.pushHost(readBareHost(text, start), start);
  }

  private pushHost(found: FoundAddress | null, start: number): boolean {
    if (found === null) return false;
    const host = cutTerm(found.host);
    this.push("host", host, host, start, found.end);
    if (found.name !== null) this.push("alias", cutTerm(found.name), cutTerm(found.name), start, found.end);
    this.at = found.end;
    return true;
  }

  private readIdeograph(): void {
    const start = this.at;
    this.at += this.sizeAt(start);
    while (this.classAt(this.at) === CharacterClass.mark) this.at += this.sizeAt(this.at);
    const exact = this.foldedSlice(start, this.at);
    if (exact !== "") this.push("ideograph", exact, exact, start, this.at);
  }

  private readEmoji(): void {
    const start = this.at;
    EMOJI.lastIndex = start;
    const found = EMOJI.exec(this.text);
    this.at += found === null ? this.sizeAt(start) : found[0].length;
    if (found === null) return;
    const exact = found[0].replace(EMOJI_VARIATION, "");
    this.push("emoji", exact, exact, start, this.at);
  }

  private readHashtag(): boolean {
    const start = this.at;
    let end = start + 1;
    let hasLetter = false;
    for (;;) {
      const kind = this.classAt(end);
      const isLetter = kind === CharacterClass.letter || kind === CharacterClass.ideograph;
      const isPart = isLetter || kind === CharacterClass.digit;
      const isInner = kind === CharacterClass.mark || this.text.charCodeAt(end) === 0x5f;
      if (!isPart && !(isInner && end > start + 1)) break;
      if (isLetter) hasLetter = true;
      end += this.sizeAt(end);
    }
    if (!hasLetter) return false;
    const body = this.foldedSlice(start + 1, end).replace(/_+$/u, "");
    if (body === "") return false;
    const tag = cutTerm(`#${body}`);
    this.push("hashtag", tag, tag, start, end);
    this.push("alias", body, body, start + 1, end);
    this.at = end;
    return true;
  }

  private readMention(): boolean {
    const { text } = this;
    const start = this.at;
    if (start > 0 && isLetterOrDigit(this.classAt(start - 1))) return false;
    let end = start + 1;
    for (;;) {
      const unit = text.charCodeAt(end);
      if (isLetterOrDigit(this.classAt(end)) || (unit === 0x5f && end > start)) end += this.sizeAt(end);
      else if (unit === 0x2e && end > start + 1 && /[a-z0-9]/.test(text.charAt(end + 1))) end += 1;
      else if (unit === 0x40 && end > start + 1 && isLetterOrDigit(this.classAt(end + 1))) end += 1;
      else break;
    }
    const folded = foldText(text.slice(start + 1, Math.min(end, start + LONGEST_RAW)));
    const body = cutTerm(folded.replace(/[^\p{L}\p{N}\p{M}_.@]/gu, ""));
    if (body.replace(/[_.@]/g, "") === "") return false;
    const mention = cutTerm(`@${body}`);
    this.push("mention", mention, mention, start, end);
    this.push("alias", body, body, start + 1, end);
    this.at = end;
    return true;
  }
}

/**
 * Cuts a text into tokens, in order of position. The same function serves the index, the query, matching and
 * highlighting. Never throws, whatever the string holds; time is linear in its length.
 */
export function tokenise(text: string): Token[] {
  return new Scanner(text, stemWord).scan();
}

/**
 * Cuts a text into the same tokens, those from a place on up to the next word that begins plainly (`startsPlainly`), for a
 * reader that finds roots and plain words by itself: the `term` of a word is as written.
 */
export function makeTokenCutter(text: string): (from: number) => { tokens: readonly Token[]; end: number } {
  const scanner = new Scanner(text, (word) => word);
  return (from) => scanner.scanPiece(from);
}
