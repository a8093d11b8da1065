import { Radio, Switch } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account, Network } from "#modules/accounts/contract/accounts.ts";
import { Button } from "#web/kit/button.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { paidIntervalMinutes } from "../../contract/network-sources.ts";
import { listen } from "../listen-api.ts";
import css from "./add-source.module.css";
import { NetworkValue } from "./network-value.tsx";
import { type ListenWay, listenWays, type NetworkWish, queryOf } from "./network-wish.ts";
import { useSentence } from "./use-sentence.ts";

/** What to listen to as one account: the ways that its network offers, and why it does not offer the others. */
export function NetworkForm({ account, network }: { account: Account; network: Network }) {
  const { t } = useTranslation("listen");
  const say = useSentence();
  const queries = useQueryClient();
  const abilities = network.abilities.listen ?? {};
  const first = listenWays.find((way) => abilities[way]?.can) ?? "words";
  const [wish, setWish] = useState<NetworkWish>({ way: first, value: "", server: "" });
  const [keepsAll, setKeepsAll] = useState(false);
  const price = wish.way === "stream" ? null : network.searchMicroUsd;
  const [interval, setInterval] = useState<number | null>(price === null ? null : paidIntervalMinutes);
  const query = queryOf(wish);
  const create = useMutation({
    mutationFn: () =>
      listen.client.sources.createNetworkSource({
        accountId: account.id,
        query: query ?? null,
        keepsAll: wish.way === "stream" && keepsAll,
        fixedIntervalMinutes: wish.way === "stream" ? null : interval,
      }),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: listen.queries.sources.key() });
      showToast({ text: t("sources.add.followed", { title: made.title }) });
      setWish({ ...wish, value: "" });
    },
  });
  const wordsOf = (way: ListenWay): string | undefined => {
    const words = abilities[way]?.words;
    return words ? say(words) : undefined;
  };
  return (
    <Form
      label={t("sources.network.form")}
      onSubmit={() => {
        if (query !== undefined) create.mutate();
      }}
    >
      <Radio.Group
        label={t("sources.network.way")}
        value={wish.way}
        onChange={(value) =>
          setWish({ ...wish, way: listenWays.find((way) => way === value) ?? first, value: "" })
        }
      >
        <div className={css["choices"]}>
          {listenWays.map((way) => (
            <Radio
              key={way}
              value={way}
              label={t(`sources.network.way_of.${way}`)}
              description={wordsOf(way)}
              disabled={abilities[way]?.can !== true}
            />
          ))}
        </div>
      </Radio.Group>
      {wish.way === "stream" ? (
        <Switch
          label={t("sources.network.keeps_all")}
          description={t("sources.network.keeps_all_help")}
          checked={keepsAll}
          onChange={(event) => setKeepsAll(event.currentTarget.checked)}
        />
      ) : (
        <NetworkValue
          accountId={account.id}
          network={network}
          wish={{ ...wish, way: wish.way }}
          interval={interval}
          onWish={(change) => setWish({ ...wish, ...change })}
          onInterval={setInterval}
        />
      )}
      {create.isError ? <ErrorNote error={create.error} unchanged={t("sources.add.nothing_added")} /> : null}
      <FormActs>
        <Button kind="primary" type="submit" isBusy={create.isPending} disabled={query === undefined}>
          {t("sources.network.act")}
        </Button>
        {query === undefined ? <span>{t("sources.network.fill_first")}</span> : null}
      </FormActs>
    </Form>
  );
}
