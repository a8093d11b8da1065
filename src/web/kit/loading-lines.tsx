import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import css from "./loading-lines.module.css";

/** True once `delayMs` have passed: what is quick shows nothing at all. */
function useLate(delayMs = 300): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return isLate;
}

/** Grey lines in the shape of the rows to come; nothing before 300 ms. */
export function LoadingLines({ rows = 3 }: { rows?: number }) {
  const { t } = useTranslation("desk");
  if (!useLate()) return null;
  return (
    <div role="status" className={css["lines"]}>
      <span className="sr">{t("state.loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholder rows have no identity
        <div key={row} className={css["row"]} aria-hidden="true">
          <i style={{ width: `${38 + ((row * 7) % 12)}%` }} />
          <i className={css["title"]} style={{ width: `${92 - ((row * 11) % 24)}%` }} />
          <i style={{ width: `${70 - ((row * 13) % 30)}%` }} />
        </div>
      ))}
    </div>
  );
}
