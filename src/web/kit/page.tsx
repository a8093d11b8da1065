import { type ReactNode, useEffect } from "react";
import css from "./page.module.css";

/**
 * The frame of a `page` layout: headline first (`title` is the one h1), a sentence a chief can read (`deck`), controls
 * at the right (`aside`), then the content. Sets the browser tab's title; `tab` gives it another text than the headline.
 */
export function Page({
  title,
  tab,
  deck,
  aside,
  width = "wide",
  children,
}: {
  title: string;
  tab?: string;
  deck?: ReactNode;
  aside?: ReactNode;
  width?: "wide" | "text";
  children: ReactNode;
}) {
  useTabTitle(tab ?? title);
  return (
    <div className={[css["page"], width === "text" ? css["text"] : undefined].filter(Boolean).join(" ")}>
      <div className={css["head"]}>
        <div>
          <h1>{title}</h1>
          {deck === undefined ? null : <p>{deck}</p>}
        </div>
        {aside === undefined ? null : <div className={css["aside"]}>{aside}</div>}
      </div>
      {children}
    </div>
  );
}

/** Names the browser tab while the component is shown. */
export function useTabTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Gaung`;
  }, [title]);
}
