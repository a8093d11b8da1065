import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Figure, Ledger } from "#web/kit/figure.tsx";
import { Sparkline } from "#web/kit/sparkline.tsx";
import type { Overview } from "../../contract/overview.ts";
import css from "./overview-ledger.module.css";

const sparkBars = 24;

/** The figures of the day, each with what is usual and the way to what is behind it. */
export function OverviewLedger({ overview }: { overview: Overview }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { total, usual, hourly, peak, sources, hours } = overview;
  const latest = hourly.at(-1);
  const quiet = sources.failing + sources.stopped;
  const usualText = (high: number | null) =>
    high === null ? t("home.no_usual") : t("home.usual_to", { number: format.whole(high) });
  return (
    <Ledger label={t("home.figures")}>
      <Figure
        label={t("home.total", {
          span: t(`home.in.${hours}`, { defaultValue: t("home.in.hours", { hours }) }),
        })}
        value={format.whole(total)}
        beside={<Sparkline kind="bars" values={thinned(hourly.map((one) => one.count))} />}
        comparison={
          usual === null
            ? t("home.no_usual")
            : t(`home.usual_range.${usual.basis}`, { range: format.range(usual.low, usual.high) })
        }
        to="/aliran"
        search={{ q: `since:${hours}h` }}
      />
      <Figure
        label={t("home.this_hour")}
        value={format.whole(latest?.count ?? 0)}
        comparison={usualText(latest?.usualHigh ?? null)}
        to="/aliran"
        search={{ q: "since:1h" }}
      />
      <Figure
        label={t("home.peak")}
        value={format.whole(peak?.count ?? 0)}
        beside={peak === null ? undefined : t("home.peak_at", { at: format.dateTime(peak.at) })}
        comparison={usualText(peak?.usualHigh ?? null)}
      />
      <Figure
        label={t("home.sources_active")}
        value={format.whole(sources.active)}
        beside={
          quiet === 0 ? undefined : (
            <span className={css["bad"]}>{t("home.sources_quiet", { count: quiet })}</span>
          )
        }
        comparison={
          sources.paused === 0 ? t("home.none_paused") : t("home.sources_paused", { count: sources.paused })
        }
        to="/sumber"
      />
    </Ledger>
  );
}

/** At most so many bars, each the sum of the hours it stands for, so that the picture stays a picture. */
function thinned(values: readonly number[]): number[] {
  const step = Math.max(1, Math.ceil(values.length / sparkBars));
  return Array.from({ length: Math.ceil(values.length / step) }, (_, at) =>
    values.slice(at * step, (at + 1) * step).reduce((sum, value) => sum + value, 0),
  );
}
