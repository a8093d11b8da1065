import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Note } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import type { SearchParameters } from "#web/search-parameters.ts";
import type { Account } from "../../contract/accounts.ts";
import { accounts } from "../accounts-api.ts";
import { Applications } from "../applications/applications.tsx";
import { SandboxSwitch } from "../sandbox/sandbox-switch.tsx";
import { AccountCard } from "./account-card.tsx";
import css from "./accounts.module.css";
import { ConnectDrawer } from "./connect-drawer.tsx";

/** Why there is no account after a consent; sentences under `consent`. */
const consentEnds = ["stale", "other_person", "declined", "refused", "missing_scope", "not_opened"] as const;

/** Akun: the office's accounts on other networks, and how each is doing. */
export default function AccountsPage() {
  const { t } = useTranslation("accounts");
  const mayManage = useMay("accounts.manage");
  const list = useQuery(accounts.queries.listAccounts.queryOptions({ refetchInterval: 30_000 }));
  const networks = useQuery(
    accounts.queries.listNetworks.queryOptions({ staleTime: Number.POSITIVE_INFINITY }),
  );
  const search: SearchParameters = useSearch({ strict: false });
  const wished = search["hubungkan"];
  const [opened, setOpened] = useState<string | undefined>(typeof wished === "string" ? wished : undefined);
  const count = list.data?.items.length ?? 0;
  const broken = list.data?.items.filter(({ state }) => state === "broken").length ?? 0;
  const open = (
    <Button kind="primary" onClick={() => setOpened("")}>
      {t("connect.title")}
    </Button>
  );
  return (
    <Page
      title={t("nav.accounts")}
      deck={
        count === 0
          ? undefined
          : broken === 0
            ? t("deck.fine", { count })
            : t("deck.broken", { count, broken })
      }
      aside={mayManage && count > 0 ? open : undefined}
    >
      <ConsentEnd known={list.data?.items ?? []} />
      <QueryView query={list} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("empty.title")} actions={mayManage ? open : undefined}>
              {t("empty.text")} {mayManage ? null : t("empty.may_not")}
            </EmptyState>
          ) : (
            <div className={css["cards"]}>
              {items.map((account) => (
                <AccountCard
                  key={account.id}
                  account={account}
                  network={networks.data?.items.find(({ key }) => key === account.network)}
                  onReconnect={() => setOpened(account.network)}
                />
              ))}
            </div>
          )
        }
      </QueryView>
      <Applications networks={networks.data?.items ?? []} onConnect={setOpened} />
      {mayManage ? <SandboxSwitch /> : null}
      <ConnectDrawer
        networks={networks.data?.items ?? []}
        callback={networks.data?.callback ?? ""}
        opened={opened}
        onOpen={setOpened}
        onClose={() => setOpened(undefined)}
      />
    </Page>
  );
}

/** What became of a consent that somebody has just come back from. */
function ConsentEnd({ known }: { known: readonly Account[] }) {
  const { t } = useTranslation("accounts");
  const navigate = useNavigate();
  const search: SearchParameters = useSearch({ strict: false });
  const connected = known.find(({ id }) => id === search["terhubung"]);
  const why = consentEnds.find((end) => end === search["gagal"]);
  if (!connected && why === undefined) return null;
  const close = (
    <Button
      kind="ghost"
      size="small"
      onClick={() => void navigate({ to: "/akun-resmi", search: {} as never, replace: true })}
    >
      {t("consent.close")}
    </Button>
  );
  return connected ? (
    <Note kind="toska" title={t("connect.done", { handle: connected.shownHandle })} actions={close} />
  ) : (
    <Note kind="saga" title={t("consent.none")} actions={close}>
      {why === undefined ? null : t(`consent.${why}`)}
    </Note>
  );
}
