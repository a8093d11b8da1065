import { Link } from "@tanstack/react-router";
import css from "./page-tabs.module.css";

/** Pages that belong together, side by side. */
export function PageTabs({
  label,
  pages,
}: {
  label: string;
  pages: readonly { to: string; label: string }[];
}) {
  return (
    <nav className={css["tabs"]} aria-label={label}>
      {pages.map((page) => (
        <Link key={page.to} to={page.to} activeOptions={{ exact: true, includeSearch: false }}>
          {page.label}
        </Link>
      ))}
    </nav>
  );
}
