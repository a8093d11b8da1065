import { NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { platform, useZone } from "../api/session.ts";
import { Button } from "../kit/button.tsx";
import { EmptyState } from "../kit/empty-state.tsx";
import { LoadingLines } from "../kit/loading-lines.tsx";
import { ErrorNote } from "../kit/note.tsx";
import { Page } from "../kit/page.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { AuditList } from "./audit-list.tsx";
import css from "./audit-page.module.css";
import { dayEnd, dayStart } from "./office-day.ts";
import contentCss from "./settings-content.module.css";
import { useCodeNames } from "./use-code-name.ts";
import { VerifyAudit } from "./verify-audit.tsx";

type Filter = { action: string; actor: string; since: string; until: string };
const noFilter: Filter = { action: "", actor: "", since: "", until: "" };
const pageSize = 50;

/** Log audit: who changed what, newest first; filters, and a check that nothing was altered afterwards. */
export default function AuditPage() {
  const { t } = useTranslation("desk");
  const zone = useZone();
  const actions = useCodeNames("audit.");
  const [filter, setFilter] = useState(noFilter);
  const [settled] = useDebouncedValue(filter, 300);
  const change = (part: Partial<Filter>) => setFilter((before) => ({ ...before, ...part }));
  const entries = useInfiniteQuery({
    ...platform.queries.audit.listAuditEntries.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: pageSize,
        ...(cursor === undefined ? {} : { cursor }),
        ...(settled.action === "" ? {} : { action: settled.action }),
        ...(settled.actor.trim() === "" ? {} : { actor: settled.actor.trim() }),
        ...(settled.since === "" ? {} : { since: dayStart(settled.since, zone) }),
        ...(settled.until === "" ? {} : { until: dayEnd(settled.until, zone) }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (last) => last.nextCursor ?? undefined,
    }),
  });
  const isFiltered = Object.values(filter).some((value) => value.trim() !== "");
  const shown = entries.data?.pages.flatMap((one) => one.items);

  return (
    <Page title={t("settings.audit.title")} deck={t("settings.audit.about")} width="text">
      <div className={contentCss["sections"]}>
        <VerifyAudit />
        <RuledSection title={t("audit_page.entries")}>
          <form
            className={css["filter"]}
            aria-label={t("audit_page.filter")}
            onSubmit={(event) => event.preventDefault()}
          >
            <NativeSelect
              label={t("audit_page.action")}
              value={filter.action}
              data={[
                { value: "", label: t("audit_page.any_action") },
                ...actions.map(({ code, name }) => ({ value: code, label: name })),
              ]}
              onChange={(event) => change({ action: event.currentTarget.value })}
            />
            <TextInput
              label={t("audit_page.actor")}
              value={filter.actor}
              onChange={(event) => change({ actor: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t("audit_page.since")}
              value={filter.since}
              max={filter.until}
              onChange={(event) => change({ since: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t("audit_page.until")}
              value={filter.until}
              min={filter.since}
              onChange={(event) => change({ until: event.currentTarget.value })}
            />
            {isFiltered ? (
              <Button kind="ghost" onClick={() => setFilter(noFilter)}>
                {t("audit_page.lift")}
              </Button>
            ) : null}
          </form>
          {entries.isError ? (
            <ErrorNote error={entries.error} onRetry={() => void entries.refetch()} />
          ) : null}
          {entries.isPending ? <LoadingLines rows={6} /> : null}
          {shown === undefined ? null : shown.length === 0 ? (
            <EmptyState level={3} title={t("audit_page.none")}>
              {t(isFiltered ? "audit_page.none_filtered" : "audit_page.none_text")}
            </EmptyState>
          ) : (
            <AuditList entries={shown} />
          )}
          {entries.hasNextPage ? (
            <Button isBusy={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
              {t("act.show_more")}
            </Button>
          ) : null}
        </RuledSection>
      </div>
    </Page>
  );
}
