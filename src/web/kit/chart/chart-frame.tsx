import { IconChartBar, IconTable } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import { IconButton } from "../button.tsx";
import { DataTable } from "../data-table.tsx";
import { type ChartPoint, chartCsv } from "./chart-data.ts";
import css from "./chart-frame.module.css";
import type { Drawing } from "./drawing.ts";
import { SaveMenu } from "./save-menu.tsx";

type TableSeries = { name: string; values: readonly (number | null)[] };

/** What stands around every chart: its caption, the table view, and saving as a picture or as data. */
export function ChartFrame({
  caption,
  heading,
  points,
  series,
  drawing,
  isQuiet,
  children,
}: {
  caption: string;
  heading: string;
  points: readonly ChartPoint[];
  series: readonly TableSeries[];
  drawing: () => Drawing | undefined;
  isQuiet: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation("desk");
  const [isTable, setTable] = useState(false);
  return (
    <figure className={css["frame"]}>
      <figcaption className={css["head"]} data-quiet={isQuiet || undefined}>
        <span className={isQuiet ? "sr" : undefined}>{caption}</span>
        <span className={css["tools"]}>
          <IconButton
            size="small"
            label={t(isTable ? "chart.as_picture" : "chart.as_table")}
            aria-pressed={isTable}
            onClick={() => setTable(!isTable)}
          >
            {isTable ? <IconChartBar size={15} stroke={1.75} /> : <IconTable size={15} stroke={1.75} />}
          </IconButton>
          <SaveMenu
            name={caption}
            drawing={isTable ? undefined : drawing}
            csv={() => chartCsv(heading, points, series)}
          />
        </span>
      </figcaption>
      {isTable ? (
        <ChartTable caption={caption} heading={heading} points={points} series={series} />
      ) : (
        children
      )}
    </figure>
  );
}

function ChartTable({
  caption,
  heading,
  points,
  series,
}: {
  caption: string;
  heading: string;
  points: readonly ChartPoint[];
  series: readonly TableSeries[];
}) {
  const format = useFormat();
  const rows = points.map((point, index) => ({
    point,
    values: series.map((one) => one.values[index] ?? null),
  }));
  return (
    <div className={css["table"]}>
      <DataTable
        label={caption}
        rows={rows}
        rowKey={(row) => row.point.key}
        columns={[
          { key: "point", title: heading, value: (row) => row.point.name },
          ...series.map((one, at) => ({
            key: `series-${at}`,
            title: one.name,
            align: "right" as const,
            value: (row: (typeof rows)[number]) => {
              const value = row.values[at] ?? null;
              return value === null ? "–" : format.number(value);
            },
            sort: (row: (typeof rows)[number]) => row.values[at] ?? null,
          })),
        ]}
      />
    </div>
  );
}
