import { IconArrowLeft } from "@tabler/icons-react";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { JobState } from "#platform/contract/operations-room.ts";
import { useLive } from "../api/live.ts";
import { platform } from "../api/session.ts";
import { useFormat } from "../i18n/use-format.ts";
import { Button } from "../kit/button.tsx";
import { Figure, Ledger } from "../kit/figure.tsx";
import { LoadingLines } from "../kit/loading-lines.tsx";
import { ErrorNote } from "../kit/note.tsx";
import { Page } from "../kit/page.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { Segmented } from "../kit/segmented.tsx";
import { JobKindTable } from "./job-kind-table.tsx";
import { JobTable } from "./job-table.tsx";
import css from "./settings-content.module.css";
import { useCodeName } from "./use-code-name.ts";

type View = z.infer<typeof JobState> | "kinds";
const views: readonly View[] = ["kinds", "failed", "retrying", "active", "waiting", "completed"];
const pageSize = 50;
const refreshMs = 10_000;

/** Pekerjaan: what the desk does in the background, by kind or one by one; what failed, why, and trying it again. */
export default function JobsPage() {
  const { t } = useTranslation("desk");
  const format = useFormat();
  const queries = useQueryClient();
  const [view, setView] = useState<View>("kinds");
  const [kind, setKind] = useState<string>();
  const name = useCodeName("jobs.");
  const isList = view !== "kinds" || kind !== undefined;
  const jobs = useInfiniteQuery({
    ...platform.queries.jobs.listJobs.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: pageSize,
        ...(cursor === undefined ? {} : { cursor }),
        ...(view === "kinds" ? {} : { state: view }),
        ...(kind === undefined ? {} : { name: kind }),
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
        title={kind === undefined ? t("job.list") : name(kind)}
        aside={
          <Segmented
            label={t("job.filter")}
            value={view}
            options={views.map((value) => ({ value, label: t(`job.short.${value}`) }))}
            onChange={(value) => {
              setView(value);
              setKind(undefined);
            }}
          />
        }
      >
        {jobs.isError ? <ErrorNote error={jobs.error} onRetry={() => void jobs.refetch()} /> : null}
        {jobs.isPending ? <LoadingLines rows={5} /> : null}
        {kind === undefined ? null : (
          <Button size="small" kind="ghost" onClick={() => setKind(undefined)}>
            <IconArrowLeft size={15} stroke={1.75} />
            {t("job.all_kinds")}
          </Button>
        )}
        {isList ? null : <JobKindTable onOpen={setKind} />}
        {jobs.data === undefined || !isList ? null : (
          <JobTable jobs={jobs.data.pages.flatMap((page) => page.items)} />
        )}
        {isList && jobs.hasNextPage ? (
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
