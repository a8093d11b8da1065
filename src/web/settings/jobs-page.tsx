import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { Job, JobState } from "#platform/contract/operations-room.ts";
import { useLive } from "../api/live.ts";
import { platform, useMay } from "../api/session.ts";
import { useFormat } from "../i18n/use-format.ts";
import { Button } from "../kit/button.tsx";
import { DataTable } from "../kit/data-table.tsx";
import { EmptyState } from "../kit/empty-state.tsx";
import { Figure, Ledger } from "../kit/figure.tsx";
import { LoadingLines } from "../kit/loading-lines.tsx";
import { ErrorNote } from "../kit/note.tsx";
import { Page } from "../kit/page.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { Segmented } from "../kit/segmented.tsx";
import { TimeText } from "../kit/time-text.tsx";
import { showToast } from "../kit/toasts.tsx";
import { JobStateMark } from "./job-state-mark.tsx";
import css from "./settings-content.module.css";
import { useCodeName } from "./use-code-name.ts";

type State = z.infer<typeof JobState> | "all";
const states: readonly State[] = ["all", "failed", "retrying", "active", "waiting", "completed"];
const pageSize = 50;
const refreshMs = 10_000;

/** Pekerjaan: what the desk does in the background; what failed, why, and trying it again. */
export default function JobsPage() {
  const { t } = useTranslation("desk");
  const format = useFormat();
  const queries = useQueryClient();
  const [state, setState] = useState<State>("all");
  const jobs = useInfiniteQuery({
    ...platform.queries.jobs.listJobs.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: pageSize,
        ...(cursor === undefined ? {} : { cursor }),
        ...(state === "all" ? {} : { state }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (last) => last.nextCursor ?? undefined,
    }),
    refetchInterval: refreshMs,
    placeholderData: (before) => before,
  });
  useLive((event) => {
    if (event.type === "jobs") void queries.invalidateQueries({ queryKey: platform.queries.jobs.key() });
  });
  const first = jobs.data?.pages[0];
  const counts: Partial<Record<z.infer<typeof JobState>, number>> = first?.counts ?? {};
  const oldest = first?.oldestDueSeconds ?? null;

  return (
    <Page title={t("settings.jobs.title")} deck={t("settings.jobs.about")} width="text">
      {first === undefined ? null : (
        <Ledger label={t("settings.jobs.title")}>
          <Figure
            label={t("job.state.waiting")}
            value={format.whole(counts.waiting ?? 0)}
            comparison={
              oldest === null ? t("job.none_due") : t("job.oldest", { time: format.duration(oldest) })
            }
          />
          <Figure
            label={t("job.state.active")}
            value={format.whole(counts.active ?? 0)}
            comparison={t("job.retrying", { count: counts.retrying ?? 0 })}
          />
          <Figure
            label={t("job.state.failed")}
            value={format.whole(counts.failed ?? 0)}
            comparison={t((counts.failed ?? 0) > 0 ? "job.failed_some" : "job.failed_none")}
          />
          <Figure
            label={t("job.state.completed")}
            value={format.whole(counts.completed ?? 0)}
            comparison={t("job.completed_kept")}
          />
        </Ledger>
      )}
      <RuledSection
        title={t("job.list")}
        aside={
          <Segmented
            label={t("job.filter")}
            value={state}
            options={states.map((value) => ({ value, label: t(`job.short.${value}`) }))}
            onChange={setState}
          />
        }
      >
        {jobs.isError ? <ErrorNote error={jobs.error} onRetry={() => void jobs.refetch()} /> : null}
        {jobs.isPending ? <LoadingLines rows={5} /> : null}
        {jobs.data === undefined ? null : <JobTable jobs={jobs.data.pages.flatMap((page) => page.items)} />}
        {jobs.hasNextPage ? (
          <Button
            className={css["gap"]}
            isBusy={jobs.isFetchingNextPage}
            onClick={() => void jobs.fetchNextPage()}
          >
            {t("act.show_more")}
          </Button>
        ) : null}
      </RuledSection>
    </Page>
  );
}

function JobTable({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation("desk");
  const name = useCodeName("jobs");
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
