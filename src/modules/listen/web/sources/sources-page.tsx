import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Note } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { SideDrawer } from "#web/kit/side-drawer.tsx";
import type { Source } from "../../contract/sources.ts";
import { useAddress, useFragmentCall, useGo } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";
import { AddSource } from "./add-source.tsx";
import { ExportOpml } from "./export-opml.tsx";
import { SourceDetail } from "./source-detail.tsx";
import { filterSources, foldersOf, isQuiet, type SourceFilter } from "./source-rows.ts";
import { SourceTable } from "./source-table.tsx";
import css from "./sources-page.module.css";

/** Sumber: everything this desk listens to, how each is doing, and what to do about those that are silent. */
export default function SourcesPage() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const go = useGo();
  const address = useAddress();
  const mayManage = useMay("sources.manage");
  const query = useQuery(listen.queries.sources.listSources.queryOptions({ refetchInterval: 60_000 }));
  useLiveRefresh(["source"], [listen.queries.sources.key()], 1500);
  const [isAdding, setAdding] = useState(false);
  useFragmentCall("tambah", () => setAdding(true));
  const all = query.data?.items ?? [];
  const followed = all.filter((one) => one.kind !== "file").length;
  const quiet = all.filter(isQuiet).length;
  const opened = address["sumber"];
  const close = () => go("/sumber", {}, true);
  return (
    <Page
      title={t("nav.sources")}
      deck={
        followed === 0
          ? undefined
          : `${t("sources.deck", { count: followed, number: format.whole(followed) })} ${
              quiet === 0 ? t("sources.deck_fine") : t("sources.deck_quiet", { count: quiet })
            }`
      }
      aside={
        <>
          {all.length > 0 ? <ExportOpml /> : null}
          {mayManage ? (
            // The empty page has the same button under its sentence.
            all.length === 0 ? null : (
              <Button kind="primary" onClick={() => setAdding(true)}>
                {t("sources.add.title")}
              </Button>
            )
          ) : (
            <span className={css["reason"]}>{t("sources.may_not")}</span>
          )}
        </>
      }
    >
      <QueryView query={query} rows={8}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t("sources.empty.title")}
              actions={
                mayManage ? (
                  <>
                    <Button kind="primary" onClick={() => setAdding(true)}>
                      {t("sources.add.title")}
                    </Button>
                    <LinkButton to="/">{t("sources.empty.first_run")}</LinkButton>
                  </>
                ) : undefined
              }
            >
              {t("sources.empty.text")}
            </EmptyState>
          ) : (
            <FilteredSources sources={items} />
          )
        }
      </QueryView>
      <AddSource isOpen={isAdding} onClose={() => setAdding(false)} known={all} />
      <SideDrawer
        isOpen={opened !== undefined}
        onClose={close}
        size={620}
        title={all.find((one) => one.id === opened)?.title ?? t("sources.detail.title")}
      >
        {opened === undefined ? null : <SourceDetail key={opened} id={opened} onGone={close} />}
      </SideDrawer>
    </Page>
  );
}

function FilteredSources({ sources }: { sources: readonly Source[] }) {
  const { t, i18n } = useTranslation("listen");
  const [filter, setFilter] = useState<SourceFilter>("all");
  const [folder, setFolder] = useState("");
  const [wanted, setWanted] = useState("");
  const shown = filterSources(sources, filter, folder, wanted);
  const folders = foldersOf(sources, i18n.language);
  const counts: Record<SourceFilter, number> = {
    all: sources.length,
    failing: sources.filter(isQuiet).length,
    paused: sources.filter((one) => one.state === "paused").length,
  };
  const clear = () => {
    setFilter("all");
    setFolder("");
    setWanted("");
  };
  return (
    <>
      <div className={css["filters"]}>
        <Segmented
          label={t("sources.filter.label")}
          value={filter}
          options={(["all", "failing", "paused"] as const).map((value) => ({
            value,
            label: `${t(`sources.filter.${value}`)} ${counts[value]}`,
          }))}
          onChange={setFilter}
        />
        {folders.length === 0 ? null : (
          <NativeSelect
            aria-label={t("sources.folder")}
            value={folder}
            data={[{ value: "", label: t("sources.filter.every_folder") }, ...folders]}
            onChange={(event) => setFolder(event.currentTarget.value)}
          />
        )}
        <TextInput
          type="search"
          aria-label={t("sources.filter.search")}
          placeholder={t("sources.filter.search")}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      </div>
      {shown.length === 0 ? (
        <Note
          kind="brass"
          title={t("sources.filter.nothing")}
          actions={
            <Button size="small" onClick={clear}>
              {t("sources.filter.clear")}
            </Button>
          }
        />
      ) : (
        <SourceTable sources={shown} />
      )}
    </>
  );
}
