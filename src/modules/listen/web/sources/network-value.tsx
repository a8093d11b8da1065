import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Network } from "#modules/accounts/contract/accounts.ts";
import { paidIntervalMinutes } from "../../contract/network-sources.ts";
import { NetworkEstimate } from "./network-estimate.tsx";
import type { ListenWay, NetworkWish } from "./network-wish.ts";

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

/** What a search looks for, how often it asks, and what that comes to where asking costs. */
export function NetworkValue({
  accountId,
  network,
  wish,
  interval,
  onWish,
  onInterval,
}: {
  accountId: string;
  network: Network;
  wish: NetworkWish & { way: Exclude<ListenWay, "stream"> };
  interval: number | null;
  onWish: (change: Partial<NetworkWish>) => void;
  onInterval: (minutes: number | null) => void;
}) {
  const { t } = useTranslation("listen");
  const price = network.searchMicroUsd;
  const offered =
    interval === null || intervals.includes(interval)
      ? intervals
      : [...intervals, interval].sort((a, b) => a - b);
  return (
    <>
      <TextInput
        label={t(`sources.network.value_of.${wish.way}`)}
        placeholder={examples[wish.way]}
        value={wish.value}
        onChange={(event) => onWish({ value: event.currentTarget.value })}
        required
      />
      {wish.way === "hashtag" && network.isManyServers ? (
        <TextInput
          label={t("sources.network.server")}
          description={t("sources.network.server_help")}
          placeholder="mastodon.social"
          value={wish.server}
          onChange={(event) => onWish({ server: event.currentTarget.value })}
        />
      ) : null}
      <NativeSelect
        label={t("sources.edit.interval")}
        value={interval ?? ""}
        data={[
          ...(price === null ? [{ value: "", label: t("sources.network.adapts") }] : []),
          ...offered.map((minutes) => ({
            value: String(minutes),
            label:
              minutes % 60 === 0
                ? t("sources.edit.hours", { count: minutes / 60 })
                : t("sources.edit.minutes", { count: minutes }),
          })),
        ]}
        onChange={({ currentTarget: { value } }) => onInterval(value === "" ? null : Number(value))}
      />
      {price === null ? null : (
        <NetworkEstimate accountId={accountId} price={price} interval={interval ?? paidIntervalMinutes} />
      )}
    </>
  );
}
