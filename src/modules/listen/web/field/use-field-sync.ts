import { useCallback, useEffect, useRef, useState } from "react";
import type { FieldStore } from "./field-store.ts";
import { fieldTransport } from "./field-transport.ts";
import type { FieldNote } from "./field-types.ts";
import { type SyncEnd, syncNotes } from "./sync-notes.ts";

const firstPauseMs = 4_000;
const longestPauseMs = 60_000;

/** Only one tab sends at a time; the desk would know a note that two send, but why send it twice. */
async function alone(run: () => Promise<SyncEnd>): Promise<SyncEnd | undefined> {
  if (!("locks" in navigator)) return run();
  return navigator.locks.request("gaung-field", { ifAvailable: true }, (lock) =>
    lock === null ? undefined : run(),
  );
}

/**
 * This phone's queue, sent whenever there may be a network: at once, when the browser says so, when the page comes to the
 * front, and again with growing pauses for as long as something waits.
 */
export function useFieldSync(store: FieldStore, owner: { id: string; workspace: string } | undefined) {
  const [notes, setNotes] = useState<readonly FieldNote[]>([]);
  const [end, setEnd] = useState<SyncEnd>("done");
  const [isSending, setSending] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pause = useRef(firstPauseMs);
  const running = useRef(false);
  const refresh = useCallback(async () => setNotes(await store.notes()), [store]);
  const id = owner?.id;
  const workspace = owner?.workspace;

  const sync = useCallback(async () => {
    clearTimeout(timer.current);
    if (running.current || id === undefined || workspace === undefined) return;
    running.current = true;
    setSending(true);
    const options = { now: () => new Date(), changed: () => void refresh() };
    const ended = await alone(() => syncNotes(store, fieldTransport, { id, workspace }, options)).catch(
      (): SyncEnd => "again",
    );
    running.current = false;
    setSending(false);
    if (ended !== undefined) setEnd(ended);
    await refresh();
    if (ended === "done") pause.current = firstPauseMs;
    // While signed out the person acts, then the page is there anew.
    if (ended === "again" || ended === undefined) {
      timer.current = setTimeout(() => void sync(), pause.current);
      pause.current = Math.min(longestPauseMs, pause.current * 2);
    }
  }, [store, id, workspace, refresh]);

  useEffect(() => {
    const now = () => {
      pause.current = firstPauseMs;
      void sync();
    };
    const toFront = () => {
      if (document.visibilityState === "visible") now();
    };
    void refresh();
    now();
    addEventListener("online", now);
    document.addEventListener("visibilitychange", toFront);
    return () => {
      clearTimeout(timer.current);
      removeEventListener("online", now);
      document.removeEventListener("visibilitychange", toFront);
    };
  }, [sync, refresh]);

  return { notes, end, isSending, sync, refresh };
}
export type FieldSync = ReturnType<typeof useFieldSync>;
