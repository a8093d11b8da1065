import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Account, Network } from "../../contract/accounts.ts";
import css from "./accounts.module.css";
import { useSentence } from "./use-sentence.ts";

/** How an account was connected, what it was granted and for what, and where its network is explained. */
export function AccountAbout({ account, network }: { account: Account; network: Network | undefined }) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const way = network?.ways.find(({ key }) => key === account.way);
  return (
    <details className={css["calls"]}>
      <summary>{t("about.title")}</summary>
      <p>
        <small>
          {way ? `${say(way.name)}. ` : null}
          {t("about.connected_by", { name: account.createdByName })}{" "}
          <TimeText at={account.createdAt} look="dateTime" />
        </small>
      </p>
      {account.scopes.length === 0 ? (
        <p>
          <small>{t("about.no_scopes")}</small>
        </p>
      ) : (
        <ul>
          {account.scopes.map((scope) => {
            const known = way?.scopes.find(({ name }) => name === scope);
            return (
              <li key={scope}>
                <code>{scope}</code>
                {known ? <span>{say(known.why)}</span> : null}
              </li>
            );
          })}
        </ul>
      )}
      {network ? (
        <p>
          <Link to="/jaringan" search={{ pilih: network.key } as never}>
            {t("about.network", { network: network.name })}
          </Link>
        </p>
      ) : null}
    </details>
  );
}
