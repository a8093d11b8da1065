import { useCallback, useRef } from "react";
import type { MentionSummary } from "../../contract/mentions.ts";
import { listen } from "../listen-api.ts";

const gatherMs = 800;

/**
 * Marks opened mentions as read, those of a moment together: leafing fast asks once. A mark that is lost costs nothing
 * but the mark, so its failure is not shown.
 */
export function useReadMarks(
  patch: (change: (mention: MentionSummary) => MentionSummary) => void,
): (id: string) => void {
  const waiting = useRef(new Set<string>());
  const apply = useRef(patch);
  apply.current = patch;
  return useCallback((id: string) => {
    const isFirst = waiting.current.size === 0;
    waiting.current.add(id);
    apply.current((one) => (one.id === id ? { ...one, isRead: true } : one));
    if (!isFirst) return;
    setTimeout(() => {
      const ids = [...waiting.current];
      waiting.current.clear();
      listen.client.mentions.markMentionsRead({ ids, isRead: true }).catch(() => undefined);
    }, gatherMs);
  }, []);
}
