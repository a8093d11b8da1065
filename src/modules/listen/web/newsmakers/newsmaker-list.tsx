import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Sparkline } from "#web/kit/sparkline.tsx";
import type { Newsmaker } from "../../contract/newsmaker.ts";
import { DeskLink } from "../desk-link.tsx";
import { ToneBar } from "../monitors/tone-bar.tsx";
import ranks from "../ranked-list.module.css";
import { type Period, queryWithin } from "../use-period.ts";
import { newsmakerPath } from "./newsmaker-path.ts";

/** Newsmakers by rank, a line each. Every number opens the mentions behind it. */
export function NewsmakerList({
  newsmakers,
  period,
  days,
}: {
  newsmakers: readonly Newsmaker[];
  period: Period;
  days: string;
}) {
  const { t } = useTranslation("listen");
  return (
    <ol className={ranks["list"]} aria-label={t("newsmakers.title")}>
      {newsmakers.map((one) => (
        <NewsmakerRow key={one.key} newsmaker={one} period={period} days={days} />
      ))}
    </ol>
  );
}

function NewsmakerRow({ newsmaker, period, days }: { newsmaker: Newsmaker; period: Period; days: string }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { named, quoted, before, outlets, tones } = newsmaker;
  return (
    <li>
      <div className={ranks["who"]}>
        <h3>
          <DeskLink to={newsmakerPath(newsmaker)} search={{ hari: days === "7" ? undefined : days }}>
            {newsmaker.name}
          </DeskLink>
        </h3>
        <p>{newsmaker.role ?? t(`newsmakers.no_role.${newsmaker.kind}`)}</p>
      </div>
      <p className={ranks["figure"]}>
        <DeskLink to="/aliran" search={{ q: queryWithin(newsmaker.speakerQuery, period) }}>
          <b>{format.whole(quoted)}</b> <span>{t("newsmakers.quoted", { count: quoted })}</span>
        </DeskLink>
        <small>{t("chart.before", { number: format.whole(before.quoted) })}</small>
      </p>
      <p className={ranks["figure"]}>
        <DeskLink to="/aliran" search={{ q: queryWithin(newsmaker.query, period) }}>
          <b>{format.whole(named)}</b> <span>{t("newsmakers.named", { count: named })}</span>
        </DeskLink>
        <small>{t("chart.before", { number: format.whole(before.named) })}</small>
      </p>
      <p className={ranks["figure"]}>
        <b>
          {format.whole(outlets.count)}
          {outlets.isMore ? "+" : ""}
        </b>{" "}
        <span>{t("newsmakers.outlets_count", { count: outlets.count })}</span>
      </p>
      <Sparkline values={newsmaker.curve} kind="bars" width={104} height={26} />
      <ToneBar counts={tones} total={tones.negative + tones.neutral + tones.positive + tones.unsure} />
    </li>
  );
}
