import { useEffect, useState } from "react";
import type { MentionSummary } from "../../contract/mentions.ts";

/** Which mentions are chosen for an act: single ones, or all that the query finds. */
export function useSelection(items: readonly MentionSummary[], query: string) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [isAll, setAll] = useState(false);
  const [isOn, setOn] = useState(false);
  const [anchor, setAnchor] = useState<string>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins with nothing chosen
  useEffect(() => {
    setIds(new Set());
    setAll(false);
  }, [query]);

  const toggle = (id: string, withRange = false) => {
    const wasAll = isAll;
    setAll(false);
    setOn(true);
    setAnchor(id);
    setIds((before) => {
      const next = new Set(wasAll ? items.map((one) => one.id) : before);
      const from = withRange ? items.findIndex((one) => one.id === anchor) : -1;
      const to = items.findIndex((one) => one.id === id);
      if (from >= 0)
        for (const one of items.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one.id);
      else if (!next.delete(id)) next.add(id);
      return next;
    });
  };
  const clear = () => {
    setIds(new Set());
    setAll(false);
    setOn(false);
  };
  return {
    ids,
    isAll,
    /** Check boxes are shown, whether or not anything is chosen. */
    isOn: isOn || isAll || ids.size > 0,
    has: (id: string) => isAll || ids.has(id),
    toggle,
    begin: () => setOn(true),
    selectShown: () => setIds(new Set(items.map((one) => one.id))),
    selectAll: () => setAll(true),
    clear,
  };
}
export type Selection = ReturnType<typeof useSelection>;
