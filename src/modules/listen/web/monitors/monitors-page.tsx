import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { LinkButton } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { MonitorLine } from "../../contract/monitor.ts";
import { MonitorExamples } from "./monitor-examples-list.tsx";
import { MonitorList } from "./monitor-list.tsx";
import css from "./monitors-page.module.css";
import { useMonitors } from "./use-monitors.ts";

/** Pantauan: what the office keeps an eye on, by folder, with what was found lately. */
export default function MonitorsPage() {
  const { t } = useTranslation("listen");
  const mayManage = useMay("monitors.manage");
  const query = useMonitors();
  const hasAny = query.data !== undefined && query.data.items.length > 0;
  return (
    <Page
      title={t("monitors.title")}
      deck={t("monitors.deck")}
      aside={
        mayManage && hasAny ? (
          <LinkButton kind="primary" to="/pantauan/baru">
            {t("monitor.add")}
          </LinkButton>
        ) : undefined
      }
    >
      <QueryView query={query} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <>
              <EmptyState
                title={t("monitors.empty_title")}
                actions={
                  mayManage ? (
                    <LinkButton kind="primary" to="/pantauan/baru">
                      {t("monitor.add")}
                    </LinkButton>
                  ) : undefined
                }
              >
                {t("monitors.empty")} {mayManage ? null : t("monitors.may_not")}
              </EmptyState>
              {mayManage ? <MonitorExamples /> : null}
            </>
          ) : (
            <Folders items={items} />
          )
        }
      </QueryView>
    </Page>
  );
}

function Folders({ items }: { items: readonly MonitorLine[] }) {
  const { t } = useTranslation("listen");
  const folders = useMemo(() => [...Map.groupBy(items, ({ folder }) => folder)], [items]);
  return (
    <div className={css["folders"]}>
      {folders.map(([folder, monitors]) => (
        <RuledSection
          key={folder}
          title={folder === "" ? t("monitors.no_folder") : folder.split("/").join(" › ")}
          aside={t("monitors.count", { count: monitors.length })}
        >
          <MonitorList monitors={monitors} />
        </RuledSection>
      ))}
    </div>
  );
}
