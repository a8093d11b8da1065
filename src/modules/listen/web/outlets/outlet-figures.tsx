import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useZone } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { BarChart } from "#web/kit/chart/bar-chart.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { OutletDetail } from "../../contract/outlet.ts";
import { DeskLink, useGo } from "../desk-link.tsx";
import detail from "../detail-page.module.css";
import { ToneBar } from "../monitors/tone-bar.tsx";
import { pointOf, toneSeries } from "../stream/bucket-series.ts";
import { type Period, queryWithin } from "../use-period.ts";

const dayMs = 86_400_000;

/** How much an outlet said by day, and in what tone of us. */
export function OutletFigures({ outlet, period }: { outlet: OutletDetail; period: Period }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const zone = useZone();
  const go = useGo();
  const { days, mentions, before, ours, oursQuery, corrected } = outlet;
  const points = useMemo(
    () =>
      days.map((day) =>
        pointOf({ at: day.at, count: day.count, tones: day.ours.tones }, "day", zone, format),
      ),
    [days, zone, format],
  );
  const all = useMemo(
    () => [{ name: t("chart.mentions"), color: "own" as const, values: days.map(({ count }) => count) }],
    [days, t],
  );
  const towards = useMemo(
    () =>
      toneSeries(
        days.map(({ at, ours: { total, tones } }) => ({ at, count: total, tones })),
        t,
      ),
    [days, t],
  );
  const pick = (query: string) => (index: number) => {
    const day = days[index];
    if (day === undefined) return;
    const until = new Date(Date.parse(day.at) + dayMs).toISOString();
    go("/aliran", { q: queryWithin(query, { from: day.at, until }) });
  };
  const finding = t("outlets.finding", { count: mentions, number: format.whole(mentions) });
  const share = ours === null || ours.total === 0 ? 0 : ours.tones.negative / ours.total;
  const findingOurs = t("outlets.finding_ours", {
    count: ours?.total ?? 0,
    number: format.whole(ours?.total ?? 0),
    share: format.percent(share),
  });
  return (
    <div className={detail["columns"]}>
      <RuledSection title={t("outlets.by_day")}>
        <p className={detail["headline"]}>{finding}</p>
        <p className={detail["deck"]}>
          {t("outlets.finding_before", { number: format.whole(before) })}{" "}
          <DeskLink to="/aliran" search={{ q: queryWithin(outlet.query, period) }}>
            {t("mention.open")}
          </DeskLink>
        </p>
        <BarChart
          finding={finding}
          caption={t("chart.per.day")}
          heading={t("chart.bucket.day")}
          points={points}
          series={all}
          height={180}
          onPick={pick(outlet.query)}
        />
      </RuledSection>
      <RuledSection title={t("outlets.towards_us")}>
        {ours === null || oursQuery === null ? (
          <p className={detail["deck"]}>
            {t("outlets.no_ours")} <DeskLink to="/pantauan">{t("nav.monitors")}</DeskLink>
          </p>
        ) : ours.total === 0 ? (
          <p className={detail["deck"]}>{t("outlets.nothing_about_us")}</p>
        ) : (
          <>
            <p className={detail["headline"]}>{findingOurs}</p>
            <p className={detail["deck"]}>
              {t("outlets.corrected", { count: corrected, number: format.whole(corrected) })}{" "}
              <DeskLink to="/aliran" search={{ q: queryWithin(oursQuery, period) }}>
                {t("mention.open")}
              </DeskLink>{" "}
              · <DeskLink to="/mesin">{t("outlets.agreement")}</DeskLink>
            </p>
            <ToneBar counts={ours.tones} total={ours.total} />
            <BarChart
              finding={findingOurs}
              caption={t("outlets.towards_us")}
              heading={t("chart.bucket.day")}
              points={points}
              series={towards}
              height={150}
              onPick={pick(oursQuery)}
            />
          </>
        )}
      </RuledSection>
    </div>
  );
}
