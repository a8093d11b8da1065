import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useZone } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { BarChart } from "#web/kit/chart/bar-chart.tsx";
import type { ChartSeries, SeriesColor } from "#web/kit/chart/chart-data.ts";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import type { MonitorColour } from "../../contract/monitor.ts";
import type { ShareOfVoice } from "../../contract/share-of-voice.ts";
import { MonitorMark } from "../monitors/monitor-mark.tsx";
import { pointOf } from "../stream/bucket-series.ts";
import css from "./share-of-voice.module.css";
import { coloursOf, measures, shapes, type useShareAddress } from "./use-share-of-voice.ts";

const seriesColour: Record<MonitorColour, SeriesColor> = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6 };

/** How the voices share what was said from hour to hour or day to day: as numbers or as parts of a hundred. */
export function ShareOverTime({
  share,
  address,
}: {
  share: ShareOfVoice;
  address: ReturnType<typeof useShareAddress>;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const zone = useZone();
  const { voices, at, bucket } = share;
  const { gambar: shape, ukuran: measure, change } = address;
  const colours = useMemo(() => coloursOf(voices), [voices]);
  const points = useMemo(() => {
    const tones = { negative: 0, neutral: 0, positive: 0, unsure: 0 };
    return at.map((start) => pointOf({ at: start, count: 0, tones }, bucket, zone, format));
  }, [at, bucket, zone, format]);
  const series = useMemo(() => {
    const sums = at.map((_, index) => voices.reduce((sum, { curve }) => sum + (curve[index] ?? 0), 0));
    return voices.map(({ name, curve, colour }, index): ChartSeries => {
      const values = curve.map((count, when) =>
        measure === "count" ? count : Math.round((count / Math.max(1, sums[when] ?? 1)) * 1_000) / 10,
      );
      return { name, color: seriesColour[colours[index] ?? colour], values };
    });
  }, [voices, at, measure, colours]);
  const [first] = voices;
  return (
    <RuledSection
      title={t("share.over_time")}
      aside={
        <div className={css["choices"]}>
          <Segmented
            label={t("share.measure")}
            value={measure}
            options={measures.map((value) => ({ value, label: t(`share.measures.${value}`) }))}
            onChange={(ukuran) => change({ ukuran })}
          />
          <Segmented
            label={t("share.shape")}
            value={shape}
            options={shapes.map((value) => ({ value, label: t(`share.shapes.${value}`) }))}
            onChange={(gambar) => change({ gambar })}
          />
        </div>
      }
    >
      <BarChart
        caption={t(measure === "count" ? `chart.per.${bucket}` : `share.percent_per.${bucket}`)}
        heading={t(`chart.bucket.${bucket}`)}
        finding={t("share.curve_finding", {
          name: first?.name ?? "",
          number: format.whole(first?.total ?? 0),
          voices: voices.length,
        })}
        points={points}
        series={series}
        shape={shape}
        top={measure === "share" ? 100 : undefined}
        height={220}
      />
      <ul className={css["legend"]}>
        {voices.map(({ monitorId, name, colour }, index) => (
          <li key={monitorId}>
            <MonitorMark colour={colours[index] ?? colour} /> {name}
          </li>
        ))}
      </ul>
    </RuledSection>
  );
}
