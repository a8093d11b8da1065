import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "#web/kit/chip.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { SideDrawer } from "#web/kit/side-drawer.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Network } from "../../contract/accounts.ts";
import { ApplicationForm } from "../applications/application-form.tsx";
import css from "./accounts.module.css";
import { ConnectForm } from "./connect-form.tsx";
import { NetworkAbilities } from "./network-abilities.tsx";
import { NetworkSign } from "./network-sign.tsx";
import { useSentence } from "./use-sentence.ts";

/** Connecting an account: which network, what it can and cannot do, and how. */
export function ConnectDrawer({
  networks,
  callback,
  opened,
  onOpen,
  onClose,
}: {
  networks: readonly Network[];
  callback: string;
  /** Key of a network, "" for the choice among all; undefined while closed. */
  opened: string | undefined;
  onOpen: (key: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const network = networks.find(({ key }) => key === opened);
  return (
    <SideDrawer
      isOpen={opened !== undefined}
      onClose={onClose}
      size={680}
      title={network ? t("connect.title_of", { network: say(network.name) }) : t("connect.title")}
    >
      {network ? (
        <ConnectNetwork network={network} callback={callback} onDone={onClose} />
      ) : (
        <ul className={css["networks"]}>
          {networks.map((one) => (
            <li key={one.key}>
              <NetworkChoice network={one} onChoose={() => onOpen(one.key)} />
            </li>
          ))}
        </ul>
      )}
    </SideDrawer>
  );
}

function NetworkChoice({ network, onChoose }: { network: Network; onChoose: () => void }) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  return (
    <button type="button" className={css["choice"]} onClick={onChoose}>
      <NetworkSign sign={network.sign} />
      <span>
        <strong>{say(network.name)}</strong>
        <span>{say(network.summary)}</span>
      </span>
      {network.isForTrying ? <Chip kind="fact">{t("connect.for_trying")}</Chip> : null}
      {network.isPaid ? <Chip kind="brass">{t("connect.paid")}</Chip> : null}
    </button>
  );
}

function ConnectNetwork({
  network,
  callback,
  onDone,
}: {
  network: Network;
  callback: string;
  onDone: () => void;
}) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const [key, setKey] = useState(network.ways[0]?.key ?? "");
  useEffect(() => setKey(network.ways[0]?.key ?? ""), [network]);
  const way = network.ways.find((one) => one.key === key);
  return (
    <div className={css["connect"]}>
      <p>{say(network.summary)}</p>
      {network.ways.length > 1 ? (
        <Segmented
          label={t("connect.way")}
          value={key}
          options={network.ways.map((one) => ({ value: one.key, label: say(one.name) }))}
          onChange={setKey}
        />
      ) : null}
      {way ? (
        <ConnectForm key={way.key} network={network} way={way} callback={callback} onDone={onDone} />
      ) : null}
      <ApplicationForm key={network.key} network={network.key} onDone={onDone} />
      <details className={css["what"]} open>
        <summary>{t("abilities.title", { network: say(network.name) })}</summary>
        <NetworkAbilities network={network} />
        <small>
          {t("abilities.checked")} <TimeText at={`${network.checkedOn}T00:00:00Z`} look="date" />
        </small>
      </details>
    </div>
  );
}
