import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLive } from "#web/api/live.ts";
import type { MentionSummary } from "../../contract/mentions.ts";
import { LiveMessage } from "../../contract/overview.ts";
import { listen } from "../listen-api.ts";
import type { Copies, Sort } from "./use-stream.ts";

const pageSize = 60;
const lookEveryMs = 3000;

type MentionPage = { items: MentionSummary[]; nextCursor: string | null; tookMs: number };
type Pages = InfiniteData<MentionPage, string | undefined>;

const optionsOf = (query: string, sort: Sort, copies: Copies, enabled: boolean) =>
  listen.queries.mentions.searchMentions.infiniteOptions({
    input: (cursor: string | undefined) => ({
      q: query,
      sort,
      copies,
      limit: pageSize,
      ...(cursor === undefined ? {} : { cursor }),
    }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
    // The list must not move under the reader's eyes: what is new waits behind a button instead.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** What a query finds, page after page. `isReadable` false (a faulty query) asks nothing and keeps what is shown. */
export function useMentions(query: string, sort: Sort, copies: Copies, isReadable: boolean) {
  const result = useInfiniteQuery(optionsOf(query, sort, copies, isReadable));
  const items = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data]);
  return { ...result, items };
}

/**
 * How many newer mentions wait, asked for when the live stream says that some came in; `show` puts them on top. The
 * total and what is counted with it are brought up to date at the same time.
 * Only a list in order of time, newest first, has a top where the new ones belong.
 */
export function useArrivals(
  query: string,
  sort: Sort,
  copies: Copies,
  items: readonly MentionSummary[],
  isReadable: boolean,
) {
  const queries = useQueryClient();
  const { queryKey } = optionsOf(query, sort, copies, isReadable);
  const [head, setHead] = useState<{ of: string; page: MentionPage }>();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isOn = isReadable && sort === "newest";

  // biome-ignore lint/correctness/useExhaustiveDependencies: another query forgets what waited for the one before
  useEffect(() => {
    setHead(undefined);
    return () => {
      clearTimeout(waiting.current);
      waiting.current = undefined;
    };
  }, [query, sort, copies]);

  useLive((event) => {
    const message = LiveMessage.safeParse(event);
    if (!message.success || message.data.type !== "mentions" || waiting.current !== undefined) return;
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      // The number, the bars and the facets may grow before the reader's eyes; only the list may not move.
      void queries.invalidateQueries({ queryKey: listen.queries.mentions.summarizeMentions.key() });
      if (!isOn) return;
      listen.client.mentions.searchMentions({ q: query, sort, copies, limit: pageSize }).then(
        (page) => setHead({ of: query, page }),
        // A look that failed is made again with the next news; the list itself is untouched.
        () => undefined,
      );
    }, lookEveryMs);
  });

  const known = useMemo(() => new Set(items.map((one) => one.id)), [items]);
  const page = head?.of === query ? head.page : undefined;
  const count = page?.items.filter((one) => !known.has(one.id)).length ?? 0;
  const show = useCallback(() => {
    if (page === undefined) return;
    queries.setQueryData<Pages>(queryKey, { pages: [page], pageParams: [undefined] });
    setHead(undefined);
  }, [page, queries, queryKey]);
  return { count, isMore: count >= pageSize, show };
}

/** Changes mentions wherever lists of them are held, without asking the server again. */
export function useMentionPatch() {
  const queries = useQueryClient();
  return (change: (mention: MentionSummary) => MentionSummary) => {
    const queryKey = listen.queries.mentions.searchMentions.key({ type: "infinite" });
    queries.setQueriesData<Pages>({ queryKey }, (before) =>
      before === undefined
        ? before
        : { ...before, pages: before.pages.map((page) => ({ ...page, items: page.items.map(change) })) },
    );
  };
}
