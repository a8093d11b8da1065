import { IconTarget } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { IconButton } from "#web/kit/button.tsx";
import { useAddress, useGo } from "../desk-link.tsx";
import { withTime } from "../stream/edit-query.ts";

/** Takes the search of the stream, without its times, over into a new monitor. */
export function SaveAsMonitor() {
  const { t } = useTranslation("listen");
  const mayManage = useMay("monitors.manage");
  const go = useGo();
  const { q = "" } = useAddress();
  if (!mayManage || q.trim() === "") return null;
  return (
    <IconButton
      size="small"
      label={t("monitor.save_search")}
      onClick={() => go("/pantauan/baru", { q: withTime(q) })}
    >
      <IconTarget size={18} stroke={1.6} />
    </IconButton>
  );
}
