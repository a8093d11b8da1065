import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import css from "./stream-page.module.css";

type Summary = { total: number; isExact: boolean; method: "counted" | "rollup" | "sampled"; tookMs: number };

/** How many were found, how that was counted, and how long it took: an estimate says that it is one. */
export function StreamTotal({ summary }: { summary: UseQueryResult<Summary, unknown> }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { data, isError, isPlaceholderData } = summary;
  if (data === undefined) return isError ? <span>{t("stream.no_total")}</span> : null;
  const number = format.whole(data.total);
  return (
    <span className={css["total"]} data-old={isPlaceholderData || undefined}>
      <b>
        {data.isExact
          ? t("stream.found", { count: data.total, number })
          : t("stream.found_about", { count: data.total, number })}
      </b>{" "}
      {data.isExact ? t("stream.took", { ms: format.whole(data.tookMs) }) : t(`stream.method.${data.method}`)}
    </span>
  );
}
