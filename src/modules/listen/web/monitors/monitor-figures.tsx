import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { Monitor, MonitorFigures } from "../../contract/monitor.ts";
import { RankedOutlets } from "../home/ranked-outlets.tsx";
import { listen } from "../listen-api.ts";
import css from "./monitor-page.module.css";
import { ToneBar } from "./tone-bar.tsx";
import { ToneChart } from "./tone-chart.tsx";
import { queryOfMonitor } from "./use-monitors.ts";

/** More words would lie over each other. */
const mostMarks = 3;

/** How much a monitor found: a picture before the band of what is usual, and who said most of it. */
export function MonitorFiguresView({ monitor, days }: { monitor: Monitor; days: number }) {
  const { t } = useTranslation("listen");
  const query = useQuery(
    listen.queries.monitors.getMonitorFigures.queryOptions({ input: { id: monitor.id, days } }),
  );
  return (
    <QueryView query={query} rows={5}>
      {(figures) => (
        <div className={css["figures"]}>
          <RuledSection title={t(figures.bucket === "hour" ? "home.per_hour" : "home.per_day")}>
            <MonitorChart monitor={monitor} figures={figures} />
          </RuledSection>
          <Outlets monitor={monitor} figures={figures} days={days} />
        </div>
      )}
    </QueryView>
  );
}

function MonitorChart({ monitor, figures }: { monitor: Monitor; figures: MonitorFigures }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { histogram, bucket, usual, total, totalBefore } = figures;
  const marks = useSpikeMarks(monitor.id, figures.from);
  const number = format.whole(total);
  const finding = t("monitors.figures.total", { count: total, number });
  const compared =
    usual === null
      ? t("monitors.figures.before", { number: format.whole(totalBefore) })
      : t("monitors.figures.usual", { range: format.range(usual.low, usual.high) });
  return (
    <>
      <p className={css["headline"]}>{finding}</p>
      <p className={css["deck"]}>{compared}</p>
      <ToneBar counts={figures.tones} total={total} />
      {total === 0 ? null : (
        <ToneChart
          buckets={histogram}
          size={bucket}
          finding={finding}
          query={queryOfMonitor(monitor.name)}
          marks={marks}
        />
      )}
    </>
  );
}

/** The largest spikes of a monitor since an instant, where they were raised. */
function useSpikeMarks(monitorId: string, from: string) {
  const { t } = useTranslation("listen");
  const { data } = useQuery(
    listen.queries.spikes.listSpikes.queryOptions({ input: { kind: "monitor", subject: monitorId } }),
  );
  return useMemo(
    () =>
      (data?.items ?? [])
        .filter(({ verdict, raised }) => verdict === "spike" && raised.at >= from)
        .toSorted((a, b) => b.peak.count - a.peak.count)
        .slice(0, mostMarks)
        .map(({ raised }) => ({ at: raised.at, text: t("monitors.figures.spike") })),
    [data, from, t],
  );
}

function Outlets({ monitor, figures, days }: { monitor: Monitor; figures: MonitorFigures; days: number }) {
  const { t } = useTranslation("listen");
  const { outlets, total } = figures;
  return (
    <RuledSection title={t("home.outlets")}>
      <RankedOutlets
        outlets={outlets.map(({ value, count }) => ({ name: value, count }))}
        total={total}
        query={`${queryOfMonitor(monitor.name)} since:${days * 24}h`}
      />
    </RuledSection>
  );
}
