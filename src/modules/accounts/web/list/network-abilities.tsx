import { IconCheck, IconMinus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { abilityGroups, type Network, type NetworkAbility } from "../../contract/accounts.ts";
import css from "./accounts.module.css";
import { useSentence } from "./use-sentence.ts";

/** What a network can and cannot do, with the reason beside what it cannot; what has the same reason stands together. */
export function NetworkAbilities({ network }: { network: Network }) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const format = useFormat();
  return (
    <div className={css["abilities"]}>
      {abilityGroups.map((group) => (
        <section key={group}>
          <h4>{t(`abilities.${group}.title`)}</h4>
          <ul>
            {bySentence(network.abilities[group] ?? {}).map(([names, { can, words }]) => (
              <li key={names.join()} data-can={can}>
                {can ? (
                  <IconCheck size={15} stroke={2.25} aria-hidden="true" />
                ) : (
                  <IconMinus size={15} stroke={2.25} aria-hidden="true" />
                )}
                <span>
                  <span className="sr">{can ? t("abilities.can") : t("abilities.cannot")} </span>
                  {format.list(names.map((name) => t(`abilities.${group}.${name}`)))}
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

/** Abilities of one sentence, each with the names it holds for, in the order in which they first stand. */
function bySentence(
  abilities: Readonly<Record<string, NetworkAbility>>,
): readonly (readonly [string[], NetworkAbility])[] {
  const groups = Map.groupBy(
    Object.entries(abilities),
    ([name, { can, words }]) => `${can} ${words?.id ?? name}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [[group.map(([name]) => name), first[1]] as const];
  });
}
