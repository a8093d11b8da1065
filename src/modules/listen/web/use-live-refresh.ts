import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLive } from "#web/api/live.ts";
import { LiveMessage } from "../contract/overview.ts";

/**
 * Asks again for what stands under `keys` when the live stream tells of one of `types`, at most once in `everyMs`, so
 * that a busy hour does not turn into a flood of questions.
 */
export function useLiveRefresh(
  types: readonly LiveMessage["type"][],
  keys: readonly (readonly unknown[])[],
  everyMs = 4000,
): void {
  const queries = useQueryClient();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  useLive((event) => {
    const message = LiveMessage.safeParse(event);
    if (!message.success || !types.includes(message.data.type) || waiting.current !== undefined) return;
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
    }, everyMs);
  });
}
