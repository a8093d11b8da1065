import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "#web/api/live.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Note } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { SearchParameters } from "#web/search-parameters.ts";
import { statementViews } from "../../contract/statements.ts";
import { accounts } from "../accounts-api.ts";
import { ComposeDrawer } from "./compose-drawer.tsx";
import { StatementList } from "./statement-list.tsx";
import css from "./statements.module.css";

/** Terkirim: what went out through the office's accounts, what waits and why, and what needs somebody. */
export default function StatementsPage() {
  const { t } = useTranslation("accounts");
  const navigate = useNavigate();
  const search: SearchParameters = useSearch({ strict: false });
  const view = statementViews.find((one) => one === search["lihat"]) ?? "all";
  const [cursor, setCursor] = useState<string>();
  const [isWriting, setWriting] = useState(false);
  const queries = useQueryClient();
  useLive(({ type }) => {
    if (type === "statements") void queries.invalidateQueries({ queryKey: accounts.queries.key() });
  });
  const input = { view, limit: 50, ...(cursor !== undefined && { cursor }) };
  const list = useQuery(
    accounts.queries.listStatements.queryOptions({ input, refetchInterval: 30_000, placeholderData: keep }),
  );
  const connected = useQuery(accounts.queries.listAccounts.queryOptions());
  const counts = list.data?.counts;
  const overdue = list.data?.overdue;
  const hasAccounts = (connected.data?.items.length ?? 0) > 0;
  const write = (
    <Button kind="primary" onClick={() => setWriting(true)}>
      {t("compose.title")}
    </Button>
  );
  return (
    <Page
      title={t("nav.statements")}
      deck={counts === undefined || counts.all === 0 ? undefined : deckOf(counts.attention, counts.open)}
      aside={hasAccounts && (counts?.all ?? 0) > 0 ? write : undefined}
    >
      <div className={css["bar"]}>
        <Segmented
          label={t("statement.show")}
          value={view}
          options={statementViews.map((value) => ({
            value,
            label:
              counts === undefined
                ? t(`statement.view.${value}`)
                : `${t(`statement.view.${value}`)} ${counts[value]}`,
          }))}
          onChange={(lihat) => {
            setCursor(undefined);
            void navigate({ to: "/terkirim", search: { lihat } as never, replace: true });
          }}
        />
      </div>
      {overdue == null ? null : (
        <div className={css["bar"]}>
          <Note kind="saga" title={t("statement.late_title", { count: overdue.count })}>
            {t("statement.late_since")} <TimeText at={overdue.since} look="dateTime" />.{" "}
            {t("statement.late_text")}
          </Note>
        </div>
      )}
      <QueryView query={list} rows={5}>
        {({ items, nextCursor, pages }) => (
          <>
            {items.length > 0 ? (
              <StatementList statements={items} pages={pages} />
            ) : (
              <Nothing isAll={view === "all"} hasAccounts={hasAccounts} write={write} />
            )}
            <div className={css["turns"]}>
              {cursor === undefined ? null : (
                <Button onClick={() => setCursor(undefined)}>{t("statement.newest")}</Button>
              )}
              {nextCursor === null ? null : (
                <Button onClick={() => setCursor(nextCursor)}>{t("statement.older")}</Button>
              )}
            </div>
          </>
        )}
      </QueryView>
      <ComposeDrawer
        known={connected.data?.items ?? []}
        isOpen={isWriting}
        onClose={() => setWriting(false)}
      />
    </Page>
  );

  function deckOf(attention: number, open: number): string {
    if (attention > 0) return t("statement.deck.attention", { count: attention });
    return open > 0 ? t("statement.deck.open", { count: open }) : t("statement.deck.fine");
  }
}

/** What was shown stays while the next page is asked for. */
const keep = <Data,>(before: Data): Data => before;

function Nothing({
  isAll,
  hasAccounts,
  write,
}: {
  isAll: boolean;
  hasAccounts: boolean;
  write: React.ReactNode;
}) {
  const { t } = useTranslation("accounts");
  if (!isAll) return <EmptyState title={t("statement.none.title")}>{t("statement.none.text")}</EmptyState>;
  return (
    <EmptyState
      title={t("statement.empty.title")}
      actions={hasAccounts ? write : <LinkButton to="/akun-resmi">{t("statement.empty.connect")}</LinkButton>}
    >
      {t("statement.empty.text")}
    </EmptyState>
  );
}
