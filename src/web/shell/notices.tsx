import { useLive } from "../api/live.ts";
import { type Notice, useModules } from "../pages.ts";
import { createStore, useStore } from "../store.ts";

/** A notice with the instant it came in, and whether the bell has been opened since. */
export type HeardNotice = Notice & { at: number; isRead: boolean };

const keptMax = 20;
const notices = createStore<readonly HeardNotice[]>([]);

/** What the bell shows, newest first. */
export const useNotices = (): readonly HeardNotice[] => useStore(notices);

/** Adds a notice, or renews the one with the same id. */
function addNotice(notice: Notice, at: number = Date.now()): void {
  notices.set((before) =>
    [{ ...notice, at, isRead: false }, ...before.filter((one) => one.id !== notice.id)].slice(0, keptMax),
  );
}

export const markNoticesRead = (): void =>
  notices.set((before) => before.map((one) => (one.isRead ? one : { ...one, isRead: true })));

export const clearNotices = (): void => notices.set([]);

/** Turns live events into notices, as the modules say. */
export function NoticeListener() {
  const modules = useModules();
  useLive((event) => {
    for (const module of modules) {
      const notice = module.noticeOf?.(event);
      if (notice !== undefined) addNotice(notice);
    }
  });
  return null;
}
