import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Notice } from "#platform/contract/notices.ts";
import { useLive, useLiveState } from "../api/live.ts";
import { platform, useMay } from "../api/session.ts";
import { type NoticeWords, useModules } from "../pages.ts";

/** A notice with the words that its module has for it. */
export type ShownNotice = Notice & { words: NoticeWords };

/** As far back as the bell goes. */
const list = platform.queries.notices.listNotices.queryOptions({ input: { limit: 100 } });

/**
 * What the bell shows, newest first, and a way to say that all of it was seen. Asked again whenever the desk has news,
 * and when the line was broken. A notice that no module has words for (of a newer server) is left out.
 */
export function useNotices(): { notices: readonly ShownNotice[]; markRead: () => Promise<void> } {
  const queries = useQueryClient();
  const modules = useModules();
  const mayRead = useMay("mentions.read");
  const query = useQuery({ ...list, enabled: mayRead });
  useAskAgain(() => void queries.invalidateQueries({ queryKey: list.queryKey }));

  const notices = (query.data?.items ?? []).flatMap((notice) => {
    const words = modules.map((module) => module.noticeOf?.(notice)).find((one) => one !== undefined);
    return words === undefined ? [] : [{ ...notice, words }];
  });
  const markRead = async (): Promise<void> => {
    const ids = notices.filter((one) => !one.isRead).map(({ id }) => id);
    if (ids.length === 0) return;
    const seen = new Set(ids);
    queries.setQueryData(list.queryKey, (before) =>
      before === undefined
        ? before
        : {
            ...before,
            items: before.items.map((one) => (seen.has(one.id) ? { ...one, isRead: true } : one)),
          },
    );
    try {
      await platform.client.notices.markNoticesRead({ ids });
    } finally {
      await queries.invalidateQueries({ queryKey: list.queryKey });
    }
  };
  return { notices, markRead };
}

/** Calls `ask` when the live stream tells of notices, and when it is there again after it was not. */
function useAskAgain(ask: () => void): void {
  useLive((event) => {
    if (event.type === "notices") ask();
  });
  const state = useLiveState();
  const latest = useRef(ask);
  latest.current = ask;
  const wasBroken = useRef(false);
  useEffect(() => {
    if (state === "open" && wasBroken.current) latest.current();
    wasBroken.current = state !== "open";
  }, [state]);
}
