import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { LoadingLines } from "#web/kit/loading-lines.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { useTabTitle } from "#web/kit/page.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { accounts } from "../accounts-api.ts";
import { ConversationList } from "./conversation-list.tsx";
import css from "./inbox.module.css";
import { Thread } from "./thread.tsx";
import { useConversations, useInboxAddress, useInboxNews } from "./use-inbox.ts";

/** Percakapan: what people say to the office's accounts, and our answers. */
export default function ConversationsPage() {
  const { t } = useTranslation("accounts");
  useTabTitle(t("nav.conversations"));
  useInboxNews();
  const address = useInboxAddress();
  const list = useConversations(address.isWaiting);
  const networks = useQuery(
    accounts.queries.listNetworks.queryOptions({ staleTime: Number.POSITIVE_INFINITY }),
  );
  const isPhone = useMediaQuery("(max-width: 860px)", undefined, { getInitialValueInEffect: false }) === true;
  const isReading = isPhone && address.opened !== undefined;
  const thread =
    address.opened === undefined ? null : (
      <Thread
        key={address.opened}
        id={address.opened}
        onBack={isPhone ? () => address.open(undefined) : undefined}
      />
    );
  return (
    <>
      <h1 className="sr">{t("nav.conversations")}</h1>
      {isReading ? thread : null}
      <div className={css["inbox"]} hidden={isReading}>
        <section className={css["list"]} aria-label={t("inbox.list")}>
          <ListHead waiting={list.waiting} address={address} />
          {list.isError && list.data === undefined ? (
            <div className={css["state"]}>
              <ErrorNote error={list.error} onRetry={() => void list.refetch()} />
            </div>
          ) : list.data === undefined ? (
            <div className={css["state"]}>
              <LoadingLines rows={6} />
            </div>
          ) : list.items.length === 0 ? (
            <div className={css["state"]}>
              <Nothing isWaiting={address.isWaiting} onAll={() => address.show(false)} />
            </div>
          ) : (
            <div className={css["scroll"]}>
              <ConversationList
                items={list.items}
                networks={networks.data?.items ?? []}
                opened={address.opened}
                searchOf={address.searchOf}
              />
              {list.hasNextPage ? (
                <div className={css["more"]}>
                  <Button isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                    {t("inbox.more")}
                  </Button>
                </div>
              ) : null}
            </div>
          )}
        </section>
        {isPhone ? null : (
          <div className={css["pane"]}>
            {thread ?? (
              <div className={css["pick"]}>
                <EmptyState title={t("inbox.pick")}>{t("inbox.pick_more")}</EmptyState>
              </div>
            )}
          </div>
        )}
      </div>
    </>
  );
}

/** How many wait is said once it is known. */
function ListHead({
  waiting,
  address,
}: {
  waiting: number | undefined;
  address: ReturnType<typeof useInboxAddress>;
}) {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  return (
    <header className={css["head"]}>
      <p role="status">
        {waiting === undefined ? "" : t("inbox.waiting", { count: waiting, number: format.whole(waiting) })}
      </p>
      <Segmented
        label={t("inbox.show")}
        value={address.isWaiting ? "waiting" : "all"}
        options={[
          { value: "all", label: t("inbox.show_all") },
          { value: "waiting", label: t("inbox.show_waiting") },
        ]}
        onChange={(value) => address.show(value === "waiting")}
      />
    </header>
  );
}

/** Why the list is empty, and what to do. */
function Nothing({ isWaiting, onAll }: { isWaiting: boolean; onAll: () => void }) {
  const { t } = useTranslation("accounts");
  const { data } = useQuery(accounts.queries.listAccounts.queryOptions());
  if (isWaiting)
    return (
      <EmptyState
        title={t("inbox.none_waiting")}
        actions={<Button onClick={onAll}>{t("inbox.show_all_act")}</Button>}
      >
        {t("inbox.none_waiting_more")}
      </EmptyState>
    );
  if ((data?.items.length ?? 0) > 0)
    return <EmptyState title={t("inbox.empty")}>{t("inbox.empty_listening")}</EmptyState>;
  return (
    <EmptyState title={t("inbox.empty")} actions={<Link to="/akun-resmi">{t("inbox.empty_act")}</Link>}>
      {t("inbox.empty_more")}
    </EmptyState>
  );
}
