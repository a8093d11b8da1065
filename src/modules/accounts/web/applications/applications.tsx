import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useNow } from "#web/desk-clock.ts";
import { Button } from "#web/kit/button.tsx";
import { Chip } from "#web/kit/chip.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Network } from "../../contract/accounts.ts";
import type { Application } from "../../contract/applications.ts";
import { accounts } from "../accounts-api.ts";
import css from "../list/accounts.module.css";
import { NetworkSign } from "../list/network-sign.tsx";
import { useSentence } from "../list/use-sentence.ts";

/** Where the office waits for a network's vendor, a card each; nothing where it waits for nobody. */
export function Applications({
  networks,
  onConnect,
}: {
  networks: readonly Network[];
  onConnect: (network: string) => void;
}) {
  const list = useQuery(accounts.queries.listApplications.queryOptions());
  const items = list.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <div className={css["cards"]}>
      {items.map((application) => (
        <Card
          key={application.id}
          application={application}
          network={networks.find(({ key }) => key === application.network)}
          onConnect={() => onConnect(application.network)}
        />
      ))}
    </div>
  );
}

const dayMs = 86_400_000;

function Card({
  application: { id, network: key, askedOn, note, byName },
  network,
  onConnect,
}: {
  application: Application;
  network: Network | undefined;
  onConnect: () => void;
}) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const mayManage = useMay("accounts.manage");
  const queries = useQueryClient();
  const [isEnding, setEnding] = useState(false);
  const days = Math.max(0, Math.floor((useNow(60_000) - Date.parse(askedOn)) / dayMs));
  const name = network ? say(network.name) : key;
  const end = async () => {
    await accounts.client.endApplication({ id });
    await queries.invalidateQueries({ queryKey: accounts.queries.listApplications.key() });
  };
  return (
    <article className={css["card"]} aria-labelledby={`application-${id}`}>
      <header>
        {network ? <NetworkSign sign={network.sign} /> : null}
        <div>
          <h2 id={`application-${id}`}>{name}</h2>
          <p>{t("applications.by", { name: byName })}</p>
        </div>
      </header>
      <div className={css["state"]}>
        <Chip kind="brass">{t("applications.waiting")}</Chip>
        <small>
          {t("applications.since")} <TimeText at={`${askedOn}T00:00:00Z`} look="date" />{" "}
          {t("applications.days", { count: days })}
        </small>
      </div>
      {note === "" ? null : <p>{note}</p>}
      {mayManage ? (
        <footer>
          <Button size="small" onClick={onConnect}>
            {t("applications.granted")}
          </Button>
          <Button kind="ghost" size="small" onClick={() => setEnding(true)}>
            {t("applications.end")}
          </Button>
          <ConfirmDialog
            isOpen={isEnding}
            title={t("applications.end_title", { network: name })}
            act={t("applications.end")}
            onConfirm={end}
            onClose={() => setEnding(false)}
          >
            {t("applications.end_text")}
          </ConfirmDialog>
        </footer>
      ) : null}
    </article>
  );
}
