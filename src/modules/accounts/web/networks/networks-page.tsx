import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Chip } from "#web/kit/chip.tsx";
import { type Column, DataTable } from "#web/kit/data-table.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import type { SearchParameters } from "#web/search-parameters.ts";
import { abilityGroups, type Network } from "../../contract/accounts.ts";
import { accounts } from "../accounts-api.ts";
import { NetworkSign } from "../list/network-sign.tsx";
import { useSentence } from "../list/use-sentence.ts";
import { NetworkDetail } from "./network-detail.tsx";
import css from "./networks.module.css";

/** Jaringan: what each network makes possible and what it does not, and everything about the one that was chosen. */
export default function NetworksPage() {
  const { t } = useTranslation("accounts");
  const search: SearchParameters = useSearch({ strict: false });
  const list = useQuery(accounts.queries.listNetworks.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const chosen = list.data?.items.find(({ key }) => key === search["pilih"]);
  return (
    <Page title={t("nav.networks")} deck={t("networks.deck")}>
      <QueryView query={list} rows={8}>
        {({ items }) => (
          <>
            {chosen ? <NetworkDetail key={chosen.key} network={chosen} /> : null}
            <Overview networks={items} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Overview({ networks }: { networks: readonly Network[] }) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const columns: Column<Network>[] = [
    {
      key: "name",
      title: t("networks.name"),
      value: (network) => (
        <span className={css["name"]}>
          <NetworkSign sign={network.sign} />
          <Link to="/jaringan" search={{ pilih: network.key } as never}>
            {say(network.name)}
          </Link>
          {network.isForTrying ? <Chip kind="fact">{t("connect.for_trying")}</Chip> : null}
          {network.isPaid ? <Chip kind="brass">{t("connect.paid")}</Chip> : null}
        </span>
      ),
    },
    ...abilityGroups.map(
      (group): Column<Network> => ({
        key: group,
        title: t(`abilities.${group}.title`),
        value: (network) => <Share abilities={Object.values(network.abilities[group] ?? {})} />,
      }),
    ),
  ];
  return (
    <DataTable label={t("networks.table")} columns={columns} rows={networks} rowKey={({ key }) => key} />
  );
}

/** How much of one kind of thing a network can do, in a word. */
function Share({ abilities }: { abilities: readonly { can: boolean }[] }) {
  const { t } = useTranslation("accounts");
  const able = abilities.filter(({ can }) => can).length;
  const share = able === 0 ? "none" : able === abilities.length ? "all" : "some";
  return <span data-share={share}>{t(`networks.share.${share}`)}</span>;
}
