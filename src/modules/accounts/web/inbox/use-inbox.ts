import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import { useLive } from "#web/api/live.ts";
import type { SearchParameters } from "#web/search-parameters.ts";
import { accounts } from "../accounts-api.ts";

const pageSize = 40;
/** What came at the same moment is asked for together. */
const gatherMs = 300;

/** What the address of Percakapan says: the conversation being read, and whether only those that wait are listed. */
export function useInboxAddress() {
  const navigate = useNavigate();
  const search: SearchParameters = useSearch({ strict: false });
  const opened = typeof search["buka"] === "string" ? search["buka"] : undefined;
  const isWaiting = search["tampil"] === "menunggu";
  const searchOf = (buka: string | undefined, waits = isWaiting) => ({
    buka,
    tampil: waits ? "menunggu" : undefined,
  });
  const go = (next: ReturnType<typeof searchOf>) =>
    void navigate({ to: "/percakapan", search: next as never, resetScroll: false });
  return {
    opened,
    isWaiting,
    searchOf,
    open: (id: string | undefined) => go(searchOf(id)),
    show: (waits: boolean) => go(searchOf(opened, waits)),
  };
}

/** The conversations, the latest first. */
export function useConversations(isWaiting: boolean) {
  const found = useInfiniteQuery(
    accounts.queries.listConversations.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: pageSize,
        ...(isWaiting && { isWaiting: "true" }),
        ...(cursor !== undefined && { cursor }),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const items = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  return { ...found, items, waiting: found.data?.pages[0]?.waiting };
}

/** One conversation, both sides. */
export const useConversation = (id: string) =>
  useQuery(accounts.queries.getConversation.queryOptions({ input: { id } }));

/** Asks again for what is shown when messages or statements changed, also after the live line was broken for a while. */
export function useInboxNews(): void {
  const queries = useQueryClient();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  useLive(({ type }) => {
    if ((type !== "messages" && type !== "statements") || waiting.current !== undefined) return;
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      void queries.invalidateQueries({ queryKey: accounts.queries.listConversations.key() });
      void queries.invalidateQueries({ queryKey: accounts.queries.getConversation.key() });
    }, gatherMs);
  });
}
