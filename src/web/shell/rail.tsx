import { IconChevronDown } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { GongMark } from "../kit/gong-mark.tsx";
import type { NavGroup } from "../pages.ts";
import { type NavPage, useNavGroups, useTitle } from "./desk-nav.ts";
import { useFoldedGroup } from "./folded-groups.ts";
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

/** A group under its heading, which folds it; the page that is open stays in sight. */
function RailGroup({ group, pages }: { group: NavGroup; pages: readonly NavPage[] }) {
  const { t } = useTranslation("desk");
  const [isFolded, turnOver] = useFoldedGroup(group);
  const id = useId();
  return (
    <div className={css["group"]}>
      <button type="button" aria-expanded={!isFolded} aria-controls={id} onClick={turnOver}>
        {t(`nav.${group}`)}
        <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
      </button>
      <div id={id} data-folded={isFolded || undefined}>
        {pages.map((page) => (
          <RailLink key={page.path} page={page} />
        ))}
      </div>
    </div>
  );
}

/** The rail: the tasks of the desk in groups, only those that exist and that this person may do. */
export function Rail() {
  const { t } = useTranslation("desk");
  const groups = useNavGroups();
  const pagesOf = (group: NavGroup) =>
    (groups.find((one) => one.group === group)?.pages ?? []).map((page) => (
      <RailLink key={page.path} page={page} />
    ));
  return (
    <nav className={css["rail"]} aria-label={t("shell.main_menu")}>
      <Link to="/" className={css["brand"]}>
        <GongMark />
        <span className={css["word"]}>Gaung</span>
      </Link>
      {pagesOf("home")}
      {groups
        .filter(({ group }) => group !== "home" && group !== "foot")
        .map(({ group, pages }) => (
          <RailGroup key={group} group={group} pages={pages} />
        ))}
      <div className={css["foot"]}>{pagesOf("foot")}</div>
    </nav>
  );
}
