import { useVirtualizer, useWindowVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { QueryNode } from "#text/query/tree.ts";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import type { MentionSummary } from "../../contract/mentions.ts";
import css from "./mention-list.module.css";
import { MentionRow } from "./mention-row.tsx";
import type { Selection } from "./use-selection.ts";

export type MentionListProps = {
  items: readonly MentionSummary[];
  total: number | undefined;
  tree: QueryNode | undefined;
  searchOf: (id: string) => Record<string, string | undefined>;
  openId: string | undefined;
  selection: Selection;
  hasMore: boolean;
  isLoadingMore: boolean;
  moreError: unknown;
  loadMore: () => void;
  /** Dims the list while the answer to another query is on its way. */
  isOld: boolean;
};

const estimatedHeight = 118;
const shared = { estimateSize: () => estimatedHeight, overscan: 8 };

/** The list in a pane that scrolls by itself. */
export function PaneList(props: MentionListProps) {
  const pane = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    ...shared,
    count: props.items.length,
    getScrollElement: () => pane.current,
    getItemKey: (index) => props.items[index]?.id ?? index,
  });
  return (
    // A pane that scrolls must be reachable by the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1, scrollable region
    <div ref={pane} className={css["pane"]} tabIndex={0} data-list-pane>
      <Rows {...props} virtual={virtual} margin={0} />
    </div>
  );
}

/** The list on a phone: the page itself scrolls. */
export function PageList(props: MentionListProps) {
  const place = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setMargin((place.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, []);
  const virtual = useWindowVirtualizer({
    ...shared,
    count: props.items.length,
    scrollMargin: margin,
    getItemKey: (index) => props.items[index]?.id ?? index,
  });
  return (
    <div ref={place}>
      <Rows {...props} virtual={virtual} margin={margin} />
    </div>
  );
}

function Rows<S extends Element | Window>({
  items,
  total,
  tree,
  searchOf,
  openId,
  selection,
  hasMore,
  isLoadingMore,
  moreError,
  loadMore,
  isOld,
  virtual,
  margin,
}: MentionListProps & { virtual: Virtualizer<S, Element>; margin: number }) {
  const { t } = useTranslation("listen");
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && !moreError && last >= items.length - 15) loadMore();
  }, [hasMore, isLoadingMore, moreError, last, items.length, loadMore]);

  // Leafing by keyboard keeps the open mention in sight; opening one by hand does not move the list.
  const openAt = items.findIndex((one) => one.id === openId);
  const scroll = useRef(virtual.scrollToIndex);
  scroll.current = virtual.scrollToIndex;
  useEffect(() => {
    if (openAt >= 0) scroll.current(openAt, { align: "auto" });
  }, [openAt]);

  return (
    <>
      <ul
        className={css["list"]}
        style={{ height: virtual.getTotalSize() }}
        data-old={isOld || undefined}
        aria-label={t("stream.list")}
      >
        {rows.map((row) => {
          const mention = items[row.index];
          if (mention === undefined) return null;
          return (
            <li
              key={row.key}
              ref={virtual.measureElement}
              data-index={row.index}
              aria-setsize={total ?? -1}
              aria-posinset={row.index + 1}
              style={{ transform: `translateY(${row.start - margin}px)` }}
            >
              <MentionRow
                mention={mention}
                tree={tree}
                search={searchOf(mention.id)}
                isOpen={mention.id === openId}
                isChosen={selection.has(mention.id)}
                isSelecting={selection.isOn}
                onToggle={selection.toggle}
              />
            </li>
          );
        })}
      </ul>
      {moreError ? (
        <div className={css["end"]}>
          <ErrorNote error={moreError} onRetry={loadMore} />
        </div>
      ) : hasMore ? (
        <div className={css["end"]}>
          <Button size="small" kind="ghost" isBusy={isLoadingMore} onClick={loadMore}>
            {t("stream.more")}
          </Button>
        </div>
      ) : (
        <p className={css["end"]}>{t("stream.end")}</p>
      )}
    </>
  );
}
