import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useZone } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Sparkline } from "#web/kit/sparkline.tsx";
import type { SlowTrend, TrendKind } from "../../contract/trend.ts";
import { usePlaces } from "../analysis/use-places.ts";
import type { listen } from "../listen-api.ts";
import { pointOf } from "../stream/bucket-series.ts";
import { TrendChart } from "./trend-chart.tsx";
import { TrendList } from "./trend-list.tsx";

type Found = Awaited<ReturnType<typeof listen.client.trends.listSlowTrends>>;

/** What grows slowly and steadily, the largest growth first, with its course. */
export function SlowTrends({ found, q, kind }: { found: Found; q: string; kind: TrendKind }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { nameOf } = usePlaces();
  const { items, from, until, stretchHours, looked } = found;
  if (stretchHours === null || from === null)
    return <EmptyState title={t("trends.empty.young_title")}>{t("trends.empty.young")}</EmptyState>;
  if (items.length === 0)
    return <EmptyState title={t("trends.empty.steady_title")}>{t("trends.empty.steady")}</EmptyState>;
  const names = items.map((one) => (kind === "place" ? nameOf(one.key) : one.name));
  return (
    <>
      <ShareChart items={items} names={names} from={from} hours={stretchHours} />
      <TrendList
        title={t("trends.growing")}
        deck={t(stretchHours === 24 ? "trends.by_days" : "trends.by_quarters", {
          from: format.dateShort(from),
          looked: format.whole(looked.looked),
          total: format.whole(looked.total),
        })}
        method={t("trends.slow_method")}
        items={items}
        names={names}
        spans={{ from, until }}
        q={q}
        heads={[t("trends.from_column"), t("trends.to_column"), t("trends.p_column")]}
        figuresOf={(one) => [perThousand(one.from), perThousand(one.to), one.p]}
        change={(one) => (
          <>
            <b>
              {format.number(perThousand(one.from))} → {format.number(perThousand(one.to))}
            </b>
            <small>{t("trends.per_thousand")}</small>
          </>
        )}
        course={(one) => (
          <Sparkline
            values={one.shares.map((share) => (share === null ? null : share * 1_000))}
            width={112}
            height={28}
          />
        )}
      />
    </>
  );
}

/** Of a thousand texts so many, to one decimal below ten. */
const perThousand = (share: number): number =>
  share < 0.01 ? Math.round(share * 10_000) / 10 : Math.round(share * 1_000);

const shownCurves = 5;

function ShareChart({
  items,
  names,
  from,
  hours,
}: {
  items: readonly SlowTrend[];
  names: readonly string[];
  from: string;
  hours: number;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const zone = useZone();
  const length = items[0]?.shares.length ?? 0;
  const points = useMemo(() => {
    const tones = { negative: 0, neutral: 0, positive: 0, unsure: 0 };
    return Array.from({ length }, (_, at) => {
      const begin = new Date(Date.parse(from) + at * hours * 3_600_000).toISOString();
      const point = pointOf({ at: begin, count: 0, tones }, hours === 24 ? "day" : "hour", zone, format);
      // Parts of a day are told by their place behind its name.
      return hours === 24 || at % (24 / hours) !== 0 ? point : { ...point, tick: format.dayShort(begin) };
    });
  }, [length, from, hours, zone, format]);
  const series = useMemo(
    () =>
      items.slice(0, shownCurves).map((one, at) => ({
        name: names[at] ?? "",
        values: one.shares.map((share) => perThousand(share ?? 0)),
      })),
    [items, names],
  );
  return (
    <TrendChart
      caption={t("trends.share_curve")}
      heading={t(hours === 24 ? "chart.bucket.day" : "chart.bucket.hour")}
      finding={t("trends.share_finding", { names: names.slice(0, shownCurves).join(", ") })}
      points={points}
      series={series}
    />
  );
}
