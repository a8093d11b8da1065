import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { DataTable } from "#web/kit/data-table.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { togglePlace, valuesOf } from "../stream/edit-query.ts";
import { usePlaceCounts } from "../stream/use-summary.ts";
import css from "./place-map.module.css";
import { provinceTiles, shadeOf, shadeRanges, tileColumns, tileRows } from "./province-tiles.ts";
import { RankedPlaces } from "./ranked-places.tsx";
import { usePlaces } from "./use-places.ts";

type View = "tiles" | "table";

/**
 * Where it was said of: the provinces as equal tiles, the darker the more mentions name them, beside them the regencies
 * of the chosen province (or of all). Choosing writes place: into the query.
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
  const { nameOf, byCode } = usePlaces();
  const { counts, areExact } = usePlaceCounts(query, isReadable);
  const [view, setView] = useState<View>("tiles");
  const countOf = new Map(counts.map(({ value, count }) => [value, count]));
  const chosen = valuesOf(query, "place");
  const toggle = (code: string) => onSearch(togglePlace(query, code));
  const provinces = counts.filter(({ value }) => value.length === 2);
  const most = Math.max(0, ...provinces.map(({ count }) => count));
  const [top] = [...provinces].sort((a, b) => b.count - a.count);
  const opened = new Set(chosen.map((code) => code.slice(0, 2)));
  const regencies = counts.filter(
    ({ value }) => value.length === 5 && (opened.size === 0 || opened.has(value.slice(0, 2))),
  );
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
  return (
    <div className={css["map"]}>
      <figure className={css["figure"]}>
        <figcaption className={css["head"]}>
          {control}
          <span className={css["finding"]}>
            {finding} <span className={css["quiet"]}>{areExact ? "" : t("map.estimated")}</span>
          </span>
          <Segmented
            label={t("map.view")}
            value={view}
            options={(["tiles", "table"] as const).map((value) => ({ value, label: t(`map.as_${value}`) }))}
            onChange={setView}
          />
        </figcaption>
        {view === "tiles" ? (
          <>
            <fieldset
              className={css["tiles"]}
              style={{
                gridTemplateColumns: `repeat(${tileColumns}, minmax(0, 1fr))`,
                gridTemplateRows: `repeat(${tileRows}, auto)`,
              }}
            >
              <legend className="sr">{t("map.provinces")}</legend>
              {provinceTiles.map(({ code, column, row, short, letters }) => (
                <button
                  key={code}
                  type="button"
                  className={css["tile"]}
                  data-shade={shadeOf(countOf.get(code) ?? 0, most)}
                  aria-pressed={chosen.includes(code) || (opened.has(code) ? "mixed" : false)}
                  title={said(code)}
                  style={{ gridColumn: column, gridRow: row }}
                  onClick={() => toggle(code)}
                >
                  <span className="sr">{said(code)}</span>
                  <span className={css["short"]} aria-hidden="true">
                    {short}
                  </span>
                  <span className={css["letters"]} aria-hidden="true">
                    {letters}
                  </span>
                </button>
              ))}
            </fieldset>
            <ul className={css["legend"]} aria-label={t("map.legend")}>
              {shadeRanges(most).map(({ shade, from, to }) => (
                <li key={shade}>
                  <i data-shade={shade} />
                  {format.range(from, to)}
                </li>
              ))}
            </ul>
          </>
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
                  title: t("stream.mentions"),
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
        counts={regencies.filter(({ value }) => byCode.has(value))}
        chosen={chosen}
        nameOf={nameOf}
        number={number}
        onToggle={toggle}
      />
    </div>
  );
}
