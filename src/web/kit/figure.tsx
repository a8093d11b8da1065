import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import css from "./figure.module.css";

/** The ledger: a row of figures between hairlines. Children are `Figure`s. */
export function Ledger({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section aria-label={label} className={css["ledger"]}>
      {children}
    </section>
  );
}

/**
 * A figure never stands alone: `comparison` says what is usual or how it was counted, and `to` leads to what is behind
 * it, with the search parameters `search`. `value` is already formatted; `beside` is a small unit, a sparkline or a
 * warning next to it.
 */
export function Figure({
  label,
  value,
  beside,
  comparison,
  to,
  search,
}: {
  label: string;
  value: ReactNode;
  beside?: ReactNode;
  comparison: ReactNode;
  to?: string;
  search?: Readonly<Record<string, string>>;
}) {
  const content = (
    <>
      <span className={css["label"]}>{label}</span>
      <span className={css["value"]}>
        {value} {beside === undefined ? null : <span className={css["beside"]}>{beside}</span>}
      </span>
      <span className={css["comparison"]}>{comparison}</span>
    </>
  );
  return to === undefined ? (
    <div className={css["figure"]}>{content}</div>
  ) : (
    <Link to={to} {...(search === undefined ? {} : { search: search as never })} className={css["figure"]}>
      {content}
    </Link>
  );
}
