import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { Chip } from "#web/kit/chip.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { TagChange } from "../../contract/tag.ts";
import list from "../analysis/judgement-list.module.css";
import { listen } from "../listen-api.ts";
import { TagTabs } from "./tag-tabs.tsx";
import { useTagRefresh } from "./use-tags.ts";

/** Riwayat tanda: who tagged how many mentions with what, and taking back one's own. */
export default function TagHistoryPage() {
  const { t } = useTranslation("listen");
  const query = useQuery(listen.queries.tags.listTagChanges.queryOptions({ input: { limit: 100 } }));
  return (
    <Page title={t("tags.title")} deck={t("tags.history_deck")}>
      <TagTabs />
      <QueryView query={query} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("tags.history_empty_title")}>{t("tags.history_empty")}</EmptyState>
          ) : (
            <ul className={list["list"]} aria-label={t("tags.tab_history")}>
              {items.map((change) => (
                <ChangeLine key={change.id} change={change} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Page>
  );
}

function ChangeLine({ change }: { change: TagChange }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const mayTag = useMay("mentions.tag");
  const refresh = useTagRefresh();
  const undo = useMutation({
    mutationFn: () => listen.client.mentions.undoChange({ id: change.id }),
    onSuccess: async ({ changed }) => {
      await refresh();
      showToast({ text: t("tags.undone", { count: changed, number: format.whole(changed) }) });
    },
  });
  const isUndone = change.undoneAt !== null;
  return (
    <li data-undone={isUndone || undefined}>
      <div>
        <p>
          <b>{t("tags.change", { count: change.mentions, number: format.whole(change.mentions) })}</b>{" "}
          {change.added.map((tag) => (
            <Chip key={`+${tag}`} kind="own">
              + {tag}
            </Chip>
          ))}{" "}
          {change.removed.map((tag) => (
            <Chip key={`-${tag}`}>− {tag}</Chip>
          ))}
        </p>
        <p className={list["by"]}>
          {change.isMine ? t("judgement.you") : change.actorName || t("tags.somebody")},{" "}
          <TimeText at={change.at} look="dateTime" />
          {isUndone ? ` · ${t("tags.was_undone")}` : ""}
        </p>
        {undo.error === null ? null : <ErrorNote error={undo.error} />}
      </div>
      {mayTag && change.isMine && !isUndone ? (
        <Button size="small" isBusy={undo.isPending} onClick={() => undo.mutate()}>
          {t("tags.undo")}
        </Button>
      ) : null}
    </li>
  );
}
