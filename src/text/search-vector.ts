import { type Token, tokenise } from "./tokenise.ts";

/**
 * How a document is laid out for searching, in our own matching and in PostgreSQL alike. The limits are those of
 * `tsvector` (https://www.postgresql.org/docs/current/textsearch-limitations.html): positions up to 16,383, at most
 * 255 positions a lexeme, about 1 MB in all.
 */
export const searchLayout = {
  /** Title words beyond this one share one position: they are found, but not as part of a phrase. */
  titlePositions: 1_000,
  /** Free positions between title and text, more than any NEAR: neither phrase nor NEAR crosses the border. */
  gap: 100,
  /** Text words beyond this position share `overflowPosition`: found, but not as part of a phrase. */
  lastPosition: 16_000,
  overflowPosition: 16_383,
  positionsPerLexeme: 255,
  /** New lexemes are no longer added beyond this estimate of the vector's size. */
  largestBytes: 900_000,
} as const;

/** Marks the lexeme of a stem that differs from the word as written: "bukunya" is indexed as `bukunya` and `~buku`. */
export const STEM_MARK = "~";

/** A document ready for matching: for each lexeme its positions, ascending. Positions below `textStart` are title. */
export interface IndexedText {
  readonly lexemes: ReadonlyMap<string, readonly number[]>;
  readonly textStart: number;
}

class LayoutBuilder {
  readonly lexemes = new Map<string, number[]>();
  private bytes = 0;

  add(tokens: readonly Token[], offset: number, last: number, overflow: number): number {
    let highest = 0;
    for (const token of tokens) {
      const wanted = token.position + offset;
      const position = wanted > last ? overflow : wanted;
      highest = position;
      this.place(token.exact, position);
      if (token.term !== token.exact) this.place(STEM_MARK + token.term, position);
    }
    return highest;
  }

  private place(lexeme: string, position: number): void {
    const known = this.lexemes.get(lexeme);
    if (known === undefined) {
      if (this.bytes > searchLayout.largestBytes) return;
      // 3 bytes a unit at most, then a count, alignment, the first position and the entry.
      this.bytes += lexeme.length * 3 + 12;
      this.lexemes.set(lexeme, [position]);
    } else if (known.length < searchLayout.positionsPerLexeme && known[known.length - 1] !== position) {
      this.bytes += 2;
      known.push(position);
    }
  }
}

/** Lays out the words of a title and a text for matching. The one place that decides which word stands where. */
export function indexText(title: string, text: string): IndexedText {
  const builder = new LayoutBuilder();
  const { titlePositions, gap, lastPosition, overflowPosition } = searchLayout;
  const titleEnd = builder.add(tokenise(title), 0, titlePositions, titlePositions + gap);
  const textStart = titleEnd === 0 ? 1 : titleEnd + gap;
  builder.add(tokenise(text), textStart - 1, lastPosition, overflowPosition);
  return { lexemes: builder.lexemes, textStart };
}

/** The lexemes of one part alone, without the limits of the index: for marking hits in long texts. */
export function indexTokens(tokens: readonly Token[], part: "title" | "text"): IndexedText {
  const lexemes = new Map<string, number[]>();
  const place = (lexeme: string, position: number) => {
    const known = lexemes.get(lexeme);
    if (known === undefined) lexemes.set(lexeme, [position]);
    else known.push(position);
  };
  for (const { exact, term, position } of tokens) {
    place(exact, position);
    if (term !== exact) place(STEM_MARK + term, position);
  }
  return { lexemes, textStart: part === "title" ? Number.POSITIVE_INFINITY : 0 };
}

/**
 * The text form of a PostgreSQL `tsvector` for a title (weight A) and a text (no weight, which is D), as laid out: cast it with
 * `::tsvector` or send it by COPY. No quote, backslash, tab or line end can occur inside a lexeme, so that the
 * result needs no escaping in a literal's quotes beyond doubling `'`, and none at all in COPY's text format.
 */
export function toSearchVector({ lexemes, textStart }: IndexedText): string {
  let vector = "";
  for (const [lexeme, positions] of lexemes) {
    let separator = ":";
    vector += vector === "" ? `'${lexeme}'` : ` '${lexeme}'`;
    for (const position of positions) {
      vector += separator + position;
      if (position < textStart) vector += "A";
      separator = ",";
    }
  }
  return vector;
}
