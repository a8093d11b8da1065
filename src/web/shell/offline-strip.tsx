import { IconPlugConnectedX } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import css from "./strip.module.css";

const subscribe = (listener: () => void) => {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
};

/** Says that the browser has no network; what is on the screen stays readable. */
export function OfflineStrip() {
  const { t } = useTranslation("desk");
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {isOnline ? null : (
        <div className={css["strip"]}>
          <IconPlugConnectedX size={15} stroke={1.75} aria-hidden="true" />
          <span>{t("shell.offline")}</span>
        </div>
      )}
    </div>
  );
}
