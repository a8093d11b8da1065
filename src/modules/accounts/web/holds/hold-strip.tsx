import { IconHandStop } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { TimeText } from "#web/kit/time-text.tsx";
import css from "./hold-strip.module.css";
import { useHolds } from "./use-holds.ts";

/** Says on every page that the brake is pulled: by whom, since when, why, and where to lift it. */
export default function HoldStrip() {
  const { t } = useTranslation("accounts");
  const { data } = useHolds();
  const [first, ...others] = data?.on ?? [];
  if (first === undefined) return null;
  return (
    <aside className={css["strip"]} aria-label={t("brake.name")}>
      <IconHandStop size={18} stroke={2} aria-hidden="true" />
      <span>
        <strong>{t("brake.on")}</strong> {t(`brake.holds.${first.scope}`, holdValues(first))}{" "}
        {t("brake.since", { name: first.byName })} <TimeText at={first.placedAt} look="dateTime" />:{" "}
        {first.reason}
        {others.length === 0 ? null : ` · ${t("brake.more", { count: others.length })}`}
      </span>
      <Link to="/rem-darurat">{t("brake.open")}</Link>
    </aside>
  );
}

const holdValues = (hold: { words: string | null; shownHandle: string | null }) => ({
  words: hold.words ?? "",
  handle: hold.shownHandle ?? "",
});
