import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { accounts } from "../accounts-api.ts";
import { NetworkForm } from "./network-form.tsx";
import { listeningAccounts } from "./network-wish.ts";
import { useSentence } from "./use-sentence.ts";

/** Listening on networks, as one of the office's accounts. */
export function AddNetwork() {
  const { t } = useTranslation("listen");
  const say = useSentence();
  const networks = useQuery(accounts.queries.listNetworks.queryOptions());
  const query = useQuery(accounts.queries.listAccounts.queryOptions());
  const [chosen, setChosen] = useState("");
  return (
    <QueryView query={query} rows={4}>
      {({ items }) => {
        const offered = listeningAccounts(items, networks.data?.items ?? []);
        const one = offered.find(({ account }) => account.id === chosen) ?? offered[0];
        if (!one)
          return (
            <EmptyState
              title={t("sources.network.none")}
              actions={<LinkButton to="/akun-resmi">{t("sources.network.connect")}</LinkButton>}
            >
              {t("sources.network.none_text")}
            </EmptyState>
          );
        return (
          <>
            <NativeSelect
              label={t("sources.network.account")}
              value={one.account.id}
              data={offered.map(({ account }) => ({
                value: account.id,
                label: `${account.shownHandle} · ${say(account.networkName)}`,
              }))}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
            <NetworkForm key={one.account.id} {...one} />
          </>
        );
      }}
    </QueryView>
  );
}
