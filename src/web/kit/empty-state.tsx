import type { ReactNode } from "react";
import css from "./empty-state.module.css";

/** The gong's rings: the desk's only ornament. */
export function GongRings() {
  return (
    <svg className={css["rings"]} viewBox="0 0 56 56" fill="none" stroke="currentColor" aria-hidden="true">
      <circle cx="28" cy="28" r="5" fill="currentColor" stroke="none" />
      <circle cx="28" cy="28" r="12" strokeWidth="2.2" />
      <circle cx="28" cy="28" r="19" strokeWidth="1.5" opacity=".6" />
      <circle cx="28" cy="28" r="26" strokeWidth="1" opacity=".35" />
    </svg>
  );
}

/** Nothing here yet: what it is (`title`), why it is empty (`children`) and one next step (`actions`). */
export function EmptyState({
  title,
  children,
  actions,
  level = 2,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  level?: 1 | 2 | 3;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className={css["empty"]}>
      <GongRings />
      <Heading>{title}</Heading>
      {children === undefined ? null : <p>{children}</p>}
      {actions === undefined ? null : <div className={css["actions"]}>{actions}</div>}
    </div>
  );
}
