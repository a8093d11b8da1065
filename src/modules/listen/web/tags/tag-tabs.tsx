import { useTranslation } from "react-i18next";
import { PageTabs } from "../page-tabs.tsx";

/** The pages of tags, side by side. */
export function TagTabs() {
  const { t } = useTranslation("listen");
  const pages = [
    { to: "/tanda", label: t("tags.tab_list") },
    { to: "/tanda/aturan", label: t("tags.tab_rules") },
    { to: "/tanda/riwayat", label: t("tags.tab_history") },
  ];
  return <PageTabs label={t("tags.title")} pages={pages} />;
}
