import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { DataTable } from "#web/kit/data-table.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { DeskLink } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { ImportStateMark } from "./import-state.tsx";
import css from "./imports-page.module.css";

/** The imports made so far, newest first. */
export function ImportHistory() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const query = useQuery(listen.queries.imports.listImports.queryOptions());
  return (
    <RuledSection title={t("imports.history")}>
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("imports.none.title")} level={3}>
              {t("imports.none.text")}
            </EmptyState>
          ) : (
            <DataTable
              label={t("imports.history")}
              rows={items}
              rowKey={(one) => one.id}
              columns={[
                {
                  key: "file",
                  title: t("imports.column.file"),
                  value: (one) => (
                    <DeskLink to="/impor" search={{ impor: one.id }}>
                      {one.fileName}
                    </DeskLink>
                  ),
                  sort: (one) => one.fileName,
                },
                {
                  key: "state",
                  title: t("imports.column.state"),
                  value: (one) => <ImportStateMark one={one} />,
                  onPhone: "bare",
                },
                {
                  key: "stored",
                  title: t("imports.column.stored"),
                  align: "right",
                  value: (one) => format.whole(one.rowsStored),
                  sort: (one) => one.rowsStored,
                },
                {
                  key: "known",
                  title: t("imports.column.known"),
                  align: "right",
                  value: (one) => format.whole(one.rowsKnown),
                  sort: (one) => one.rowsKnown,
                },
                {
                  key: "refused",
                  title: t("imports.column.refused"),
                  align: "right",
                  value: (one) =>
                    one.refusedUrl === null || one.rowsRefused === 0 ? (
                      format.whole(one.rowsRefused)
                    ) : (
                      <a href={one.refusedUrl} download className={css["bad"]}>
                        {t("imports.fetch_refused", {
                          count: one.rowsRefused,
                          number: format.whole(one.rowsRefused),
                        })}
                      </a>
                    ),
                  sort: (one) => one.rowsRefused,
                },
                {
                  key: "at",
                  title: t("imports.column.at"),
                  align: "right",
                  value: (one) => <TimeText at={one.createdAt} look="dateTime" />,
                  sort: (one) => Date.parse(one.createdAt),
                },
              ]}
              initialSort={{ key: "at", isDown: true }}
            />
          )
        }
      </QueryView>
    </RuledSection>
  );
}
