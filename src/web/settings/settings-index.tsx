import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMembership } from "../api/session.ts";
import { EmptyState } from "../kit/empty-state.tsx";
import { Page } from "../kit/page.tsx";
import { useSettingsPages, useTitle } from "../shell/desk-nav.ts";
import css from "./settings-index.module.css";

/** The first page of Pengaturan: what can be set, each with a line about it. */
export default function SettingsIndex() {
  const { t } = useTranslation("desk");
  const title = useTitle();
  const pages = useSettingsPages();
  const office = useMembership();
  return (
    <Page title={t("nav.settings")} deck={office?.name} width="text">
      {pages.length === 0 ? (
        <EmptyState title={t("settings.none.title")}>{t("settings.none.text")}</EmptyState>
      ) : (
        <ul className={css["list"]}>
          {pages.map((page) => {
            const Icon = page.icon;
            return (
              <li key={page.path}>
                <Link to={`/pengaturan/${page.path}`}>
                  <Icon size={20} stroke={1.6} />
                  <span>{title(page.title)}</span>
                  <small>{title(page.about)}</small>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </Page>
  );
}
