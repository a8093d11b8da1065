import { CharacterClass, characterClass } from "../character-class.ts";
import { type FieldTable, scopeWords } from "./query-fields.ts";
import type { SourceSpan, TextPart } from "./tree.ts";

/** The value written after a field's colon. */
export interface LexedValue extends SourceSpan {
  text: string;
  isClosed: boolean;
}

/** One token of the query's source. */
export type LexedToken = SourceSpan &
  (
    | { kind: "word"; text: string }
    | { kind: "phrase"; text: string; isClosed: boolean }
    | { kind: "and" | "or" | "not" | "open" | "close" }
    | { kind: "near"; distance: number | null }
    /** `in:title`, `title:`; `part` is null for an unknown part. */
    | { kind: "scope"; part: TextPart | null; text: string }
    /** `value` is null before a bracket (`outlet:(a OR b)`) and when it is missing. */
    | { kind: "field"; name: string; value: LexedValue | null; isGroup: boolean }
  );

const QUOTES = '"“”„‟＂';
const CHUNK = /[^\s()"“”„‟＂]+/uy;
const QUOTED = /["“”„‟＂]([^"“”„‟＂]*)(["“”„‟＂]?)/uy;
const FIELD = /^([A-Za-z][A-Za-z_]*):(?!\/\/)/;
const NEAR = /^(?:NEAR|DEKAT)(?:\/(\d{1,9}))?$/i;
const OPERATORS: Readonly<Record<string, "and" | "or" | "not">> = {
  AND: "and",
  DAN: "and",
  OR: "or",
  ATAU: "or",
  NOT: "not",
  BUKAN: "not",
  TANPA: "not",
};

function isWordly(kind: number): boolean {
  return kind !== CharacterClass.separator && kind !== CharacterClass.mark;
}

/** Where the searchable part of a chunk begins: punctuation before it means nothing. */
function leadingPunctuation(chunk: string): number {
  let at = 0;
  for (const character of chunk) {
    if ("#@*＃＠".includes(character) || isWordly(characterClass(character.codePointAt(0) ?? 0))) break;
    at += character.length;
  }
  return at;
}

function withoutTrailingPunctuation(chunk: string): string {
  let end = chunk.length;
  while (end > 0) {
    const unit = chunk.charCodeAt(end - 1);
    const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff && end > 1;
    const size = isLowSurrogate ? 2 : 1;
    const codePoint = chunk.codePointAt(end - size) ?? 0;
    if (unit === 0x2a || characterClass(codePoint) !== CharacterClass.separator) break;
    end -= size;
  }
  return chunk.slice(0, end);
}

class Lexer {
  readonly tokens: LexedToken[] = [];
  private readonly source: string;
  private readonly fields: FieldTable;
  private at = 0;

  constructor(source: string, fields: FieldTable) {
    this.source = source;
    this.fields = fields;
  }

  lex(): LexedToken[] {
    const { source } = this;
    while (this.at < source.length) {
      const start = this.at;
      const character = source.charAt(start);
      if (character === "(" || character === ")") {
        this.at += 1;
        this.tokens.push({ kind: character === "(" ? "open" : "close", start, end: this.at });
      } else if (QUOTES.includes(character)) {
        const value = this.readQuoted();
        this.tokens.push({
          kind: "phrase",
          text: value.text,
          isClosed: value.isClosed,
          start,
          end: value.end,
        });
      } else if (/\s/u.test(character)) {
        this.at += 1;
      } else if (character === "-" && /[^\s)-]/u.test(source.charAt(start + 1))) {
        this.at += 1;
        this.tokens.push({ kind: "not", start, end: this.at });
      } else {
        this.readChunk();
      }
    }
    return this.tokens;
  }

  private readQuoted(): LexedValue {
    QUOTED.lastIndex = this.at;
    const found = QUOTED.exec(this.source);
    const start = this.at;
    this.at += found?.[0].length ?? 1;
    const text = (found?.[1] ?? "").replace(/\s+/gu, " ").trim();
    return { text, isClosed: found?.[2] !== "", start, end: this.at };
  }

  private readChunk(): void {
    CHUNK.lastIndex = this.at;
    const raw = CHUNK.exec(this.source)?.[0] ?? this.source.charAt(this.at);
    const skipped = leadingPunctuation(raw);
    const start = this.at + skipped;
    const chunk = raw.slice(skipped);
    const name = FIELD.exec(chunk)?.[1];
    if (name !== undefined && this.readField(name.toLowerCase(), chunk, start)) return;
    this.at = start + chunk.length;
    const text = withoutTrailingPunctuation(chunk);
    if (text === "") return;
    const span = { start, end: start + text.length };
    const operator = OPERATORS[text];
    const near = NEAR.exec(text);
    if (operator !== undefined) this.tokens.push({ kind: operator, ...span });
    else if (near !== null && (near[1] !== undefined || text === text.toUpperCase())) {
      this.tokens.push({ kind: "near", distance: near[1] === undefined ? null : Number(near[1]), ...span });
    } else this.tokens.push({ kind: "word", text, ...span });
  }

  /** Reads `name:value`; false when the chunk is a word with a colon after it ("Jakarta: banjir"). */
  private readField(name: string, chunk: string, start: number): boolean {
    const valueAt = start + name.length + 1;
    const written = chunk.slice(name.length + 1);
    const next = this.source.charAt(start + chunk.length);
    const isGroup = written === "" && next === "(";
    const isQuoted = written === "" && next !== "" && QUOTES.includes(next);
    if (name === "in") {
      const word = withoutTrailingPunctuation(written);
      this.at = start + chunk.length;
      const part = scopeWords[word.toLowerCase()] ?? null;
      this.tokens.push({ kind: "scope", part, text: word, start, end: valueAt + word.length });
      return true;
    }
    const part = scopeWords[name];
    if (part !== undefined && (written !== "" || isGroup || isQuoted)) {
      // What follows the colon is read as an ordinary operand.
      this.at = valueAt;
      this.tokens.push({ kind: "scope", part, text: name, start, end: valueAt });
      return true;
    }
    if (part !== undefined || (!this.fields.has(name) && written === "")) return false;
    this.at = valueAt;
    let value: LexedValue | null = null;
    if (isQuoted) value = this.readQuoted();
    else if (!isGroup) {
      this.at = start + chunk.length;
      const text = written.replace(/[,;.!?]+$/u, "");
      if (text !== "") value = { text, isClosed: true, start: valueAt, end: valueAt + text.length };
    }
    this.tokens.push({ kind: "field", name, value, isGroup, start, end: value?.end ?? valueAt });
    return true;
  }
}

/** Cuts a query's source into tokens. Never throws; linear in the length of the source. */
export function lexQuery(source: string, fields: FieldTable): LexedToken[] {
  return new Lexer(source, fields).lex();
}
