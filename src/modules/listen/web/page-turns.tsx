import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import css from "./page-turns.module.css";

/** Turns the pages of a list that skips so many; nothing where there is but one page. */
export function PageTurns({
  label,
  skip,
  onPage,
  nextSkip,
  onSkip,
}: {
  /** The name of the pages, where a screen has several. */
  label?: string;
  skip: number;
  /** How many stand on a page. */
  onPage: number;
  nextSkip: number | null;
  onSkip: (skip: number) => void;
}) {
  const { t } = useTranslation("listen");
  if (skip === 0 && nextSkip === null) return null;
  return (
    <nav className={css["pages"]} aria-label={label ?? t("pages.label")}>
      {skip === 0 ? null : (
        <Button onClick={() => onSkip(Math.max(0, skip - onPage))}>{t("pages.previous")}</Button>
      )}
      {nextSkip === null ? null : <Button onClick={() => onSkip(nextSkip)}>{t("pages.next")}</Button>}
    </nav>
  );
}
