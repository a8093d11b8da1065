import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { csvOf } from "#web/kit/chart/chart-data.ts";
import { frameDrawing } from "#web/kit/chart/frame-drawing.ts";
import { SaveMenu } from "#web/kit/chart/save-menu.tsx";
import { DataTable } from "#web/kit/data-table.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { readChartTokens } from "#web/theme/echarts-theme.ts";
import { togglePlace, valuesOf, withoutField } from "../stream/edit-query.ts";
import { type FacetValue, usePlaceCounts } from "../stream/use-summary.ts";
import { drawTiles, shadeColors } from "./draw-tiles.ts";
import css from "./place-map.module.css";
import { ProvinceField } from "./province-field.tsx";
import { shadeRanges } from "./province-tiles.ts";
import { RankedPlaces } from "./ranked-places.tsx";
import { usePlaces } from "./use-places.ts";

type View = "tiles" | "table";

/**
 * Where it was said of: the provinces as equal tiles, the darker the more mentions name them, beside them the regencies
 * of the chosen province (or of all that are named). Choosing writes place: into the query.
 */
export function PlaceMap({
  query,
  isReadable,
  control,
  onSearch,
}: {
  query: string;
  isReadable: boolean;
  /** Leads to the other pictures; stands before the caption. */
  control: ReactNode;
  onSearch: (query: string) => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { items, nameOf, byCode } = usePlaces();
  const { counts, areExact } = usePlaceCounts(query, isReadable);
  const [view, setView] = useState<View>("tiles");
  const countOf = new Map(counts.map(({ value, count }) => [value, count]));
  const chosen = valuesOf(query, "place");
  const toggle = (code: string) => onSearch(togglePlace(query, code));
  const provinces = ranked(counts.filter(({ value }) => value.length === 2));
  const [top] = provinces;
  const most = top?.count ?? 0;
  const opened = new Set(chosen.map((code) => code.slice(0, 2)));
  const regencies =
    opened.size === 0
      ? counts.filter(({ value }) => value.length === 5 && byCode.has(value))
      : items
          .filter(({ code }) => code.length === 5 && opened.has(code.slice(0, 2)))
          .map(({ code }) => ({ value: code, count: countOf.get(code) ?? 0 }));
  const number = (count: number) => `${areExact ? "" : "±"}${format.whole(count)}`;
  const said = (code: string) =>
    t("map.tile", {
      place: nameOf(code),
      count: countOf.get(code) ?? 0,
      number: number(countOf.get(code) ?? 0),
    });
  const finding =
    top === undefined
      ? t("map.nothing")
      : t("map.finding", {
          place: nameOf(top.value),
          count: top.count,
          number: number(top.count),
          provinces: provinces.length,
        });
  const estimated = areExact ? "" : t("map.estimated");
  const draw = () => {
    const tokens = readChartTokens(false);
    const shades = shadeColors(tokens);
    return frameDrawing(drawTiles(countOf, number, tokens), {
      caption: t("map.legend"),
      finding: `${finding} ${estimated}`.trim(),
      legend: shadeRanges(most).map(({ shade, from, to }) => ({
        color: shades[shade]?.fill ?? tokens.own,
        text: format.range(from, to),
      })),
      colors: tokens,
    });
  };
  return (
    <div className={css["map"]}>
      <figure className={css["figure"]}>
        <figcaption className={css["head"]}>
          {control}
          <span className={css["finding"]}>
            {finding} <span className={css["quiet"]}>{estimated}</span>
          </span>
          <span className={css["tools"]}>
            <Segmented
              label={t("map.view")}
              value={view}
              options={(["tiles", "table"] as const).map((value) => ({ value, label: t(`map.as_${value}`) }))}
              onChange={setView}
            />
            <SaveMenu
              name={t("map.legend")}
              drawing={draw}
              csv={() =>
                csvOf([
                  [t("map.code"), t("map.province"), t("chart.mentions")],
                  ...provinces.map(({ value, count }) => [value, nameOf(value), count]),
                ])
              }
            />
          </span>
        </figcaption>
        {view === "tiles" ? (
          <ProvinceField countOf={countOf} chosen={chosen} said={said} onToggle={toggle} />
        ) : (
          <div className={css["table"]}>
            <DataTable
              label={t("map.provinces")}
              rows={provinces}
              rowKey={({ value }) => value}
              initialSort={{ key: "count", isDown: true }}
              columns={[
                {
                  key: "place",
                  title: t("map.province"),
                  value: ({ value }) => (
                    <button type="button" className={css["link"]} onClick={() => toggle(value)}>
                      {nameOf(value)}
                    </button>
                  ),
                  sort: ({ value }) => nameOf(value),
                },
                {
                  key: "count",
                  title: t("chart.mentions"),
                  align: "right",
                  value: ({ count }) => number(count),
                  sort: ({ count }) => count,
                },
              ]}
            />
          </div>
        )}
      </figure>
      <RankedPlaces
        title={
          opened.size === 0
            ? t("map.all_regencies")
            : t("map.regencies_of", { places: format.list([...opened].map(nameOf)) })
        }
        counts={ranked(regencies)}
        chosen={chosen}
        nameOf={nameOf}
        number={number}
        onToggle={toggle}
        onBack={opened.size === 0 ? undefined : () => onSearch(withoutField(query, "place"))}
      />
    </div>
  );
}

/** The most named first; the answer's order decides among equals. */
const ranked = (counts: readonly FacetValue[]): readonly FacetValue[] =>
  [...counts].sort((a, b) => b.count - a.count);
