import { IconAlertOctagon, IconCheck, IconHourglass, IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Backup } from "#platform/contract/operations-room.ts";
import { useLive } from "../api/live.ts";
import { platform } from "../api/session.ts";
import { useFormat } from "../i18n/use-format.ts";
import { Button, LinkButton } from "../kit/button.tsx";
import { Chip } from "../kit/chip.tsx";
import { CopyField } from "../kit/copy-field.tsx";
import { DataTable } from "../kit/data-table.tsx";
import { EmptyState } from "../kit/empty-state.tsx";
import { ErrorNote, Note } from "../kit/note.tsx";
import { NumberText } from "../kit/number-text.tsx";
import { Page } from "../kit/page.tsx";
import { QueryView } from "../kit/query-view.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { TimeText } from "../kit/time-text.tsx";
import css from "./settings-content.module.css";

const refreshMs = 2000;
const looks = {
  waiting: { Icon: IconHourglass, kind: "fact" },
  running: { Icon: IconPlayerPlay, kind: "own" },
  done: { Icon: IconCheck, kind: "toska" },
  failed: { Icon: IconAlertOctagon, kind: "saga" },
} as const;

const isUnderWay = (backup: Backup): boolean => backup.state === "waiting" || backup.state === "running";

/** Cadangan: make a backup file, see how far it is, take it away, and how to turn it back into a desk. */
export default function BackupsPage() {
  const { t } = useTranslation("desk");
  const format = useFormat();
  const queries = useQueryClient();
  const backups = useQuery({
    ...platform.queries.backup.listBackups.queryOptions(),
    refetchInterval: (query) => (query.state.data?.items.some(isUnderWay) ? refreshMs : false),
  });
  // A backup that is tried again under Pekerjaan begins without this page.
  useLive((event) => {
    if (event.type === "jobs") void queries.invalidateQueries({ queryKey: platform.queries.backup.key() });
  });
  const create = useMutation({
    mutationFn: () => platform.client.backup.createBackup(),
    onSuccess: () => queries.invalidateQueries({ queryKey: platform.queries.backup.key() }),
  });
  const items = backups.data?.items ?? [];
  const newest = items.find((one) => one.state === "done");
  const isBusy = items.some(isUnderWay);
  return (
    <Page
      title={t("settings.backups.title")}
      deck={
        backups.data === undefined
          ? t("settings.backups.about")
          : newest === undefined
            ? t("backup.never")
            : t("backup.newest", { at: format.dateTime(newest.finishedAt ?? newest.createdAt) })
      }
      aside={
        <Button kind="primary" isBusy={create.isPending || isBusy} onClick={() => create.mutate()}>
          {t("backup.make")}
        </Button>
      }
      width="text"
    >
      <div className={css["sections"]}>
        {create.error === null ? null : <ErrorNote error={create.error} unchanged={t("backup.not_made")} />}
        {isBusy ? <Note kind="brass" title={t("backup.under_way")} /> : null}
        <RuledSection title={t("backup.list")}>
          <QueryView query={backups} rows={2}>
            {(data) =>
              data.items.length === 0 ? (
                <EmptyState level={3} title={t("backup.none")}>
                  {t("backup.none_text")}
                </EmptyState>
              ) : (
                <BackupTable backups={data.items} />
              )
            }
          </QueryView>
        </RuledSection>
        <RuledSection title={t("backup.restore")} deck={t("backup.restore_about")}>
          <CopyField label={t("backup.command")} value="npx gaung restore gaung-….tar.gz" />
          <p className={`${css["help"]} ${css["gap"]}`}>{t("backup.keep_elsewhere")}</p>
        </RuledSection>
      </div>
    </Page>
  );
}

function BackupTable({ backups }: { backups: readonly Backup[] }) {
  const { t } = useTranslation("desk");
  return (
    <DataTable
      label={t("backup.list")}
      rows={backups}
      rowKey={(one) => one.id}
      columns={[
        {
          key: "at",
          title: t("backup.made_at"),
          sort: (one) => one.createdAt,
          value: (one) => (
            <>
              <TimeText at={one.createdAt} look="dateTime" />
              {one.error === null ? null : (
                <span className={css["second"]}>
                  {t("backup.failed_more")} {t("job.error")}
                  <code lang="en">{one.error}</code>
                </span>
              )}
            </>
          ),
        },
        {
          key: "state",
          title: t("job.state_title"),
          onPhone: "bare",
          value: (one) => {
            const { Icon, kind } = looks[one.state];
            return (
              <Chip kind={kind} icon={<Icon size={15} stroke={1.75} aria-hidden="true" />}>
                {t(`backup.state.${one.state}`)}
              </Chip>
            );
          },
        },
        {
          key: "bytes",
          title: t("backup.size"),
          align: "right",
          value: (one) => (one.bytes === null ? "–" : <NumberText value={one.bytes} look="bytes" />),
        },
        {
          key: "acts",
          title: t("field.acts"),
          isTitleHidden: true,
          align: "right",
          onPhone: "bare",
          value: (one) =>
            one.state === "done" ? (
              <LinkButton size="small" href={`/api/backups/${one.id}/file`} download>
                {t("backup.download")}
              </LinkButton>
            ) : null,
        },
      ]}
    />
  );
}
