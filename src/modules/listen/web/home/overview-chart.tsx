import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useZone } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { BarChart } from "#web/kit/chart/bar-chart.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { Overview } from "../../contract/overview.ts";
import { DeskLink, useGo } from "../desk-link.tsx";
import { rangeOfBuckets } from "../stream/time-buckets.ts";
import css from "./overview-chart.module.css";
import { daysOfHours, isUnusualPeak } from "./overview-words.ts";

/** Above so many hours the chart shows days. */
const hoursDrawn = 168;

/** What came in, hour by hour, before the band of what is usual; the headline says what the picture shows. */
export function OverviewChart({ overview }: { overview: Overview }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const zone = useZone();
  const go = useGo();
  const { hourly, peak } = overview;
  const isDaily = hourly.length > hoursDrawn;
  const stretches = useMemo(
    () => (isDaily ? daysOfHours(hourly, format.isoDay) : hourly),
    [hourly, isDaily, format],
  );
  const points = useMemo(
    () =>
      stretches.map(({ at }) => ({
        key: at,
        tick: isDaily || format.time(at) === "00.00" ? format.dayShort(at) : format.time(at),
        name: isDaily ? format.dateMedium(at) : format.dateTime(at),
      })),
    [stretches, isDaily, format],
  );
  const name = t("home.mentions");
  const series = useMemo(
    () => [{ name, color: "own" as const, values: stretches.map((one) => one.count) }],
    [stretches, name],
  );
  const usualName = t("chart.usual_edge");
  const usual = useMemo(
    () =>
      stretches.some((one) => one.usualHigh !== null)
        ? { name: usualName, values: stretches.map((one) => one.usualHigh) }
        : undefined,
    [stretches, usualName],
  );
  const isEmpty = stretches.every(({ count, usualHigh }) => count + (usualHigh ?? 0) === 0);
  const finding =
    peak === null || peak.count === 0
      ? t("home.headline.quiet")
      : isUnusualPeak(peak)
        ? t("home.headline.peak_unusual", {
            count: peak.count,
            number: format.whole(peak.count),
            usual: format.whole(peak.usualHigh ?? 0),
          })
        : t("home.headline.peak", { count: peak.count, number: format.whole(peak.count) });
  const pick = (index: number) => {
    const one = stretches[index];
    if (one === undefined) return;
    const { since, until } = rangeOfBuckets(one.at, one.at, isDaily ? "day" : "hour", zone);
    go("/aliran", { q: `since:${since} until:${until}` });
  };
  return (
    <RuledSection
      title={t(isDaily ? "home.per_day" : "home.per_hour")}
      aside={<DeskLink to="/aliran">{t("home.open_stream")}</DeskLink>}
    >
      <p className={css["headline"]}>{finding}</p>
      {peak === null || peak.count === 0 ? null : (
        <p className={css["deck"]}>
          {t("home.peak_when", { at: `${format.dateMedium(peak.at)}, ${format.timeZoned(peak.at)}` })}{" "}
          {peak.usualHigh === null ? t("home.young") : ""}
        </p>
      )}
      {isEmpty ? null : (
        <BarChart
          finding={finding}
          caption={t(isDaily ? "home.caption_day" : "home.caption_hour")}
          heading={t(isDaily ? "chart.bucket.day" : "chart.bucket.hour")}
          points={points}
          series={series}
          usual={usual}
          height={190}
          onPick={pick}
        />
      )}
      {usual === undefined || isEmpty ? null : (
        <p className={css["legend"]}>
          <i aria-hidden="true" />
          {usualName}
        </p>
      )}
    </RuledSection>
  );
}
