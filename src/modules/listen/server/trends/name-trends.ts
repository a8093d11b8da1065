import type { RequestContext } from "#platform/http/request-context.ts";
import type { SentTrend, TrendKind } from "../../contract/trend.ts";
import { fieldOf, newsmakerQuery } from "../newsmakers/name-newsmakers.ts";
import { withNewsmakers } from "../newsmakers/newsmaker-tables.ts";
import { keysOfRoots } from "../newsmakers/sum-newsmakers.ts";
import { ownWords, type Veil } from "../personal-data/veil.ts";
import { phraseQuery } from "./trend-query.ts";

type Named = { key: string; word: string; written: ReadonlyMap<string, number> };

/** How things said are shown, and the query that finds each of them in the stream. */
export async function nameTrends(
  context: Pick<RequestContext, "db" | "workspaceId">,
  kind: TrendKind,
  found: readonly Named[],
  veil: Veil,
): Promise<(one: Named) => Pick<SentTrend, "kind" | "key" | "name" | "query">> {
  if (kind === "place") return ({ key }) => ({ kind, key, name: ownWords(key), query: `place:${key}` });
  if (kind === "word" || kind === "hashtag")
    return ({ key, word, written }) => ({
      kind: key.startsWith("#") || word.startsWith("#") ? "hashtag" : kind,
      key,
      name: veil(null).words(word),
      query: phraseQuery(written),
    });
  const roots = found.map(({ key }) => key);
  const keys = await keysOfRoots(withNewsmakers(context.db), context.workspaceId, kind, roots);
  return ({ key, word }) => ({
    kind,
    key,
    name: veil("news").words(word),
    query: newsmakerQuery(fieldOf(kind), keys.get(key) ?? [key]),
  });
}
