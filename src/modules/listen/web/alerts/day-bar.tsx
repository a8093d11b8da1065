import { useTranslation } from "react-i18next";
import css from "./alerts.module.css";
import { clockOf } from "./clock-text.ts";

const hours = [0, 6, 12, 18, 24];

/** A day as a bar: quiet hours filled, and a mark where the daily digest goes. */
export function DayBar({
  from,
  until,
  digestAt,
}: {
  from: number | null;
  until: number | null;
  digestAt: number;
}) {
  const { t } = useTranslation("listen");
  const isQuiet = from !== null && until !== null && from !== until;
  const spans = !isQuiet
    ? []
    : from < until
      ? [[from, until] as const]
      : [[from, 1440] as const, [0, until] as const];
  const digest = clockOf(digestAt);
  return (
    <div className={css["day"]}>
      <svg
        viewBox="0 0 1440 34"
        preserveAspectRatio="none"
        role="img"
        aria-label={
          isQuiet
            ? t("alert_settings.day", { from: clockOf(from), until: clockOf(until), digest })
            : t("alert_settings.day_open", { digest })
        }
      >
        <rect x="0" y="6" width="1440" height="22" fill="var(--tarum-lembut)" />
        {spans.map(([start, end]) => (
          <rect key={start} x={start} y="6" width={end - start} height="22" fill="var(--tarum)" />
        ))}
        <rect x={Math.min(digestAt, 1434)} y="0" width="6" height="34" fill="var(--kuningan-isi)" />
      </svg>
      <div className={css["hours"]} aria-hidden="true">
        {hours.map((hour) => (
          <span key={hour}>{clockOf(hour * 60)}</span>
        ))}
      </div>
    </div>
  );
}
