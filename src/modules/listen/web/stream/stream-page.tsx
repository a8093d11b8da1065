import { Drawer } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { LoadingLines } from "#web/kit/loading-lines.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { useTabTitle } from "#web/kit/page.tsx";
import { useShortcuts } from "#web/shell/shortcuts.ts";
import { CopiesSwitch } from "../copies/copies-switch.tsx";
import { useFragmentCall } from "../desk-link.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { ClipDrawer } from "./clip-drawer.tsx";
import { queryOfIds } from "./edit-query.ts";
import { ExportDialog } from "./export-dialog.tsx";
import { Facets } from "./facets.tsx";
import { ListHead } from "./list-head.tsx";
import { PageList, PaneList } from "./mention-list.tsx";
import { NothingFound } from "./nothing-found.tsx";
import { QueryBar } from "./query-bar.tsx";
import { QueryHelp } from "./query-help.tsx";
import { Reader } from "./reader.tsx";
import { StreamChart } from "./stream-chart.tsx";
import css from "./stream-page.module.css";
import { StreamTotal } from "./stream-total.tsx";
import { useActs } from "./use-acts.ts";
import { useKeptScroll } from "./use-kept-scroll.ts";
import { useArrivals, useMentionPatch, useMentions } from "./use-mentions.ts";
import { useReadMarks } from "./use-read-marks.ts";
import { useSelection } from "./use-selection.ts";
import { useStream } from "./use-stream.ts";
import { useSummary } from "./use-summary.ts";

type Panel = "help" | "facets" | "clip" | "export" | "export-chosen";

/** Aliran: everything heard, searched, filtered, counted and read. */
export default function StreamPage() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  useTabTitle(t("nav.stream"));
  const stream = useStream();
  const { query, sort, copies, selected, tree, parsed } = stream;
  const isPhone = useMediaQuery("(max-width: 860px)", undefined, { getInitialValueInEffect: false }) === true;
  const isNarrow =
    useMediaQuery("(max-width: 1180px)", undefined, { getInitialValueInEffect: false }) === true;
  const found = useMentions(query, sort, copies, parsed.ok);
  const summary = useSummary(query, parsed.ok);
  const arrivals = useArrivals(query, sort, copies, found.items, parsed.ok);
  const selection = useSelection(found.items, query);
  const acts = useActs(found.items);
  const patch = useMentionPatch();
  const onRead = useReadMarks(patch);
  const [panel, setPanel] = useState<Panel>();
  useFragmentCall("kliping", () => setPanel("clip"));
  const closePanel = useCallback(() => setPanel(undefined), []);
  const { items } = found;
  const total = summary.data?.total;

  useLeafing(items, selected, stream.open);
  useShortcuts([
    {
      keys: "x",
      label: t("stream.key.select"),
      run: () => selected !== undefined && selection.toggle(selected),
    },
    { keys: "Escape", run: () => (selection.isOn ? selection.clear() : stream.open(undefined, true)) },
  ]);
  useKeptScroll(isPhone, selected !== undefined);

  const searchOf = useCallback(
    (sel: string) => ({
      q: query === "" ? undefined : query,
      sort: sort === "newest" ? undefined : sort,
      salinan: copies === "apart" ? "semua" : undefined,
      sel,
    }),
    [query, sort, copies],
  );
  const chosenQuery = selection.isAll ? query : queryOfIds([...selection.ids]);
  const reader =
    selected === undefined ? null : (
      <Reader
        id={selected}
        tree={tree}
        acts={acts}
        onRead={onRead}
        onBack={isPhone ? () => stream.open(undefined, true) : undefined}
      />
    );
  const isReading = isPhone && reader !== null;

  const List = isPhone ? PageList : PaneList;
  const list = (
    <section className={css["list"]} aria-label={t("stream.list")}>
      {selection.isOn ? (
        <BulkBar
          selection={selection}
          query={query}
          total={total ?? items.length}
          shown={items.length}
          acts={acts}
          onExport={() => setPanel("export-chosen")}
        />
      ) : (
        <ListHead
          arrivals={arrivals}
          onShowArrivals={() => {
            arrivals.show();
            document.querySelector("[data-list-pane]")?.scrollTo({ top: 0 });
          }}
          sort={sort}
          onSort={stream.order}
          onSelect={selection.begin}
          onExport={() => setPanel("export")}
          onClip={() => setPanel("clip")}
          onFacets={isNarrow ? () => setPanel("facets") : undefined}
        />
      )}
      <CopiesSwitch copies={copies} items={items} onChange={stream.setCopies} />
      {acts.failure === undefined ? null : <ErrorNote error={acts.failure} onRetry={acts.dismiss} />}
      {found.isError && found.data === undefined ? (
        <div className={css["state"]}>
          <ErrorNote error={found.error} onRetry={() => void found.refetch()} />
        </div>
      ) : found.data === undefined ? (
        <div className={css["state"]}>{parsed.ok ? <LoadingLines rows={6} /> : null}</div>
      ) : items.length === 0 ? (
        <div className={css["state"]}>
          <NothingFound query={query} onSearch={stream.search} />
        </div>
      ) : (
        <List
          key={`${query} ${sort} ${copies}`}
          items={items}
          total={copies === "apart" ? total : undefined}
          tree={tree}
          searchOf={searchOf}
          openId={selected}
          selection={selection}
          hasMore={found.hasNextPage}
          isLoadingMore={found.isFetchingNextPage}
          moreError={found.isFetchNextPageError ? found.error : undefined}
          loadMore={() => void found.fetchNextPage()}
          isOld={found.isPlaceholderData}
        />
      )}
    </section>
  );

  return (
    <>
      <h1 className="sr">{t("nav.stream")}</h1>
      {isReading ? reader : null}
      <div className={css["stream"]} hidden={isReading}>
        <div className={css["top"]}>
          <QueryBar
            query={query}
            onSearch={stream.search}
            onHelp={() => setPanel("help")}
            total={<StreamTotal summary={summary} />}
          />
          {summary.data === undefined ? (
            <div className={css["nochart"]} />
          ) : (
            <StreamChart
              query={query}
              isReadable={parsed.ok}
              summary={summary.data}
              onSearch={stream.search}
            />
          )}
        </div>
        {isNarrow ? null : (
          <aside className={css["facets"]} aria-label={t("stream.filter_title")}>
            <Facets query={query} isReadable={parsed.ok} onSearch={stream.search} />
          </aside>
        )}
        {list}
        {isPhone ? null : (
          <div className={css["reader"]}>
            {reader ?? (
              <div className={css["pick"]}>
                <EmptyState title={t("reader.pick")}>{t("reader.pick_keys")}</EmptyState>
              </div>
            )}
          </div>
        )}
        <QueryHelp isOpen={panel === "help"} onClose={closePanel} onTry={stream.search} />
        <Drawer
          opened={panel === "facets"}
          onClose={closePanel}
          position={isPhone ? "bottom" : "left"}
          size={isPhone ? "85%" : 320}
          title={t("stream.filter_title")}
          closeButtonProps={{ "aria-label": t("desk:act.close") }}
        >
          <Facets query={query} isReadable={parsed.ok} onSearch={stream.search} />
        </Drawer>
        <ClipDrawer isOpen={panel === "clip"} onClose={closePanel} onStored={(id) => stream.open(id)} />
        <ExportDialog
          isOpen={panel === "export" || panel === "export-chosen"}
          query={panel === "export-chosen" ? chosenQuery : query}
          count={panel === "export-chosen" && !selection.isAll ? selection.ids.size : (total ?? 0)}
          onClose={closePanel}
        />
        <span className="sr" role="status">
          {total === undefined ? "" : t("stream.found", { count: total, number: format.whole(total) })}
        </span>
      </div>
    </>
  );
}

/** j and k leaf through the list; o and Enter open the first one. */
function useLeafing(
  items: readonly { id: string }[],
  selected: string | undefined,
  open: (id: string | undefined, isQuiet?: boolean) => void,
): void {
  const { t } = useTranslation("listen");
  const at = items.findIndex((one) => one.id === selected);
  const goTo = (index: number) => {
    const next = items[Math.max(0, Math.min(items.length - 1, index))];
    if (next !== undefined && next.id !== selected) open(next.id, true);
  };
  useShortcuts([
    { keys: "j", label: t("stream.key.next"), run: () => goTo(at + 1) },
    { keys: "k", label: t("stream.key.previous"), run: () => goTo(at - 1) },
    { keys: "o", label: t("stream.key.open"), run: () => goTo(Math.max(0, at)) },
  ]);
}
