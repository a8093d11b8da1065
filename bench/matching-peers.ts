import { parse, test } from "liqe";
import pg from "pg";
import type { QueryDocument } from "#text/query/evaluate-query.ts";
import { toTsQuery } from "#text/query/to-ts-query.ts";
import type { NearNode, QueryNode, TermNode } from "#text/query/tree.ts";
import { indexText, toSearchVector } from "#text/search-vector.ts";

const scannedPosts = 60;
const indexedPosts = 2_000;
const liqePosts = 4;

type Rate = { peer: string; rate: number };

/**
 * The same monitors as stored `tsquery`s, each post compared with all of them, and with those that an index over their
 * rarest needed words finds. Throws when an answer differs from ours.
 */
export async function matchInPostgres(
  connectionString: string,
  trees: readonly QueryNode[],
  documents: readonly QueryDocument[],
  ours: (document: QueryDocument) => number[],
): Promise<Rate[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("drop table if exists monitor");
    await client.query("create table monitor (id integer primary key, query tsquery not null, keys text[])");
    const share = documentShares(documents);
    await client.query("insert into monitor select * from unnest($1::int[], $2::tsquery[])", [
      trees.map((_, id) => id),
      trees.map((tree) => {
        const plan = toTsQuery(tree);
        if (plan.kind !== "text") throw new Error("the peers take words only");
        return plan.tsquery;
      }),
    ]);
    await client.query(
      `update monitor set keys = array(select jsonb_array_elements_text(given.keys))
         from unnest($1::int[], $2::jsonb[]) as given (id, keys) where monitor.id = given.id`,
      [trees.map((_, id) => id), trees.map((tree) => JSON.stringify(neededWords(tree, share)))],
    );
    await client.query("create index on monitor using gin (keys)");
    await client.query("vacuum analyze monitor");
    const scanned = await ask(client, "scan", documents.slice(0, scannedPosts), ours);
    await client.query("set enable_seqscan = off");
    const indexed = await ask(client, "index", documents.slice(0, indexedPosts), ours);
    return [
      { peer: "stored tsquery, every row compared", rate: scanned },
      { peer: "stored tsquery, GIN over the rarest needed words", rate: indexed },
    ];
  } finally {
    await client.end();
  }
}

async function ask(
  client: pg.Client,
  by: "scan" | "index",
  documents: readonly QueryDocument[],
  ours: (document: QueryDocument) => number[],
): Promise<number> {
  const text =
    by === "scan"
      ? "select id from monitor where $1::tsvector @@ query"
      : "select id from monitor where keys && $2::text[] and $1::tsvector @@ query";
  let spent = 0;
  for (const document of documents) {
    const vector = toSearchVector(indexText(document.title, document.text));
    const words = [...indexText(document.title, document.text).lexemes.keys()];
    const begun = performance.now();
    const found = await client.query<{ id: number }>({
      name: by,
      text,
      values: by === "scan" ? [vector] : [vector, words],
    });
    spent += performance.now() - begun;
    const expected = ours(document).sort((a, b) => a - b);
    const answered = found.rows.map(({ id }) => id).sort((a, b) => a - b);
    if (JSON.stringify(expected) !== JSON.stringify(answered))
      throw new Error(`different answers: ${expected} and ${answered} for ${document.text}`);
  }
  return (documents.length * 1_000) / spent;
}

/** How many documents have each lexeme. */
function documentShares(documents: readonly QueryDocument[]): ReadonlyMap<string, number> {
  const share = new Map<string, number>();
  for (const { title, text } of documents)
    for (const lexeme of indexText(title, text).lexemes.keys())
      share.set(lexeme, (share.get(lexeme) ?? 0) + 1);
  return share;
}

/** Words of which every document that satisfies the query has one, as rare as there are; null when it needs none. */
function neededWords(node: QueryNode, share: ReadonlyMap<string, number>): string[] | null {
  const weight = (words: readonly string[]): number =>
    words.reduce((sum, word) => sum + (share.get(word) ?? 0), 0);
  const rarest = (sets: readonly (string[] | null)[]): string[] | null =>
    sets.filter((set) => set !== null).sort((a, b) => weight(a) - weight(b))[0] ?? null;
  const all = (sets: readonly (string[] | null)[]): string[] | null =>
    sets.some((set) => set === null) ? null : [...new Set(sets.flatMap((set) => set ?? []))];
  const ofTerm = ({ terms }: TermNode): string[] | null =>
    rarest(terms.map(({ lexemes, isPrefix }) => (isPrefix ? null : [...lexemes])));
  switch (node.kind) {
    case "word":
    case "phrase":
      return ofTerm(node);
    case "near":
      return rarest([all(node.left.map(ofTerm)), all(node.right.map(ofTerm))]);
    case "and":
      return rarest(node.children.map((child) => neededWords(child, share)));
    case "or":
      return all(node.children.map((child) => neededWords(child, share)));
    default:
      return null;
  }
}

/** Each monitor asked of each post by liqe; NEAR becomes AND, which it has not got. */
export function matchByLiqe(trees: readonly QueryNode[], documents: readonly QueryDocument[]): number {
  const queries = trees.map((tree) => parse(toLiqe(tree)));
  const begun = performance.now();
  for (const { text } of documents.slice(0, liqePosts)) for (const query of queries) test(query, { text });
  return (liqePosts * 1_000) / (performance.now() - begun);
}

function toLiqe(node: QueryNode): string {
  const join = (nodes: readonly QueryNode[], by: string): string => `(${nodes.map(toLiqe).join(by)})`;
  const side = (nodes: NearNode["left"]): string => join(nodes, " OR ");
  switch (node.kind) {
    case "word":
    case "phrase":
      return node.text.endsWith("*") ? node.text : `"${node.text.replaceAll('"', "")}"`;
    case "near":
      return `(${side(node.left)} AND ${side(node.right)})`;
    case "and":
    case "or":
      return join(node.children, node.kind === "and" ? " AND " : " OR ");
    case "not":
      return `(NOT ${toLiqe(node.child)})`;
    default:
      throw new Error(`liqe is not asked for ${node.kind}`);
  }
}
