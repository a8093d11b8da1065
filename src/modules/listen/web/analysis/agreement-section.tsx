import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { LinkButton } from "#web/kit/button.tsx";
import { csvOf } from "#web/kit/chart/chart-data.ts";
import { SaveMenu } from "#web/kit/chart/save-menu.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import type { Agreement } from "../../contract/analysis.ts";
import { listen } from "../listen-api.ts";
import { useMentionWords } from "../use-mention-words.ts";
import css from "./agreement-section.module.css";
import { fewestTexts, kappaWord } from "./kappa-word.ts";

type Trait = "tone" | "intent";

/** How far people agree with the engine and with each other, counted from blind readings. */
export function AgreementSection() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const mayJudge = useMay("mentions.tag");
  const [trait, setTrait] = useState<Trait>("tone");
  const query = useQuery(listen.queries.analysis.getAgreement.queryOptions({ input: { trait } }));
  return (
    <RuledSection
      title={t("engine.agreement")}
      deck={t("engine.agreement_help")}
      aside={
        <Segmented
          label={t("engine.agreement_of")}
          value={trait}
          options={(["tone", "intent"] as const).map((value) => ({
            value,
            label: t(`analysis.trait.${value}`),
          }))}
          onChange={setTrait}
        />
      }
    >
      <QueryView query={query}>
        {({ engine, people, corrections }) => (
          <div className={css["agreement"]}>
            <Pair
              title={t("engine.engine_and_people")}
              agreement={engine}
              trait={trait}
              first={t("engine.the_engine")}
              second={t("engine.people")}
            />
            {people.map((one) => (
              <Pair
                key={`${one.first} ${one.second}`}
                title={t("engine.two_people", { first: one.first, second: one.second })}
                agreement={one}
                trait={trait}
                first={one.first}
                second={one.second}
              />
            ))}
            {people.length > 0 ? null : <p className={css["quiet"]}>{t("engine.no_pairs")}</p>}
            {corrections === 0 ? null : (
              <p className={css["quiet"]}>
                {t("engine.corrections_apart", { count: corrections, number: format.whole(corrections) })}
              </p>
            )}
            {mayJudge ? (
              <p>
                <LinkButton to="/mesin/baca" search={{ apa: trait }}>
                  {t("engine.read_blind")}
                </LinkButton>
              </p>
            ) : null}
          </div>
        )}
      </QueryView>
    </RuledSection>
  );
}

function Pair({
  title,
  agreement,
  trait,
  first,
  second,
}: {
  title: string;
  agreement: Agreement;
  trait: Trait;
  first: string;
  second: string;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { toneName, intentName } = useMentionWords();
  const nameOf = trait === "tone" ? toneName : intentName;
  const { texts, agreed, kappa, labels, confusion } = agreement;
  return (
    <section className={css["pair"]} aria-label={title}>
      <h3>{title}</h3>
      {texts === 0 ? (
        <p>{t("engine.none_read")}</p>
      ) : (
        <p>
          {t("engine.agreed", {
            agreed: format.whole(agreed),
            count: texts,
            texts: format.whole(texts),
            share: format.percent(agreed / texts),
          })}{" "}
          {kappa === null
            ? t("engine.kappa_undefined")
            : t("engine.kappa_is", {
                kappa: format.number(kappa),
                words: t(`kappa.${kappaWord(kappa)}`),
              })}{" "}
          {texts < fewestTexts ? <b>{t("engine.few")}</b> : null}
        </p>
      )}
      {texts === 0 ? null : (
        <details>
          <summary>{t("engine.confusion")}</summary>
          <SaveMenu
            name={`${t("engine.confusion")}, ${title}`}
            csv={() =>
              csvOf([
                [t("engine.confusion_axes", { first, second }), ...labels.map(nameOf)],
                ...labels.map((label, row) => [
                  nameOf(label),
                  ...labels.map((_, at) => confusion[row]?.[at] ?? 0),
                ]),
              ])
            }
          />
          <div className={css["scroll"]}>
            <table className={css["confusion"]}>
              <caption className="sr">{t("engine.confusion_of", { first, second })}</caption>
              <thead>
                <tr>
                  <td>{t("engine.confusion_axes", { first, second })}</td>
                  {labels.map((label) => (
                    <th key={label} scope="col">
                      {nameOf(label)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {labels.map((label, row) => (
                  <tr key={label}>
                    <th scope="row">{nameOf(label)}</th>
                    {labels.map((other, column) => (
                      <td key={other} data-same={row === column || undefined}>
                        {format.whole(confusion[row]?.[column] ?? 0)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}
