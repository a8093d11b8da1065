/** Shapes of a parsed query. Plain data: it may be stored, sent as JSON and compared. */

/** A stretch of the query's source in UTF-16 units, end exclusive. */
export interface SourceSpan {
  readonly start: number;
  readonly end: number;
}

/** The parts of a document that hold words. */
export type TextPart = "title" | "text";

/** One position of a word or phrase. */
export interface QueryTerm {
  /** Any of these lexemes (see `search-vector.ts`) satisfies the term. */
  readonly lexemes: readonly string[];
  /** Positions after the first term. */
  readonly offset: number;
  /** The lexeme is only the beginning of the word sought. */
  readonly isPrefix: boolean;
}

/** An unquoted word in any of its forms. Words that are cut into several tokens ("anti-korupsi") stand side by side. */
export interface WordNode extends SourceSpan {
  readonly kind: "word";
  readonly text: string;
  readonly terms: readonly QueryTerm[];
}

/** Words in quotes: side by side, in this order, as written. */
export interface PhraseNode extends SourceSpan {
  readonly kind: "phrase";
  readonly text: string;
  readonly terms: readonly QueryTerm[];
}

export type TermNode = WordNode | PhraseNode;

/** One of `left` and one of `right` in the same part, with at most `distance` − 1 words between them, in any order. */
export interface NearNode extends SourceSpan {
  readonly kind: "near";
  readonly distance: number;
  readonly left: readonly TermNode[];
  readonly right: readonly TermNode[];
}

export type FieldMatch = "equals" | "startsWith" | "present";

/** A condition on a field that is not running text. */
export interface FieldNode extends SourceSpan {
  readonly kind: "field";
  readonly field: string;
  readonly match: FieldMatch;
  /** Folded by `foldValue`; empty when `match` is "present". */
  readonly value: string;
  /** As written. */
  readonly text: string;
}

/** A point in time as written; `timeBound` turns it into an instant. */
export type TimePoint =
  | { readonly unit: "day"; readonly date: string }
  | { readonly unit: "month"; readonly month: string }
  | { readonly unit: "minute"; readonly local: string; readonly offsetMinutes: number | null }
  | { readonly unit: "ago"; readonly amount: number; readonly of: "hour" | "day" | "week" };

export interface TimeNode extends SourceSpan {
  readonly kind: "time";
  readonly field: string;
  readonly bound: "since" | "until";
  readonly at: TimePoint;
  readonly text: string;
}

/** Restricts the words below it to one part of the document; fields below it are not touched. */
export interface ScopeNode extends SourceSpan {
  readonly kind: "scope";
  readonly part: TextPart;
  readonly child: QueryNode;
}

export interface NotNode extends SourceSpan {
  readonly kind: "not";
  readonly child: QueryNode;
}

/** `and` and `or` have two children or more, none of their own kind. */
export interface JunctionNode extends SourceSpan {
  readonly kind: "and" | "or";
  readonly children: readonly QueryNode[];
}

/** The empty query: every document. Only ever the root. */
export interface AllNode extends SourceSpan {
  readonly kind: "all";
}

export type QueryNode =
  | WordNode
  | PhraseNode
  | NearNode
  | FieldNode
  | TimeNode
  | ScopeNode
  | NotNode
  | JunctionNode
  | AllNode;
