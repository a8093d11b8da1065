import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { platform } from "../api/session.ts";
import { useFormat } from "../i18n/use-format.ts";
import { DataTable } from "../kit/data-table.tsx";
import { EmptyState } from "../kit/empty-state.tsx";
import { QueryView } from "../kit/query-view.tsx";
import { TimeText } from "../kit/time-text.tsx";
import { JobStateMark } from "./job-state-mark.tsx";
import css from "./settings-content.module.css";
import { useCodeName } from "./use-code-name.ts";

const refreshMs = 10_000;

/** The kinds of work, a line each, what failed first; a kind opens to its jobs. */
export function JobKindTable({ onOpen }: { onOpen: (name: string) => void }) {
  const { t } = useTranslation("desk");
  const format = useFormat();
  const name = useCodeName("jobs.");
  const kinds = useQuery(platform.queries.jobs.listJobKinds.queryOptions({ refetchInterval: refreshMs }));
  return (
    <QueryView query={kinds} rows={5}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState level={3} title={t("job.none")}>
            {t("job.none_text")}
          </EmptyState>
        ) : (
          <DataTable
            label={t("job.kinds")}
            rows={items}
            rowKey={(kind) => kind.name}
            columns={[
              {
                key: "name",
                title: t("job.what"),
                value: (kind) => (
                  <button type="button" className={css["link"]} onClick={() => onOpen(kind.name)}>
                    {name(kind.name)}
                  </button>
                ),
              },
              {
                key: "last",
                title: t("job.last_run"),
                value: (kind) =>
                  kind.lastFinishedAt === null ? "–" : <TimeText at={kind.lastFinishedAt} look="dateTime" />,
              },
              {
                key: "state",
                title: t("job.last_state"),
                onPhone: "bare",
                value: (kind) =>
                  kind.active > 0 ? (
                    <JobStateMark state="active" />
                  ) : kind.lastState === null ? (
                    "–"
                  ) : (
                    <JobStateMark state={kind.lastState} />
                  ),
              },
              {
                key: "open",
                title: t("job.open"),
                align: "right",
                onPhone: "bare",
                value: (kind) =>
                  [
                    ...(kind.failed === 0
                      ? []
                      : [t("job.failed_count", { number: format.whole(kind.failed) })]),
                    ...(kind.waiting === 0
                      ? []
                      : [t("job.waiting_count", { number: format.whole(kind.waiting) })]),
                  ].join(", "),
              },
            ]}
          />
        )
      }
    </QueryView>
  );
}
