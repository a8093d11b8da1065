import { Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Network } from "#modules/accounts/contract/accounts.ts";
import { Button } from "#web/kit/button.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { NetworkListening, NetworkQuery } from "../../contract/network-query.ts";
import type { NetworkSourceChange } from "../../contract/network-sources.ts";
import type { Source } from "../../contract/sources.ts";
import { accounts } from "../accounts-api.ts";
import { listen } from "../listen-api.ts";
import { NetworkValue } from "./network-value.tsx";
import { queryOf, wishOf } from "./network-wish.ts";

/** What a source listens to on its network, to be changed: other words, another rhythm, or what a stream keeps. */
export function EditNetwork({ source, listening }: { source: Source; listening: NetworkListening }) {
  const networks = useQuery(
    accounts.queries.listNetworks.queryOptions({ staleTime: Number.POSITIVE_INFINITY }),
  );
  const { query } = listening;
  if (query === null) return <EditStream source={source} listening={listening} />;
  return (
    <QueryView query={networks} rows={3}>
      {({ items }) => {
        const network = items.find(({ key }) => key === listening.network);
        return network ? (
          <EditSearch source={source} accountId={listening.accountId} query={query} network={network} />
        ) : null;
      }}
    </QueryView>
  );
}

function EditSearch({
  source,
  accountId,
  query,
  network,
}: {
  source: Source;
  accountId: string;
  query: NetworkQuery;
  network: Network;
}) {
  const { t } = useTranslation("listen");
  const [wish, setWish] = useState(() => wishOf(query));
  const [interval, setInterval] = useState(source.fixedIntervalMinutes);
  const next = queryOf(wish) ?? undefined;
  const save = useSave(source);
  const isOther = next !== undefined && JSON.stringify(next) !== JSON.stringify(query);
  return (
    <Form
      label={t("sources.network.form")}
      onSubmit={() => {
        if (next) save.mutate({ query: next, fixedIntervalMinutes: interval });
      }}
    >
      <NetworkValue
        accountId={accountId}
        network={network}
        wish={wish}
        interval={interval}
        onWish={({ value, server }) =>
          setWish({ ...wish, ...(value !== undefined && { value }), ...(server !== undefined && { server }) })
        }
        onInterval={setInterval}
      />
      {save.isError ? <ErrorNote error={save.error} unchanged={t("sources.edit.unchanged")} /> : null}
      <FormActs>
        <Button type="submit" kind="primary" isBusy={save.isPending} disabled={next === undefined}>
          {t("sources.network.save")}
        </Button>
        {isOther ? <span>{t("sources.network.begins_anew")}</span> : null}
      </FormActs>
    </Form>
  );
}

function EditStream({ source, listening }: { source: Source; listening: NetworkListening }) {
  const { t } = useTranslation("listen");
  const [keepsAll, setKeepsAll] = useState(listening.keepsAll);
  const save = useSave(source);
  return (
    <Form label={t("sources.network.form")} onSubmit={() => save.mutate({ keepsAll })}>
      <Switch
        label={t("sources.network.keeps_all")}
        description={t("sources.network.keeps_all_help")}
        checked={keepsAll}
        onChange={(event) => setKeepsAll(event.currentTarget.checked)}
      />
      {save.isError ? <ErrorNote error={save.error} unchanged={t("sources.edit.unchanged")} /> : null}
      <FormActs>
        <Button type="submit" kind="primary" isBusy={save.isPending}>
          {t("sources.network.save")}
        </Button>
      </FormActs>
    </Form>
  );
}

function useSave({ id }: Source) {
  const { t } = useTranslation("listen");
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Omit<NetworkSourceChange, "id">) =>
      listen.client.sources.updateNetworkSource({ id, ...change }),
    onSuccess: () => showToast({ text: t("sources.network.saved") }),
    onSettled: () => queries.invalidateQueries({ queryKey: listen.queries.sources.key() }),
  });
}
