import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { NewsmakerDetail } from "../../contract/newsmaker.ts";
import { DeskLink } from "../desk-link.tsx";
import detail from "../detail-page.module.css";
import ranks from "../home/ranked-lines.module.css";
import { toggleValue } from "../stream/edit-query.ts";
import { type Period, queryWithin } from "../use-period.ts";
import { RankedNewsmakers } from "./ranked-newsmakers.tsx";

const mostShown = 10;

/** Which outlets, beside whom, and in which offices. */
export function NewsmakerCompany({
  newsmaker,
  period,
  days,
}: {
  newsmaker: NewsmakerDetail;
  period: Period;
  days: string;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { outlets, beside, roles, sample } = newsmaker;
  const within = queryWithin(newsmaker.query, period);
  const mostOutlet = Math.max(1, ...outlets.map(({ named }) => named));
  const deck = sample.isMore ? t("newsmakers.sampled", { number: format.whole(sample.size) }) : undefined;
  return (
    <>
      <RuledSection title={t("newsmakers.outlets")} deck={deck}>
        <ol className={ranks["lines"]}>
          {outlets.slice(0, mostShown).map((one) => (
            <li key={one.outlet}>
              <DeskLink
                to="/aliran"
                search={{ q: toggleValue(within, "outlet", one.outlet) }}
                className={ranks["name"]}
              >
                {one.outlet}
              </DeskLink>
              <span className={ranks["beside"]}>
                {format.whole(one.named)}
                {one.quoted === 0 ? null : (
                  <> · {t("newsmakers.of_them_quoted", { number: format.whole(one.quoted) })}</>
                )}
              </span>
              <i aria-hidden="true" style={{ width: `${(one.named / mostOutlet) * 100}%` }} />
            </li>
          ))}
        </ol>
      </RuledSection>
      {beside.length === 0 ? null : (
        <RuledSection title={t("newsmakers.beside")} deck={deck}>
          <RankedNewsmakers ranked={beside.slice(0, mostShown)} days={days === "7" ? undefined : days} />
        </RuledSection>
      )}
      {roles.length === 0 ? null : (
        <RuledSection title={t("newsmakers.roles")}>
          <ul className={detail["names"]}>
            {roles.slice(0, mostShown).map((one) => (
              <li key={one.role}>
                <div>
                  <b>{one.role}</b>
                  <p>
                    {t("newsmakers.mentions", { count: one.count, number: format.whole(one.count) })} ·{" "}
                    <TimeText at={one.firstSeen} look="date" /> – <TimeText at={one.lastSeen} look="date" />
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </RuledSection>
      )}
    </>
  );
}
