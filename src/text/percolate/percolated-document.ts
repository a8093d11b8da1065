import type { QueryDocument } from "../query/evaluate-query.ts";
import { type IndexedText, indexText } from "../search-vector.ts";

/** A document as `evaluateQuery` is asked of it, its title and text already laid out by `indexText`. */
export interface PercolatedDocument extends Pick<QueryDocument, "publishedAt" | "fields"> {
  readonly indexed: IndexedText;
}

/** Lays a document out for matching: the one time its words are cut. */
export function percolatedDocument({ title, text, publishedAt, fields }: QueryDocument): PercolatedDocument {
  return { publishedAt, fields, indexed: indexText(title, text) };
}
