import { IconAlertOctagon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { applyMend, type QueryError } from "#text/query/query-error.ts";
import { Button } from "#web/kit/button.tsx";
import css from "./query-bar.module.css";

/** What is wrong with a query: the first mistakes, the characters they concern, and a mend by one click. */
export function QueryErrors({
  source,
  errors,
  onMend,
}: {
  source: string;
  errors: readonly QueryError[];
  onMend: (mended: string) => void;
}) {
  const { t } = useTranslation("listen");
  return (
    <ul className={css["errors"]} aria-live="polite">
      {errors.slice(0, 3).map((error) => {
        const { mend } = error;
        const written = source.slice(error.start, error.end);
        return (
          <li key={`${error.code} ${error.start}`}>
            <IconAlertOctagon size={15} stroke={1.75} aria-hidden="true" />
            {written.trim() === "" ? null : <code>{written}</code>}
            <span>{t(error.code, error.values)}</span>
            {mend === null ? null : (
              <Button size="small" onClick={() => onMend(applyMend(source, mend))}>
                {t("query.mend", { query: shortened(applyMend(source, mend)) })}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const shortened = (text: string): string => (text.length > 44 ? `…${text.slice(-43)}` : text);
