import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Segmented } from "#web/kit/segmented.tsx";
import type { listen } from "../listen-api.ts";
import { Histogram } from "./histogram.tsx";
import css from "./stream-chart.module.css";

const PlaceMap = lazy(() =>
  import("../analysis/place-map.tsx").then((module) => ({ default: module.PlaceMap })),
);

type Summary = Awaited<ReturnType<typeof listen.client.mentions.summarizeMentions>>;

/** The picture above the list: when it was said, or where it was said of. */
export function StreamChart({
  query,
  isReadable,
  summary,
  onSearch,
}: {
  query: string;
  isReadable: boolean;
  summary: Summary;
  onSearch: (query: string) => void;
}) {
  const { t } = useTranslation("listen");
  const [view, setView] = useState<"time" | "map">("time");
  const control = (
    <Segmented
      label={t("map.chart")}
      value={view}
      options={(["time", "map"] as const).map((value) => ({ value, label: t(`map.chart_${value}`) }))}
      onChange={setView}
    />
  );
  return (
    <div className={css["chart"]}>
      {view === "time" ? (
        <>
          <div className={css["switch"]}>{control}</div>
          <Histogram
            query={query}
            buckets={summary.histogram}
            size={summary.bucket}
            areTonesExact={summary.areTraitsExact}
            onSearch={onSearch}
          />
        </>
      ) : (
        <Suspense fallback={control}>
          <PlaceMap query={query} isReadable={isReadable} control={control} onSearch={onSearch} />
        </Suspense>
      )}
    </div>
  );
}
