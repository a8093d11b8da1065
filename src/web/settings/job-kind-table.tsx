import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { platform } from "../api/session.ts";
import { useFormat } from "../i18n/use-format.ts";
import { Button } from "../kit/button.tsx";
import { DataTable } from "../kit/data-table.tsx";
import { EmptyState } from "../kit/empty-state.tsx";
import { QueryView } from "../kit/query-view.tsx";
import { TimeText } from "../kit/time-text.tsx";
import { JobStateMark } from "./job-state-mark.tsx";
import { useCodeName } from "./use-code-name.ts";

const refreshMs = 10_000;

/** The kinds of work, a line each, what failed first; a kind opens to its jobs. */
export function JobKindTable({ onOpen }: { onOpen: (name: string) => void }) {
  const { t } = useTranslation("desk");
  const format = useFormat();
  const name = useCodeName("jobs");
  const kinds = useQuery(platform.queries.jobs.listJobKinds.queryOptions({ refetchInterval: refreshMs }));
  const some = (count: number) => (count === 0 ? "–" : format.whole(count));
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
                  <Button size="small" kind="ghost" onClick={() => onOpen(kind.name)}>
                    {name(kind.name)}
                  </Button>
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
                key: "waiting",
                title: t("job.due_now"),
                align: "right",
                value: (kind) => some(kind.waiting),
              },
              {
                key: "failed",
                title: t("job.short.failed"),
                align: "right",
                value: (kind) => some(kind.failed),
              },
            ]}
          />
        )
      }
    </QueryView>
  );
}
