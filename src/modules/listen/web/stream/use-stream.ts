import { useMemo } from "react";
import { type ParsedQuery, parseQuery } from "#text/query/parse-query.ts";
import { rememberQuery } from "#web/shell/recent-queries.ts";
import { useAddress, useGo } from "../desk-link.tsx";

export const sorts = ["newest", "oldest", "relevance"] as const;
export type Sort = (typeof sorts)[number];
export type Copies = "together" | "apart";
type Stream = { q: string; sort: Sort; copies: Copies; sel: string | undefined };

/** What the address of Aliran says: the query, the order, the mention being read; and how to change it. */
export function useStream() {
  const address = useAddress();
  const go = useGo();
  const query = address["q"] ?? "";
  const sort = sorts.find((one) => one === address["sort"]) ?? "newest";
  const selected = address["sel"];
  const copies: Copies = address["salinan"] === "semua" ? "apart" : "together";
  const parsed: ParsedQuery = useMemo(() => parseQuery(query), [query]);
  const at = (change: Partial<Stream>) => {
    const next = { q: query, sort, copies, sel: selected, ...change };
    return {
      q: next.q === "" ? undefined : next.q,
      sort: next.sort === "newest" ? undefined : next.sort,
      salinan: next.copies === "apart" ? "semua" : undefined,
      sel: next.sel,
    };
  };
  return {
    query,
    sort,
    /** Whether copies are one line or each its own. */
    copies,
    selected,
    parsed,
    tree: parsed.ok ? parsed.tree : undefined,
    /** Runs another query; the mention being read stays open. */
    search: (next: string, isQuiet = false) => {
      rememberQuery(next);
      go("/aliran", at({ q: next.trim() }), isQuiet);
    },
    /** What the address says with another mention open. */
    searchOf: (sel: string) => at({ sel }),
    setCopies: (next: Copies) => go("/aliran", at({ copies: next }), true),
    order: (next: Sort) => go("/aliran", at({ sort: next }), true),
    /** Opens a mention; `isQuiet` when leafing, so that Back leads out of the reader at once. */
    open: (id: string | undefined, isQuiet = false) => go("/aliran", at({ sel: id }), isQuiet),
  };
}
