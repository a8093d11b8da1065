import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useZone } from "#web/api/session.ts";
import type { Format } from "#web/i18n/format.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Sparkline } from "#web/kit/sparkline.tsx";
import type { Trend, TrendKind } from "../../contract/trend.ts";
import { usePlaces } from "../analysis/use-places.ts";
import type { listen } from "../listen-api.ts";
import { pointOf } from "../stream/bucket-series.ts";
import { TrendChart } from "./trend-chart.tsx";
import { TrendList } from "./trend-list.tsx";

type Found = Awaited<ReturnType<typeof listen.client.trends.listTrends>>;
type Spans = { from: string; until: string };

/** What rises, a line each, the surest first, over the course of the first of them. */
export function FastTrends({
  found,
  spans,
  q,
  kind,
}: {
  found: Found;
  spans: Spans;
  q: string;
  kind: TrendKind;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { nameOf } = usePlaces();
  const { items, now, before } = found;
  if (before.looked === 0 || items.length === 0) {
    const why = now.looked === 0 ? "nothing" : before.looked === 0 ? "no_past" : "usual";
    return <EmptyState title={t(`trends.empty.${why}_title`)}>{t(`trends.empty.${why}`)}</EmptyState>;
  }
  const names = items.map((one) => (kind === "place" ? nameOf(one.key) : one.name));
  return (
    <>
      <CurveChart items={items} names={names} spans={spans} />
      <TrendList
        title={t("trends.rising")}
        deck={t(now.looked < now.total || before.looked < before.total ? "trends.drawn" : "trends.counted", {
          now: format.whole(now.looked),
          nowTotal: format.whole(now.total),
          before: format.whole(before.looked),
          beforeTotal: format.whole(before.total),
        })}
        method={t("trends.method")}
        items={items}
        names={names}
        spans={spans}
        q={q}
        heads={[t("trends.before_column"), t("trends.low_column"), t("trends.high_column")]}
        figuresOf={(one) => [Math.round(one.before * 10) / 10, round(one.low), round(one.high)]}
        change={(one) => (
          <>
            <b>{riseOf(one, format, t)}</b>
            <small>{t(isNew(one) ? "trends.new" : "trends.as_usual")}</small>
          </>
        )}
        usual={(one) => t("trends.usually", { number: format.number(rounded(one.before)) })}
        course={(one) => <Sparkline values={one.curve} kind="bars" width={112} height={28} />}
      />
    </>
  );
}

const round = (value: number): number => Math.round(value * 100) / 100;
const rounded = (value: number): number => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
/** Beyond this many times nobody can tell how many exactly. */
const mostTold = 40;
const isNew = ({ before }: Trend): boolean => before === 0;

function riseOf({ low, high }: Trend, format: Format, t: TFunction<"listen">): string {
  return high > mostTold
    ? t("trends.at_least", { low: format.number(rounded(low)) })
    : t("trends.between", { low: format.number(rounded(low)), high: format.number(rounded(high)) });
}

const shownCurves = 5;

function CurveChart({
  items,
  names,
  spans,
}: {
  items: readonly Trend[];
  names: readonly string[];
  spans: Spans;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const zone = useZone();
  const lines = items[0]?.curve.length ?? 0;
  const points = useMemo(() => {
    const from = Date.parse(spans.from);
    const step = (Date.parse(spans.until) - from) / Math.max(1, lines);
    const size = step < 20 * 3_600_000 ? "hour" : "day";
    const tones = { negative: 0, neutral: 0, positive: 0, unsure: 0 };
    return Array.from({ length: lines }, (_, at) =>
      pointOf({ at: new Date(from + at * step).toISOString(), count: 0, tones }, size, zone, format),
    );
  }, [lines, spans, zone, format]);
  const series = useMemo(
    () => items.slice(0, shownCurves).map((one, at) => ({ name: names[at] ?? "", values: one.curve })),
    [items, names],
  );
  return (
    <TrendChart
      caption={t("trends.curve")}
      heading={t("chart.bucket.hour")}
      finding={t("trends.curve_finding", { names: names.slice(0, shownCurves).join(", ") })}
      points={points}
      series={series}
    />
  );
}
