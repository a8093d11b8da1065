import { AppError, invalidField } from "#shared/app-error.ts";
import { evaluateQuery } from "#text/query/evaluate-query.ts";
import { parseQuery } from "#text/query/parse-query.ts";
import { fieldTable } from "#text/query/query-fields.ts";
import type { QueryNode } from "#text/query/tree.ts";
import { indexText } from "#text/search-vector.ts";
import type { HoldRow } from "./hold-table.ts";

/** What a hold looks at of a statement. */
export interface HoldableStatement {
  readonly account_id: string;
  readonly kind: "say" | "edit" | "remove";
  readonly text: string;
  readonly title: string | null;
  readonly link: string | null;
  readonly media: readonly { readonly alt: string }[];
}

/** Statements have no fields to ask for: words, phrases, NEAR, OR and NOT are all there is. */
const noFields = fieldTable([]);

/**
 * Reads the words of a hold.
 * @throws AppError `invalid` naming each mistake
 */
export function readHoldWords(words: string): QueryNode {
  const parsed = parseQuery(words, noFields);
  if (!parsed.ok)
    throw new AppError(
      "invalid",
      "invalid_input",
      {},
      undefined,
      parsed.errors.map(() => ({ field: "words", key: "accounts.hold_words" })),
    );
  // Nothing to look for would hold everything, which is a scope of its own.
  if (parsed.tree.kind === "all") throw invalidField("words", "accounts.hold_words");
  return parsed.tree;
}

const trees = new Map<string, QueryNode | null>();

/** Null for words that can no longer be read. */
function treeOf(words: string): QueryNode | null {
  const known = trees.get(words);
  if (known !== undefined) return known;
  const parsed = parseQuery(words, noFields);
  const tree = parsed.ok ? parsed.tree : null;
  if (trees.size > 500) trees.clear();
  trees.set(words, tree);
  return tree;
}

/**
 * Whether a hold covers a statement. Only what is said is ever held: taking back and mending must stay possible. Words are
 * found as everywhere in the desk (folded, in their forms), in text, title, link and the descriptions of pictures. Words
 * that can no longer be read hold everything: a brake that fails must fail shut.
 */
export function coversStatement(
  hold: Pick<HoldRow, "scope" | "account_id" | "words">,
  statement: HoldableStatement,
): boolean {
  if (statement.kind !== "say") return false;
  if (hold.scope === "all") return true;
  if (hold.scope === "account") return hold.account_id === statement.account_id;
  const tree = treeOf(hold.words ?? "");
  if (tree === null) return true;
  const title = statement.title ?? "";
  const link = statement.link ?? "";
  const text = [
    statement.text,
    link,
    // Words of an address, which is one word as it stands.
    link.replace(/[^\p{L}\p{N}]+/gu, " "),
    ...statement.media.map(({ alt }) => alt),
  ].join("\n");
  const document = { title, text, publishedAt: null, fields: {} };
  return evaluateQuery(tree, document, noClock, indexText(title, text));
}

/** Without fields there are no times to ask for either. */
const noClock = { now: new Date(0), zone: "Asia/Jakarta" } as const;
