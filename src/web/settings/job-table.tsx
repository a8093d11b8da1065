import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Job } from "#platform/contract/operations-room.ts";
import { platform, useMay } from "../api/session.ts";
import { Button } from "../kit/button.tsx";
import { DataTable } from "../kit/data-table.tsx";
import { EmptyState } from "../kit/empty-state.tsx";
import { ErrorNote } from "../kit/note.tsx";
import { TimeText } from "../kit/time-text.tsx";
import { showToast } from "../kit/toasts.tsx";
import { JobStateMark } from "./job-state-mark.tsx";
import css from "./settings-content.module.css";
import { useCodeName } from "./use-code-name.ts";

/** Jobs one by one, with the error of what failed and a button to try it again. */
export function JobTable({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation("desk");
  const name = useCodeName("jobs.");
  const mayRetry = useMay("jobs.manage");
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: (job: Job) => platform.client.jobs.retryJob({ id: job.id }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: platform.queries.jobs.key() });
      showToast({ text: t("job.retried") });
    },
  });
  if (jobs.length === 0) {
    return (
      <EmptyState level={3} title={t("job.none")}>
        {t("job.none_text")}
      </EmptyState>
    );
  }
  return (
    <>
      {retry.error === null ? null : <ErrorNote error={retry.error} />}
      <DataTable
        label={t("job.list")}
        rows={jobs}
        rowKey={(job) => job.id}
        columns={[
          {
            key: "name",
            title: t("job.what"),
            value: (job) => (
              <>
                {name(job.name)}
                {job.error === null ? null : (
                  <span className={css["second"]}>
                    {t("job.error")}
                    <code lang="en">{job.error}</code>
                  </span>
                )}
              </>
            ),
          },
          {
            key: "state",
            title: t("job.state_title"),
            onPhone: "bare",
            value: (job) => <JobStateMark state={job.state} />,
          },
          {
            key: "due",
            title: t("job.due"),
            value: (job) => <TimeText at={job.finishedAt ?? job.startedAt ?? job.dueAt} look="dateTime" />,
          },
          { key: "attempts", title: t("job.attempts"), align: "right", value: (job) => job.attempts },
          ...(mayRetry
            ? [
                {
                  key: "acts",
                  title: t("field.acts"),
                  isTitleHidden: true,
                  align: "right" as const,
                  onPhone: "bare" as const,
                  value: (job: Job) =>
                    job.state === "failed" || job.state === "cancelled" ? (
                      <Button size="small" isBusy={retry.isPending} onClick={() => retry.mutate(job)}>
                        {t("state.try_again")}
                      </Button>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
