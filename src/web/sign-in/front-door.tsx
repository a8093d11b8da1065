import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { changeLocale } from "../i18n/start-i18n.ts";
import { GongMark } from "../kit/gong-mark.tsx";
import { useTabTitle } from "../kit/page.tsx";
import { Toasts } from "../kit/toasts.tsx";
import css from "./front-door.module.css";

/** The frame of every page before the sign-in: the mark on ink, the form on paper. */
export function FrontDoor({
  title,
  deck,
  children,
}: {
  title: string;
  deck?: ReactNode;
  children: ReactNode;
}) {
  const { t, i18n } = useTranslation("desk");
  useTabTitle(title);
  const other = i18n.language === "id" ? "en" : "id";
  return (
    <div className={css["door"]}>
      <header className={css["side"]}>
        <p className={css["brand"]}>
          <GongMark />
          Gaung
        </p>
        <p className={css["line"]}>{t("door.line")}</p>
      </header>
      <main className={css["main"]}>
        <div className={css["form"]}>
          <h1>{title}</h1>
          {deck === undefined ? null : <p className={css["deck"]}>{deck}</p>}
          {children}
        </div>
        <button
          type="button"
          lang={other}
          className={css["language"]}
          onClick={() => void changeLocale(other).catch(() => undefined)}
        >
          {t("palette.other_language")}
        </button>
      </main>
      <Toasts />
    </div>
  );
}
