import { STEM_MARK } from "../search-vector.ts";
import { type Token, tokenise } from "../tokenise.ts";
import type { QueryError } from "./query-error.ts";
import { queryLimits } from "./query-limits.ts";
import type { QueryTerm, SourceSpan, TermNode } from "./tree.ts";

function isPrefixed(text: string, token: Token): boolean {
  return token.kind !== "ideograph" && text.charAt(token.end) === "*";
}

function queryTerm(token: Token, first: number, isPrefix: boolean, isAsWritten: boolean): QueryTerm {
  const hasForms = token.kind === "word" && !isAsWritten && !isPrefix;
  return {
    lexemes: hasForms ? [token.term, STEM_MARK + token.term] : [token.exact],
    offset: token.position - first,
    isPrefix,
  };
}

function letterCount(exact: string): number {
  return [...exact.replace(/^[#@]/, "")].length;
}

/**
 * Builds the node of a word or a phrase with the tokeniser of the index. Returns null when nothing of the text is
 * searchable, or what is wrong with its `*`.
 */
export function termNode(
  kind: "word" | "phrase",
  text: string,
  span: SourceSpan,
): TermNode | QueryError | null {
  const tokens = tokenise(text).filter((token) => token.kind !== "alias");
  const first = tokens[0]?.position ?? 1;
  const { start, end } = span;
  const wildcard = text.indexOf("*");
  if (kind === "word" && wildcard >= 0 && !text.includes("://")) {
    const last = tokens[tokens.length - 1];
    if (wildcard < text.length - 1 || last === undefined || last.end !== wildcard) {
      const kept = text.slice(0, wildcard);
      const mended = letterCount(kept) >= queryLimits.prefixLength ? `${kept}*` : text.replaceAll("*", "");
      return {
        code: "query.wildcardPlace",
        start,
        end,
        values: { text },
        mend: { start, end, text: mended },
      };
    }
  }
  if (tokens.length === 0) return null;
  const terms: QueryTerm[] = [];
  for (const token of tokens) {
    const isPrefix = isPrefixed(text, token);
    if (isPrefix && letterCount(token.exact) < queryLimits.prefixLength) {
      const values = { text: `${token.exact}*`, min: queryLimits.prefixLength };
      return { code: "query.prefixTooShort", start, end, values, mend: null };
    }
    // Who may not see a telephone number could find it digit by digit.
    if (isPrefix && /^\p{N}+$/u.test(token.exact))
      return { code: "query.prefixOfNumber", start, end, values: { text: `${token.exact}*` }, mend: null };
    terms.push(queryTerm(token, first, isPrefix, kind === "phrase"));
  }
  return { kind, text, terms, start, end };
}
