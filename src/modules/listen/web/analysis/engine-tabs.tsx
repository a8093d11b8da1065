import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { PageTabs } from "../page-tabs.tsx";

/** The pages of the language engine, side by side. */
export function EngineTabs() {
  const { t } = useTranslation("listen");
  const mayJudge = useMay("mentions.tag");
  const pages = [
    { to: "/mesin", label: t("engine.tab_report") },
    { to: "/mesin/coba", label: t("engine.tab_try") },
    { to: "/mesin/nama", label: t("engine.tab_names") },
    ...(mayJudge ? [{ to: "/mesin/baca", label: t("engine.tab_coding") }] : []),
  ];
  return <PageTabs label={t("engine.title")} pages={pages} />;
}
