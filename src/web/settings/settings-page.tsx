import { IconArrowLeft } from "@tabler/icons-react";
import { Link, Outlet, useMatchRoute } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSettingsPages, useTitle } from "../shell/desk-nav.ts";
import css from "./settings-page.module.css";

/** The frame of Pengaturan: its pages at the left, the chosen one beside them. */
export default function SettingsPage() {
  const { t } = useTranslation("desk");
  const title = useTitle();
  const pages = useSettingsPages();
  const isIndex = useMatchRoute()({ to: "/pengaturan" }) !== false;
  if (isIndex) return <Outlet />;
  return (
    <div className={css["frame"]}>
      <Link to="/pengaturan" className={css["back"]}>
        <IconArrowLeft size={18} stroke={1.6} />
        {t("nav.settings")}
      </Link>
      <nav className={css["menu"]} aria-label={t("nav.settings")}>
        <p>{t("nav.settings")}</p>
        {pages.map((page) => (
          <Link key={page.path} to={`/pengaturan/${page.path}`}>
            {title(page.title)}
          </Link>
        ))}
      </nav>
      <div className={css["content"]}>
        <Outlet />
      </div>
    </div>
  );
}
