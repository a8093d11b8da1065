import { NativeSelect, Radio, Switch, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account, Network } from "#modules/accounts/contract/accounts.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { paidIntervalMinutes } from "../../contract/network-sources.ts";
import { accounts } from "../accounts-api.ts";
import { listen } from "../listen-api.ts";
import css from "./add-source.module.css";
import { costOfMonth, type ListenWay, listenWays, type NetworkWish, queryOf } from "./network-wish.ts";

/** How often a search may be asked, in minutes; empty adapts to the rhythm seen, where nothing costs. */
const intervals = [15, 60, 180, 360, 720, 1440];
const examples: Readonly<Record<Exclude<ListenWay, "stream">, string>> = {
  words: "banjir semarang",
  hashtag: "#BanjirSemarang",
  author: "@warga.contoh.id",
  mention: "@humas.contoh.go.id",
  domain: "contoh.go.id",
  link: "https://contoh.go.id/berita/1",
};

/** What to listen to as one account: the ways that its network offers, and why it does not offer the others. */
export function NetworkForm({ account, network }: { account: Account; network: Network }) {
  const { t, i18n } = useTranslation("listen");
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
    return words ? (i18n.language === "en" ? words.en : words.id) : undefined;
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
        <>
          <TextInput
            label={t(`sources.network.value_of.${wish.way}`)}
            placeholder={examples[wish.way]}
            value={wish.value}
            onChange={(event) => setWish({ ...wish, value: event.currentTarget.value })}
            required
          />
          {wish.way === "hashtag" && network.isManyServers ? (
            <TextInput
              label={t("sources.network.server")}
              description={t("sources.network.server_help")}
              placeholder="mastodon.social"
              value={wish.server}
              onChange={(event) => setWish({ ...wish, server: event.currentTarget.value })}
            />
          ) : null}
          <NativeSelect
            label={t("sources.edit.interval")}
            value={interval ?? ""}
            data={[
              ...(price === null ? [{ value: "", label: t("sources.network.adapts") }] : []),
              ...intervals.map((minutes) => ({
                value: String(minutes),
                label:
                  minutes < 60
                    ? t("sources.edit.minutes", { count: minutes })
                    : t("sources.edit.hours", { count: minutes / 60 }),
              })),
            ]}
            onChange={({ currentTarget: { value } }) => setInterval(value === "" ? null : Number(value))}
          />
        </>
      )}
      {price === null ? null : (
        <Estimate accountId={account.id} price={price} interval={interval ?? paidIntervalMinutes} />
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

/** What this search would come to in a month, beside what the account has cost already and where it stops. */
function Estimate({ accountId, price, interval }: { accountId: string; price: number; interval: number }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const budgets = useQuery(accounts.queries.listBudgets.queryOptions());
  const budget = budgets.data?.items.find((one) => one.accountId === accountId);
  const { calls, usd } = costOfMonth(price, interval);
  const dollars = (amount: number): string => `US$ ${format.number(Math.round(amount * 100) / 100)}`;
  const stop = budget?.monthlyMicroUsd ?? null;
  return (
    <Note
      kind="brass"
      title={t("sources.network.estimate", { count: calls, number: format.whole(calls), cost: dollars(usd) })}
    >
      {budget === undefined
        ? null
        : t("sources.network.spent", { cost: dollars(budget.spentMicroUsd / 1_000_000) })}{" "}
      {stop === null
        ? t("sources.network.no_stop")
        : t("sources.network.stop", { cost: dollars(stop / 1_000_000) })}
    </Note>
  );
}
