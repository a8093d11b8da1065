import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { FacetValue } from "../stream/use-summary.ts";
import css from "./ranked-places.module.css";

/** Regencies and cities, the most named first, each a choice with a bar. */
export function RankedPlaces({
  title,
  counts,
  chosen,
  nameOf,
  number,
  onToggle,
}: {
  title: string;
  counts: readonly FacetValue[];
  chosen: readonly string[];
  nameOf: (code: string) => string;
  number: (count: number) => string;
  onToggle: (code: string) => void;
}) {
  const { t } = useTranslation("listen");
  const id = useId();
  const ranked = [...counts].sort((a, b) => b.count - a.count);
  const most = Math.max(1, ranked[0]?.count ?? 1);
  return (
    <section className={css["ranked"]} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {ranked.length === 0 ? (
        <p>{t("map.no_regency")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by the keyboard
        <ul tabIndex={0} aria-labelledby={id}>
          {ranked.map(({ value, count }) => (
            <li key={value}>
              <label>
                <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
                <span className={css["name"]} title={nameOf(value)}>
                  {nameOf(value)}
                </span>
                <span className={css["count"]}>{number(count)}</span>
                <i style={{ width: `${(count / most) * 100}%` }} />
              </label>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
