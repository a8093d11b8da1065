import { IconArrowLeft } from "@tabler/icons-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { csvOf } from "#web/kit/chart/chart-data.ts";
import { drawRanks } from "#web/kit/chart/draw-ranks.ts";
import { frameDrawing } from "#web/kit/chart/frame-drawing.ts";
import { SaveMenu } from "#web/kit/chart/save-menu.tsx";
import { readChartTokens } from "#web/theme/echarts-theme.ts";
import type { FacetValue } from "../stream/use-summary.ts";
import css from "./ranked-places.module.css";

/** Above so many bars a picture is no longer read. */
const mostDrawn = 40;

/** Regencies and cities, the most named first, each a choice with a bar; those that nobody named are quiet. */
export function RankedPlaces({
  title,
  counts,
  chosen,
  nameOf,
  number,
  onToggle,
  onBack,
}: {
  title: string;
  /** In the order to show. */
  counts: readonly FacetValue[];
  chosen: readonly string[];
  nameOf: (code: string) => string;
  number: (count: number) => string;
  onToggle: (code: string) => void;
  /** Back to all provinces; undefined where all are shown. */
  onBack: (() => void) | undefined;
}) {
  const { t } = useTranslation("listen");
  const id = useId();
  const most = Math.max(1, counts[0]?.count ?? 1);
  const draw = () => {
    const tokens = readChartTokens(false);
    const rows = counts
      .slice(0, mostDrawn)
      .map(({ value, count }) => ({ name: nameOf(value), count, text: number(count) }));
    return frameDrawing(drawRanks(rows, tokens), { caption: title, colors: tokens });
  };
  return (
    <section className={css["ranked"]} aria-labelledby={id}>
      <div className={css["head"]}>
        <h2 id={id}>{title}</h2>
        {onBack === undefined ? null : (
          <Button size="small" kind="ghost" onClick={onBack}>
            <IconArrowLeft size={15} stroke={1.75} />
            {t("map.back")}
          </Button>
        )}
        {counts.length === 0 ? null : (
          <SaveMenu
            name={title}
            drawing={draw}
            csv={() =>
              csvOf([
                [t("map.code"), t("map.regency"), t("chart.mentions")],
                ...counts.map(({ value, count }) => [value, nameOf(value), count]),
              ])
            }
          />
        )}
      </div>
      {counts.length === 0 ? (
        <p>{t("map.no_regency")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by the keyboard
        <ul tabIndex={0} aria-labelledby={id}>
          {counts.map(({ value, count }) => (
            <li key={value} data-none={count === 0 || undefined}>
              <label>
                <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
                <span className={css["name"]} title={nameOf(value)}>
                  {nameOf(value)}
                </span>
                <span className={css["count"]}>{count === 0 ? "–" : number(count)}</span>
                {count === 0 ? null : <i style={{ width: `${(count / most) * 100}%` }} />}
              </label>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
