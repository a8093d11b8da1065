import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useZone } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { BarChart } from "#web/kit/chart/bar-chart.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { NewsmakerDetail } from "../../contract/newsmaker.ts";
import { DeskLink, useGo } from "../desk-link.tsx";
import detail from "../detail-page.module.css";
import { ToneBar } from "../monitors/tone-bar.tsx";
import { pointOf, toneSeries } from "../stream/bucket-series.ts";
import { type Period, queryWithin } from "../use-period.ts";

const dayMs = 86_400_000;

/** How much there was of somebody: the finding, the period before, and the tone of the mentions by day. */
export function NewsmakerFigures({ newsmaker, period }: { newsmaker: NewsmakerDetail; period: Period }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const zone = useZone();
  const go = useGo();
  const { days, named, quoted, quotes, before, tones } = newsmaker;
  const points = useMemo(() => days.map((one) => pointOf(one, "day", zone, format)), [days, zone, format]);
  const series = useMemo(() => toneSeries(days, t), [days, t]);
  const finding = t("newsmakers.finding", {
    quotes: format.whole(quotes),
    quoted: format.whole(quoted),
    named: format.whole(named),
  });
  const pick = (index: number) => {
    const day = days[index];
    if (day === undefined) return;
    const until = new Date(Date.parse(day.at) + dayMs).toISOString();
    go("/aliran", { q: queryWithin(newsmaker.query, { from: day.at, until }) });
  };
  return (
    <RuledSection title={t("newsmakers.by_day")}>
      <p className={detail["headline"]}>{finding}</p>
      <p className={detail["deck"]}>
        {t("newsmakers.finding_before", {
          quoted: format.whole(before.quoted),
          named: format.whole(before.named),
        })}{" "}
        <DeskLink to="/aliran" search={{ q: queryWithin(newsmaker.speakerQuery, period) }}>
          {t("newsmakers.open_quoted")}
        </DeskLink>{" "}
        ·{" "}
        <DeskLink to="/aliran" search={{ q: queryWithin(newsmaker.query, period) }}>
          {t("newsmakers.open_named")}
        </DeskLink>
      </p>
      <ToneBar counts={tones} total={tones.negative + tones.neutral + tones.positive + tones.unsure} />
      <BarChart
        finding={finding}
        caption={t("newsmakers.per_day")}
        heading={t("chart.bucket.day")}
        points={points}
        series={series}
        height={180}
        onPick={pick}
      />
    </RuledSection>
  );
}
