import { IconMenu2 } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useNavGroups, useTitle } from "./desk-nav.ts";
import css from "./tabs.module.css";

/** The phone's bottom tabs: the daily pages, and Lainnya for the rest. */
export function Tabs() {
  const { t } = useTranslation("desk");
  const title = useTitle();
  const pages = useNavGroups()
    .flatMap((one) => one.pages)
    .filter((page) => page.nav.tab === true)
    .slice(0, 4);
  return (
    <nav className={css["tabs"]} aria-label={t("shell.tabs")}>
      {pages.map((page) => {
        const Icon = page.nav.icon;
        return (
          <Link
            key={page.path}
            to={page.path}
            activeOptions={{ exact: page.path === "/", includeSearch: false }}
          >
            <Icon size={22} stroke={1.6} />
            {title(page.title)}
          </Link>
        );
      })}
      <Link to="/lainnya">
        <IconMenu2 size={22} stroke={1.6} />
        {t("nav.more")}
      </Link>
    </nav>
  );
}
