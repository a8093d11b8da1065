import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { Trend } from "../../contract/trend.ts";
import { ToneBar } from "../monitors/tone-bar.tsx";
import ranks from "../ranked-list.module.css";
import { queryWithin } from "../use-period.ts";
import { SaveTrends } from "./save-trends.tsx";
import { TrendName } from "./trend-name.tsx";
import css from "./trends.module.css";

type Listed = Pick<Trend, "kind" | "key" | "query" | "count" | "outlets" | "tones" | "beside" | "first">;

/** Trends, a line each: how they change, how many texts and outlets, their course, their tones; kept as data too. */
export function TrendList<T extends Listed>({
  title,
  deck,
  method,
  items,
  names,
  spans,
  q,
  heads,
  figuresOf,
  change,
  usual,
  course,
}: {
  title: string;
  deck: string;
  method: string;
  items: readonly T[];
  /** What the items are called, in their order. */
  names: readonly string[];
  spans: { from: string; until: string };
  /** What the page is narrowed to. */
  q: string;
  /** The heads of the further columns of the data, and their figures. */
  heads: readonly string[];
  figuresOf: (one: T) => readonly number[];
  change: (one: T) => ReactNode;
  usual?: (one: T) => string;
  course: (one: T) => ReactNode;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const rows = items.map((one, at) => ({
    name: names[at] ?? "",
    count: one.count,
    text: format.whole(one.count),
    more: [...figuresOf(one), one.outlets],
  }));
  return (
    <>
      <RuledSection
        title={title}
        deck={deck}
        aside={<SaveTrends name={title} rows={rows} heads={[...heads, t("trends.outlets_column")]} />}
      >
        <ol className={`${ranks["list"]} ${css["ranked"]}`} aria-label={title}>
          {items.map((one, at) => (
            <li key={one.key}>
              <TrendName
                trend={one}
                name={names[at] ?? ""}
                at={at}
                query={queryWithin(q === "" ? one.query : `(${q}) ${one.query}`, spans)}
              />
              <p className={ranks["figure"]}>{change(one)}</p>
              <p className={ranks["figure"]}>
                <b>{format.whole(one.count)}</b> <span>{t("trends.texts", { count: one.count })}</span>
                {usual === undefined ? null : <small>{usual(one)}</small>}
              </p>
              <p className={ranks["figure"]}>
                <b>{format.whole(one.outlets)}</b> <span>{t("trends.outlets", { count: one.outlets })}</span>
              </p>
              {course(one)}
              <ToneBar counts={one.tones} total={totalOf(one.tones)} />
            </li>
          ))}
        </ol>
      </RuledSection>
      <p className={css["method"]}>{method}</p>
    </>
  );
}

const totalOf = (tones: Trend["tones"]): number =>
  tones.negative + tones.neutral + tones.positive + tones.unsure;
