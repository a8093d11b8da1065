import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import css from "./data-table.module.css";

/** A column: text left, digits right, the unit in the title. */
export type Column<T> = {
  key: string;
  title: string;
  value: (row: T) => ReactNode;
  /** Makes the column sortable by this; null goes last. */
  sort?: (row: T) => string | number | null;
  align?: "left" | "right";
  /** The title is for readers only: a column of buttons. */
  isTitleHidden?: boolean;
  /**
   * On a phone a row becomes lines: `line` (default) shows the column with its title, `bare` without, `corner` at the
   * top right, `hide` not.
   */
  onPhone?: "line" | "bare" | "corner" | "hide";
};

type Sort = { key: string; isDown: boolean };

/**
 * A table by the rules of the house: hairlines, no zebra, sticky header, sort by a button with a word; on a phone
 * each row becomes two or three lines. The first column names the row.
 */
export function DataTable<T>({
  label,
  columns,
  rows,
  rowKey,
  initialSort,
}: {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  initialSort?: Sort;
}) {
  const { t, i18n } = useTranslation("desk");
  const [sort, setSort] = useState<Sort | undefined>(initialSort);
  const sorted = useMemo(() => {
    const by = columns.find((column) => column.key === sort?.key)?.sort;
    if (by === undefined || sort === undefined) return rows;
    const collator = new Intl.Collator(i18n.language, { numeric: true });
    return [...rows].sort((a, b) => compare(by(a), by(b), collator, sort.isDown));
  }, [rows, columns, sort, i18n.language]);
  const sortBy = (key: string) =>
    setSort((before) => (before?.key === key ? { key, isDown: !before.isDown } : { key, isDown: true }));

  return (
    <table className={css["table"]}>
      <caption className="sr">{label}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              data-align={column.align}
              aria-sort={
                column.sort === undefined || sort?.key !== column.key
                  ? undefined
                  : sort.isDown
                    ? "descending"
                    : "ascending"
              }
            >
              {column.sort === undefined ? (
                <span className={column.isTitleHidden === true ? "sr" : undefined}>{column.title}</span>
              ) : (
                <button
                  type="button"
                  onClick={() => sortBy(column.key)}
                  title={t("table.sort", { column: column.title })}
                >
                  {column.title}
                  {sort?.key !== column.key ? null : sort.isDown ? (
                    <IconArrowDown size={13} stroke={1.75} aria-hidden="true" />
                  ) : (
                    <IconArrowUp size={13} stroke={1.75} aria-hidden="true" />
                  )}
                </button>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column, at) => {
              const Cell = at === 0 ? "th" : "td";
              return (
                <Cell
                  key={column.key}
                  scope={at === 0 ? "row" : undefined}
                  data-align={column.align}
                  data-phone={column.onPhone ?? (at === 0 ? "bare" : "line")}
                  data-title={column.title}
                >
                  {column.value(row)}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function compare(
  a: string | number | null,
  b: string | number | null,
  collator: Intl.Collator,
  isDown: boolean,
): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  const order =
    typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
  return isDown ? -order : order;
}
