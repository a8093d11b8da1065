import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { GongMark } from "../kit/gong-mark.tsx";
import { type NavPage, useNavGroups, useTitle } from "./desk-nav.ts";
import css from "./rail.module.css";

function RailLink({ page }: { page: NavPage }) {
  const title = useTitle();
  const Icon = page.nav.icon;
  return (
    <Link
      to={page.path}
      activeOptions={{ exact: page.path === "/", includeSearch: false }}
      className={css["link"]}
      title={title(page.title)}
    >
      <Icon size={18} stroke={1.6} />
      <span className={css["word"]}>{title(page.title)}</span>
    </Link>
  );
}

/** The rail: the tasks of the desk in groups, only those that exist and that this person may do. */
export function Rail() {
  const { t } = useTranslation("desk");
  const groups = useNavGroups();
  const foot = groups.find((one) => one.group === "foot");
  return (
    <nav className={css["rail"]} aria-label={t("shell.main_menu")}>
      <Link to="/" className={css["brand"]}>
        <GongMark />
        <span className={css["word"]}>Gaung</span>
      </Link>
      {groups
        .filter((one) => one.group !== "foot")
        .map(({ group, pages }) => (
          <div key={group}>
            {group === "home" ? null : <p className={css["group"]}>{t(`nav.${group}`)}</p>}
            {pages.map((page) => (
              <RailLink key={page.path} page={page} />
            ))}
          </div>
        ))}
      {foot === undefined ? null : (
        <div className={css["foot"]}>
          {foot.pages.map((page) => (
            <RailLink key={page.path} page={page} />
          ))}
        </div>
      )}
    </nav>
  );
}
