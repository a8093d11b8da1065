import { IconCheck, IconMinus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { abilityGroups, type Network } from "../../contract/accounts.ts";
import css from "./accounts.module.css";
import { useSentence } from "./use-sentence.ts";

/** What a network can and cannot do, with the reason beside what it cannot. */
export function NetworkAbilities({ network }: { network: Network }) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  return (
    <div className={css["abilities"]}>
      {abilityGroups.map((group) => (
        <section key={group}>
          <h4>{t(`abilities.${group}.title`)}</h4>
          <ul>
            {Object.entries(network.abilities[group] ?? {}).map(([name, { can, words }]) => (
              <li key={name} data-can={can}>
                {can ? (
                  <IconCheck size={15} stroke={2.25} aria-hidden="true" />
                ) : (
                  <IconMinus size={15} stroke={2.25} aria-hidden="true" />
                )}
                <span>
                  <span className="sr">{can ? t("abilities.can") : t("abilities.cannot")} </span>
                  {t(`abilities.${group}.${name}`)}
                  {words === null ? null : <small>{say(words)}</small>}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
