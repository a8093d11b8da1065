import { IconFlask } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLive } from "#web/api/live.ts";
import { useMay } from "#web/api/session.ts";
import { accounts } from "../accounts-api.ts";
import css from "./sandbox.module.css";

/** Says on every page, loudly, that nothing goes out. */
export default function SandboxStrip() {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const mayRead = useMay("accounts.read");
  const { data } = useQuery(
    accounts.queries.getSandbox.queryOptions({ enabled: mayRead, staleTime: 60_000 }),
  );
  useLive(({ type }) => {
    if (type === "sandbox") void queries.invalidateQueries({ queryKey: accounts.queries.getSandbox.key() });
  });
  if (data?.isOn !== true) return null;
  return (
    <aside className={css["strip"]} aria-label={t("sandbox.name")}>
      <IconFlask size={18} stroke={2} aria-hidden="true" />
      <span>
        <strong>{t("sandbox.on")}</strong> {t("sandbox.on_text")}
      </span>
    </aside>
  );
}
