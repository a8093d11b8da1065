import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useZone } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { BarChart } from "#web/kit/chart/bar-chart.tsx";
import type { SpikeDetail } from "../../contract/spike.ts";
import { useGo } from "../desk-link.tsx";
import { localMinute } from "../stream/time-buckets.ts";

const sizeMs = { minutes: 900_000, hour: 3_600_000 } as const;

/** Counts around a spike before the band of what was usual then; a bar opens its mentions. */
export function SpikeChart({ spike, finding }: { spike: SpikeDetail; finding: string }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const zone = useZone();
  const go = useGo();
  const { histogram, bucket, startedAt } = spike;
  const points = useMemo(
    () =>
      histogram.map(({ at }) => ({
        key: at,
        tick: format.time(at),
        name: `${format.dateShort(at)}, ${format.time(at)}`,
      })),
    [histogram, format],
  );
  const series = useMemo(
    () => [{ name: t("chart.mentions"), color: "own" as const, values: histogram.map(({ count }) => count) }],
    [histogram, t],
  );
  const usual = useMemo(
    () => ({ name: t("chart.usual_edge"), values: histogram.map(({ high }) => high) }),
    [histogram, t],
  );
  const marks = useMemo(() => {
    const began = Date.parse(startedAt);
    const index = histogram.findIndex(({ at }) => Date.parse(at) + sizeMs[bucket] > began);
    return index < 0 ? [] : [{ index, text: t("spikes.began") }];
  }, [histogram, bucket, startedAt, t]);
  const pick = (index: number) => {
    const one = histogram[index];
    if (one === undefined) return;
    const what = spike.query.replace(/ ?since:\S+ until:\S+$/, "");
    const from = Date.parse(one.at);
    const q = `${what} since:${localMinute(from, zone)} until:${localMinute(from + sizeMs[bucket], zone)}`;
    go("/aliran", { q: q.trim() });
  };
  return (
    <BarChart
      finding={finding}
      caption={t(`spikes.per.${bucket}`)}
      heading={t("chart.bucket.hour")}
      points={points}
      series={series}
      usual={usual}
      marks={marks}
      height={200}
      onPick={pick}
    />
  );
}
